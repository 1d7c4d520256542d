import { escapeHtml } from '../history/escape-html.ts';
import { reportText as text } from '../text/reports.en.ts';
import type { Chart } from './report.ts';
import type { Bar } from './chart-layout.ts';
import { layoutChart } from './chart-layout.ts';

/** A chart as an SVG that stands by itself in a page: its colours are classes, its text is text. */
export function chartSvg(chart: Chart): string {
  const { width, height, bars } = layoutChart(chart);
  const label = escapeHtml(text.chart[chart.id].name);
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${bars.map(barSvg).join('')}</svg>`;
}

function barSvg({ label, labelAt, track, parts, value, valueAt }: Bar): string {
  const rect = (kind: string, at: Bar['track']): string =>
    `<rect class="${kind}" x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" rx="2"/>`;
  return [
    `<text x="${labelAt.x}" y="${labelAt.y}" text-anchor="${labelAt.anchor}">${escapeHtml(label)}</text>`,
    rect('track', track),
    ...parts.map((part, index) =>
      part.width === 0 || part.height === 0 ? '' : rect(`s${index % 4}`, part),
    ),
    `<text x="${valueAt.x}" y="${valueAt.y}" text-anchor="${valueAt.anchor}">${escapeHtml(value)}</text>`,
  ].join('');
}

import { escapeHtml } from '../history/escape-html.ts';
import { packStyle } from '../history/pack-style.ts';
import { formatCount, formatDate } from '../text/format.ts';
import { reportText as text } from '../text/reports.en.ts';
import { chartSvg } from './chart-svg.ts';
import type { Chart, Report } from './report.ts';

export interface ReportHead {
  /** Of what: the repository, or all of them. */
  readonly name: string;
  /** The day it was made, for people. */
  readonly date: string;
  /** Records of practice: said on every page, so that nobody takes them for real ones. */
  readonly isPractice: boolean;
}

const style = `
:root{--s0:#1d55ab;--s1:#6b7480;--s2:#b26a00;--s3:#176639}
.figures{display:flex;gap:2rem;flex-wrap:wrap}.figures b{display:block;font-size:2rem;font-variant-numeric:tabular-nums}
svg text{fill:currentColor;font:12px system-ui,sans-serif}.s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.track{fill:var(--sunken)}
.mark{padding:.5rem 1rem;border:2px solid #1b7a45;color:#1b7a45;font-weight:700}
@media (prefers-color-scheme:dark){:root{--s0:#8ab4f8;--s1:#98a1ad;--s2:#e0a33d;--s3:#7fd2a0}.mark{border-color:#4fae78;color:#4fae78}}
section{break-inside:avoid}`;

/** A page of its own: no scripts, nothing from elsewhere, readable on screen and paper. */
export function reportHtml(report: Report, { name, date, isPractice }: ReportHead): string {
  const mark = isPractice ? `<p class="mark">${escapeHtml(text.practice)}</p>` : '';
  const figures = report.figures.map(
    ({ id, count }) =>
      `<p><b>${formatCount(count)}</b>${escapeHtml(text.figure[id].name)}<br><span class="soft">${escapeHtml(text.figure[id].note)}</span></p>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${text.title}: ${name}`)}</title><style>${packStyle}${style}</style></head>
<body>${mark}<h1>${escapeHtml(text.title)}</h1><p class="lead">${escapeHtml(text.made(name, date))}</p>
<div class="figures">${figures.join('')}</div>
${report.charts.map(chartSection).join('\n')}
</body></html>
`;
}

function chartSection(chart: Chart): string {
  const { name, note } = text.chart[chart.id];
  const isShare = chart.rows.some(({ of }) => of !== null);
  const head = ['', ...chart.series, ...(isShare ? [text.share] : [])];
  const rows = chart.rows.map(({ label, values, of, note: why }) => [
    why === '' ? label : `${label} (${why})`,
    ...values.map(formatCount),
    ...(isShare ? [text.percent(values[0] ?? 0, of ?? 0)] : []),
  ]);
  const cells = (tag: string, list: readonly string[]): string =>
    `<tr>${list.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<section><h2>${escapeHtml(name)}</h2><p class="soft">${escapeHtml([note, fetched(chart)].filter((part) => part !== '').join(' '))}</p>
${chartSvg(chart)}
<details><summary>${escapeHtml(text.records)}</summary><table>${cells('th', head)}${rows.map((row) => cells('td', row)).join('')}</table></details></section>`;
}

function fetched({ asOf }: Chart): string {
  return asOf === null ? '' : text.asOf(formatDate(asOf.oldest), formatDate(asOf.newest));
}

/** All figures as one table: chart, label, series, count, of, and when it was fetched where it was. */
export function reportCsv(report: Report, { isPractice }: Pick<ReportHead, 'isPractice'>): string {
  const lines: string[][] = [['figure', 'label', 'series', 'count', 'of', 'fetched']];
  if (isPractice) lines.push(['mark', text.practice, '', '', '', '']);
  for (const { id, count } of report.figures) lines.push(['figures', id, '', String(count), '', '']);
  for (const { id, series, asOf, rows } of report.charts) {
    for (const { label, values, of } of rows) {
      for (const [index, value] of values.entries()) {
        const whole = of === null ? '' : String(of);
        const line = [id, label, series[index] ?? '', String(value), whole, asOf?.newest ?? ''];
        lines.push(line);
      }
    }
  }
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { formatCount } from '../text/format.ts';
import { reportText as text } from '../text/reports.en.ts';
import type { Chart } from './report.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface TextAt {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Bar {
  readonly label: string;
  readonly labelAt: TextAt;
  readonly track: Box;
  /** One box a series, side by side. */
  readonly parts: readonly Box[];
  readonly value: string;
  readonly valueAt: TextAt;
}

const wide = 640;
const rowHeight = 22;
const barHeight = 12;
const longestLabel = 34;
/** px of a character of the labels, generously: nobody measures text here. */
const characterWidth = 6.6;
const valueWidth = 96;

/**
 * Bars that lie, one under the other: labels of any length stay readable, and a list of twenty reads as a
 * list, and short ones leave their room to the bars. In pixels.
 */
export function layoutChart({ id, rows }: Pick<Chart, 'id' | 'rows'>): {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
} {
  const labels = rows.map(({ label }) =>
    label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label,
  );
  const longest = Math.max(4, ...labels.map((label) => label.length));
  const labelWidth = Math.round(longest * characterWidth) + 20;
  const room = wide - labelWidth - valueWidth;
  const sums = rows.map(({ values }) => values.reduce((all, value) => all + value, 0));
  const most = Math.max(1, ...sums);
  const bars = rows.map(({ values, of }, index): Bar => {
    const y = index * rowHeight;
    const whole = of === null ? most : Math.max(1, of);
    let x = labelWidth;
    const parts = values.map((value): Box => {
      const box = { x, y: y + 5, width: round((value / whole) * room), height: barHeight };
      x = round(x + box.width);
      return box;
    });
    const sum = sums[index] ?? 0;
    return {
      label: labels[index] ?? '',
      labelAt: { x: labelWidth - 8, y: y + 15, anchor: 'end' },
      track: { x: labelWidth, y: y + 5, width: room, height: barHeight },
      parts,
      value: valueText(id, { values, sum, of }),
      valueAt: { x: labelWidth + room + 8, y: y + 15, anchor: 'start' },
    };
  });
  return { width: wide, height: Math.max(rowHeight, rows.length * rowHeight), bars };
}

/** Counts of different things are never added up. */
function valueText(
  id: Chart['id'],
  { values, sum, of }: { values: readonly number[]; sum: number; of: number | null },
): string {
  if (id === 'most-used') return values.map(formatCount).join(' · ');
  return of === null ? formatCount(sum) : `${formatCount(sum)} · ${text.percent(sum, of)}`;
}

const round = (value: number): number => Math.round(value * 100) / 100;

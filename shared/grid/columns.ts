import type { SavedView } from '../contract/views.ts';

/** A column of the grid as a person set it: its id and its width in rem. */
export type ColumnPlace = SavedView['layout']['columns'][number];

export const firstColumns: readonly ColumnPlace[] = [
  { id: 'state', width: 4.5 },
  { id: 'title', width: 20 },
  { id: 'creators', width: 14 },
  { id: 'type', width: 8 },
  { id: 'year', width: 4.5 },
  { id: 'findings', width: 7 },
  { id: 'sync', width: 7.5 },
  { id: 'marks', width: 9 },
];
export const firstFrozen = 2;
export const leastWidth = 3;
export const mostWidth = 60;
/** Of a property that is added. */
export const usualWidth = 12;

/** Left edge and width of each column in px; the title takes what is left over. */
export interface ColumnBox {
  readonly id: string;
  readonly left: number;
  readonly width: number;
  readonly isFrozen: boolean;
}

/** Width in px of the column with the boxes to tick. */
export const gutterWidth = 36;

/**
 * Columns side by side. Where all of them fit nothing is frozen: it would not show, and a browser draws each
 * sticky cell as a layer of its own, which scrolling pays for.
 */
export function placeColumns(
  columns: readonly ColumnPlace[],
  frozen: number,
  size: { readonly remPx: number; readonly viewWidth: number },
): readonly ColumnBox[] {
  const wanted = columns.map(({ width }) => Math.round(width * size.remPx));
  const total = wanted.reduce((sum, width) => sum + width, gutterWidth);
  const spare = Math.max(0, Math.floor(size.viewWidth) - total);
  const isWide = total > size.viewWidth;
  const growing = Math.max(
    0,
    columns.findIndex(({ id }) => id === 'title'),
  );
  let left = gutterWidth;
  return columns.map(({ id }, index) => {
    const width = (wanted[index] ?? 0) + (index === growing ? spare : 0);
    const box = { id, left, width, isFrozen: isWide && index < frozen };
    left += width;
    return box;
  });
}

/** The columns with one of them moved by so many places. */
export function moved(
  columns: readonly ColumnPlace[],
  from: number,
  to: number,
): readonly ColumnPlace[] {
  const column = columns[from];
  if (column === undefined || to < 0 || to >= columns.length) return columns;
  const rest = columns.filter((_, index) => index !== from);
  return [...rest.slice(0, to), column, ...rest.slice(to)];
}

export function resized(
  columns: readonly ColumnPlace[],
  id: string,
  width: number,
): readonly ColumnPlace[] {
  const bounded = Math.round(Math.max(leastWidth, Math.min(mostWidth, width)) * 4) / 4;
  return columns.map((column) => (column.id === id ? { ...column, width: bounded } : column));
}

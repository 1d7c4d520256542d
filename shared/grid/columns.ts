import type { SavedView } from '../contract/views.ts';

/** A column of the grid as a person set it: its id and its width in rem. */
export type ColumnPlace = SavedView['layout']['columns'][number];

/**
 * At first: what a DOI is tied to (B6: URL, version, creation date, description) beside what a steward looks for. The
 * list scrolls sideways on most windows, so what needs a person comes before what is read now and then.
 */
export const firstColumns: readonly ColumnPlace[] = [
  { id: 'state', width: 4.5 },
  { id: 'title', width: 20 },
  { id: 'creators', width: 13 },
  { id: 'type', width: 7 },
  { id: 'year', width: 4.5 },
  { id: 'property:version', width: 5.5 },
  { id: 'findings', width: 6.5 },
  { id: 'sync', width: 7.5 },
  { id: 'marks', width: 9 },
  { id: 'property:url', width: 15 },
  { id: 'property:dates[Created].date', width: 7 },
  { id: 'property:descriptions[Abstract].description', width: 20 },
];
export const firstFrozen = 2;
export const leastWidth = 3;
/** More than the widest screen: the title may fill one. */
export const mostWidth = 250;
/** Of a property that is added. */
export const usualWidth = 12;

/** Left edge and width of each column in px. */
export interface ColumnBox {
  readonly id: string;
  readonly left: number;
  readonly width: number;
  readonly isFrozen: boolean;
}

/** The column that takes what is left over, as long as nobody has set its width. */
const growing = firstColumns.find(({ id }) => id === 'title');

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
  let left = gutterWidth;
  return columns.map(({ id, width: set }, index) => {
    const isGrowing = id === growing?.id && set === growing.width;
    const width = (wanted[index] ?? 0) + (isGrowing ? spare : 0);
    const box = { id, left, width, isFrozen: isWide && index < frozen };
    left += width;
    return box;
  });
}

/** Columns that are drawn beside the frozen ones, by their places. */
export interface DrawnColumns {
  readonly from: number;
  readonly to: number;
  /** Scrolled sideways: only then frozen columns stand over others, and are drawn as layers of their own. */
  readonly isAside: boolean;
}

/** Those in sight, and while the list is scrolled sideways one more at each side; without a width all of them. */
export function drawnColumns(
  boxes: readonly ColumnBox[],
  scrollLeft: number,
  viewWidth: number,
): DrawnColumns {
  const isAside = scrollLeft > 0;
  const from = boxes.findIndex(({ left, width }) => left + width > scrollLeft);
  const beyond = boxes.findIndex(({ left }) => left >= scrollLeft + viewWidth);
  const isAll = viewWidth === 0 || beyond < 0;
  return {
    from: Math.max(0, from - 1),
    to: isAll ? boxes.length - 1 : beyond - (isAside ? 0 : 1),
    isAside,
  };
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

/**
 * The columns with one of them as wide as a person draws it, in px. The title keeps the width that it shows: if it
 * gave way, the edge that is drawn would stay where it is.
 */
export function resized(
  columns: readonly ColumnPlace[],
  boxes: readonly ColumnBox[],
  to: { readonly id: string; readonly width: number; readonly remPx: number },
): readonly ColumnPlace[] {
  const shown = boxes.find(({ id }) => id === growing?.id)?.width ?? 0;
  return columns.map((column) => {
    if (column.id === to.id) {
      const bounded = Math.max(leastWidth, Math.min(mostWidth, to.width / to.remPx));
      return { ...column, width: rounded(bounded) };
    }
    const isGrown = column.id === growing?.id && shown > column.width * to.remPx;
    return isGrown ? { ...column, width: shown / to.remPx } : column;
  });
}

/** In quarters of a rem, so that a width is one and not a hundred on the way. */
const rounded = (rem: number): number => Math.round(rem * 4) / 4;

/** Where a column goes that is let go over another: before it in its first half, behind it in the second. */
export function droppedAt(
  boxes: readonly { readonly left: number; readonly width: number }[],
  from: number,
  x: number,
): number {
  const found = boxes.findIndex(({ left, width }) => x < left + width / 2);
  const before = found < 0 ? boxes.length : found;
  return before > from ? before - 1 : before;
}

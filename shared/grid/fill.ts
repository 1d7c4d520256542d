import type { Bounds, Cell, CellRange } from './cell-range.ts';

/** Rows or columns that a fill sets, and the one of the source whose values the first of them gets. */
export interface Fill {
  readonly first: number;
  readonly count: number;
  /** Counted from the beginning of the source; those after it get the next ones, over again. */
  readonly offset: number;
}

/** What a drag of the corner to a row fills, downwards or upwards; null while it stays in the source. */
export function fillTo({ top, bottom }: Bounds, row: number): Fill | null {
  return fillBeyond(top, bottom, row);
}

/** What a drag of the corner to a column fills, to the right or to the left. */
export function fillAcrossTo({ left, right }: Bounds, column: number): Fill | null {
  return fillBeyond(left, right, column);
}

function fillBeyond(first: number, last: number, to: number): Fill | null {
  if (to > last) return { first: last + 1, count: to - last, offset: 0 };
  if (to >= first) return null;
  const size = last - first + 1;
  const count = first - to;
  // Backwards the pattern goes on to where the source begins.
  return { first: to, count, offset: (size - (count % size)) % size };
}

/** The source with the rows, or across the columns, that a drag of its corner to a cell adds; the head is the far end. */
export function drawnTo(
  { top, bottom, left, right }: Bounds,
  { row, column }: Cell,
  isAcross: boolean,
): CellRange {
  if (isAcross) {
    const [from, to] = stretched(left, right, column);
    return { anchor: { row: top, column: from }, head: { row: bottom, column: to } };
  }
  const [from, to] = stretched(top, bottom, row);
  return { anchor: { row: from, column: left }, head: { row: to, column: right } };
}

const stretched = (first: number, last: number, to: number): readonly [number, number] =>
  to < first ? [last, to] : [first, Math.max(last, to)];

import type { Bounds } from './cell-range.ts';

/** Rows that a fill sets, and the row of the source whose values the first of them gets. */
export interface Fill {
  readonly first: number;
  readonly count: number;
  /** Counted from the top of the source; the rows after it get the next ones, over again. */
  readonly offset: number;
}

/** What a drag of the corner to a row fills, downwards or upwards; null while it stays in the source. */
export function fillTo(source: Bounds, row: number): Fill | null {
  if (row > source.bottom)
    return { first: source.bottom + 1, count: row - source.bottom, offset: 0 };
  if (row >= source.top) return null;
  const height = source.bottom - source.top + 1;
  const count = source.top - row;
  // Upwards the pattern goes on to where the source begins.
  return { first: row, count, offset: (height - (count % height)) % height };
}

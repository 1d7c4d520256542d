import type { Bounds } from './cell-range.ts';

/** Cells that a paste sets, from the corner of the range on, and what of it had no place. */
export interface Paste {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Row by row; null: what was pasted has no such cell, so the one here stays as it is. */
  readonly values: readonly (readonly (string | null)[])[];
  readonly rowsOver: number;
  readonly columnsOver: number;
}

/**
 * As in spreadsheets: over a range that it fits several times without a rest a block is repeated, and so one cell over
 * every range; else it stands once, where the range begins.
 */
export function placePaste(
  cells: readonly (readonly string[])[],
  at: Bounds,
  grid: { readonly rowCount: number; readonly columnCount: number },
): Paste {
  const width = Math.max(...cells.map((row) => row.length));
  const range = { rows: at.bottom - at.top + 1, columns: at.right - at.left + 1 };
  const isTiled = range.rows % cells.length === 0 && range.columns % width === 0;
  const wanted = isTiled ? range : { rows: cells.length, columns: width };
  const rowCount = Math.min(wanted.rows, grid.rowCount - at.top);
  const columnCount = Math.min(wanted.columns, grid.columnCount - at.left);
  return {
    rowCount,
    columnCount,
    // Rows are repeated by the edit itself.
    values: cells.slice(0, rowCount).map((row) => {
      // A line with nothing on it has no cells: in a table of several columns not even the first.
      const isBlank = width > 1 && row.length === 1 && row[0] === '';
      return Array.from({ length: columnCount }, (_, place) =>
        isBlank ? null : (row[place % width] ?? null),
      );
    }),
    rowsOver: wanted.rows - rowCount,
    columnsOver: wanted.columns - columnCount,
  };
}

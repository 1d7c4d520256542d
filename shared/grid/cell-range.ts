/** A rectangle of cells, by row and column numbers; it may reach over rows that are not loaded. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface CellRange {
  /** Where it began: the cell that stays when it is made larger. */
  readonly anchor: Cell;
  /** The cell with the cursor. */
  readonly head: Cell;
}

export interface Bounds {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function boundsOf({ anchor, head }: CellRange): Bounds {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

export function clampCell(cell: Cell, rowCount: number, columnCount: number): Cell {
  return {
    row: Math.max(0, Math.min(cell.row, rowCount - 1)),
    column: Math.max(0, Math.min(cell.column, columnCount - 1)),
  };
}

interface Grid {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly pageRows: number;
}

/** Where a key of a spreadsheet leads; null for any other key. With Ctrl or Cmd to the edge. */
export function cellAfterKey(
  key: string,
  isFar: boolean,
  { row, column }: Cell,
  grid: Grid,
): Cell | null {
  const last = { row: grid.rowCount - 1, column: grid.columnCount - 1 };
  switch (key) {
    case 'ArrowDown':
      return { row: isFar ? last.row : row + 1, column };
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: isFar ? last.column : column + 1 };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'PageDown':
      return { row: row + grid.pageRows, column };
    case 'PageUp':
      return { row: row - grid.pageRows, column };
    case 'Home':
      return isFar ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return isFar ? last : { row, column: last.column };
    default:
      return null;
  }
}

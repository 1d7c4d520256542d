import type { ClipboardEvent } from 'react';

import type { Bounds, CellRange } from '#shared/grid/cell-range.ts';
import { placePaste } from '#shared/grid/paste.ts';
import { readTsv, writeTsv } from '#shared/grid/tsv.ts';
import { gridEditText } from '#shared/text/grid-edit.en.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { useActions } from '../../store/steward.ts';
import type { GridRecord } from './grid-columns.tsx';
import type { GridFill } from './use-grid-fill.ts';
import type { HandOptions } from './use-grid-hands.ts';

/** Rows that one copy takes; for more there is the export. */
const rowLimit = 5_000;

interface Options extends Pick<HandOptions, 'source' | 'columns' | 'total' | 'edits' | 'loadRows'> {
  readonly bounds: Bounds;
  readonly setRange: (range: CellRange) => void;
  readonly filling: Pick<GridFill, 'canSet' | 'clear'>;
}

/** Copy, cut and paste as spreadsheets exchange cells: texts with tabs, to and from Excel and LibreOffice. */
export function useGridClipboard(options: Options): {
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
} {
  const { source, columns, total, edits, bounds, filling } = options;
  const actions = useActions();

  /** Puts the range into the clipboard; false, and told, where it could not. */
  const take = async ({ clipboardData }: ClipboardEvent): Promise<boolean> => {
    const rows = bounds.bottom - bounds.top + 1;
    if (rows > rowLimit) {
      actions.notify(text.copyLimit(rowLimit));
      return false;
    }
    const copied = columns.slice(bounds.left, bounds.right + 1);
    const cellsOf = (row: GridRecord): string[] => copied.map((column) => column.text(row));
    const lines = Array.from({ length: rows }, (_, place) => source.row(bounds.top + place));
    // A cell that shows the beginning of its value is copied whole.
    const isWhole = (row: GridRecord): boolean => copied.every((column) => column.isWhole(row));
    const loaded = lines.flatMap((row) =>
      row !== undefined && isWhole(row) ? [cellsOf(row)] : [],
    );
    if (loaded.length === rows) {
      clipboardData.setData('text/plain', writeTsv(loaded));
      actions.notify(text.copied(rows, copied.length));
      return true;
    }
    // Rows that were never in sight, or not whole: they come first, and then go to the clipboard.
    try {
      const all = await options.loadRows(bounds.top, rows);
      if (!all.every(isWhole)) throw new Error('A value is too long for a cell.');
      await navigator.clipboard.writeText(writeTsv(all.map(cellsOf)));
    } catch {
      actions.notify(text.notCopied);
      return false;
    }
    actions.notify(text.copied(rows, copied.length));
    return true;
  };
  const handleCopy = (event: ClipboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    event.preventDefault();
    void take(event);
  };
  const handleCut = async (event: ClipboardEvent): Promise<void> => {
    if (event.target !== event.currentTarget || total === 0) return;
    event.preventDefault();
    // Nothing is emptied that did not reach the clipboard, and nothing taken that cannot be emptied.
    if (filling.canSet(bounds) && (await take(event))) filling.clear(bounds);
  };
  const handlePaste = (event: ClipboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    event.preventDefault();
    // A picture is no empty cell.
    if (!event.clipboardData.types.includes('text/plain')) return;
    const cells = readTsv(event.clipboardData.getData('text/plain'));
    const paste = placePaste(cells, bounds, { rowCount: total, columnCount: columns.length });
    if (!edits.canTake(paste.rowCount)) return;
    const target = columns.slice(bounds.left, bounds.left + paste.columnCount);
    const last = {
      row: bounds.top + paste.rowCount - 1,
      column: bounds.left + paste.columnCount - 1,
    };
    // What was pasted is the range, with the cursor where it began.
    if (last.row !== bounds.bottom || last.column !== bounds.right)
      options.setRange({ anchor: last, head: { row: bounds.top, column: bounds.left } });
    void edits.set({
      ...{ first: bounds.top, count: paste.rowCount, values: paste.values },
      columns: target.map(({ id }) => id),
      also: gridEditText.notFitted(paste.rowsOver, paste.columnsOver),
    });
  };

  return { onCopy: handleCopy, onCut: (event) => void handleCut(event), onPaste: handlePaste };
}

import type { ClipboardEvent } from 'react';

import type { Bounds } from '#shared/grid/cell-range.ts';
import { readTsv, writeTsv } from '#shared/grid/tsv.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { useActions } from '../../store/steward.ts';
import type { GridRecord } from './grid-columns.tsx';
import type { HandOptions } from './use-grid-hands.ts';

/** Rows that one copy takes; for more there is the export. */
const rowLimit = 5_000;

interface Options extends Pick<HandOptions, 'source' | 'columns' | 'total' | 'edits' | 'loadRows'> {
  readonly bounds: Bounds;
}

/** Copy and paste as spreadsheets exchange cells: texts with tabs, to and from Excel and LibreOffice. */
export function useGridClipboard(options: Options): {
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
} {
  const { source, columns, total, edits, bounds } = options;
  const actions = useActions();

  const handleCopy = (event: ClipboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    event.preventDefault();
    const rows = bounds.bottom - bounds.top + 1;
    if (rows > rowLimit) {
      actions.notify(text.copyLimit(rowLimit));
      return;
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
      event.clipboardData.setData('text/plain', writeTsv(loaded));
      actions.notify(text.copied(rows, copied.length));
      return;
    }
    // Rows that were never in sight, or not whole: they come first, and then go to the clipboard.
    void options
      .loadRows(bounds.top, rows)
      .then((all) => {
        if (!all.every(isWhole)) throw new Error('A value is too long for a cell.');
        return navigator.clipboard.writeText(writeTsv(all.map(cellsOf)));
      })
      .then(
        () => actions.notify(text.copied(rows, copied.length)),
        () => actions.notify(text.notCopied),
      );
  };
  const handlePaste = (event: ClipboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    event.preventDefault();
    const cells = readTsv(event.clipboardData.getData('text/plain'));
    const width = Math.max(...cells.map((row) => row.length));
    const selectedRows = bounds.bottom - bounds.top + 1;
    const isOne = cells.length === 1 && width === 1;
    const across = isOne ? bounds.right - bounds.left + 1 : width;
    const target = columns.slice(bounds.left, bounds.left + across);
    void edits.set({
      first: bounds.top,
      // As in spreadsheets: one cell fills the range, a block stands where the range begins.
      count: Math.min(isOne ? selectedRows : cells.length, total - bounds.top),
      columns: target.map(({ id }) => id),
      values: cells.map((row) => target.map((_, place) => row[isOne ? 0 : place] ?? '')),
    });
  };

  return { onCopy: handleCopy, onPaste: handlePaste };
}

import type { ChangeKind } from '../contract/changes.ts';
import { changesText } from './changes.en.ts';
import { formatCount, formatCounted } from './format.ts';

/** What is said about edits made in the grid. */
export const gridEditText = {
  notEditable: (column: string): string =>
    `The column ${column} holds lists or follows from other values. Open the record to change it.`,
  observed: 'This record belongs to somebody else: it is here to be seen, and cannot be changed.',
  tooLong: 'A value here is too long for a cell. Open the record to change it, or use the export.',
  wrongCell: (row: number, column: string, message: string): string =>
    `Row ${formatCount(row)}, ${column}: ${message}`,
  wrongCells: (count: number, first: string): string =>
    count === 1 ? first : `${first} (and ${formatCounted(count - 1, 'more cell', 'more cells')})`,
  nothingChanged: 'Nothing was changed. Correct the cell and try again.',
  leftWrong: (problem: string): string => `The cell stays as it was. ${problem}`,
  editAgain: 'Edit again',
  rowsMoved: 'The list has changed since it was shown, so the edit could have met other records.',
  rowsMovedNext: 'Nothing was changed. Look at the list again and repeat the edit.',
  tooMany: (count: number, limit: number): string =>
    `This would change ${formatCounted(count, 'row', 'rows')}; the grid changes up to ${formatCount(limit)} at once.`,
  tooManyNext: 'Nothing was changed. Use a batch operation for more.',
  title: (columns: string, rows: number): string =>
    `${columns} in the grid, ${formatCounted(rows, 'record', 'records')}`,
  done: (count: number): string => `${formatCounted(count, 'record', 'records')} changed`,
  doneAs: (count: number, kind: ChangeKind, reason: string | null): string =>
    `${gridEditText.done(count)}, stored as ${changesText.changeKind[kind]}${reason === null ? ' without a reason' : `: ${reason}`}`,
  storedAs: 'Stored as',
  whyTitle: 'How edits in the grid are stored',
  whyHint:
    'The kind and the reason are kept in the history of every record that is edited in the grid from now on, until you change them here or leave this screen.',
  whyDone: 'Done',
  whyPlain: 'Correction without a reason',
  notFitted: (rows: number, columns: number): string => {
    const parts = [
      rows === 0 ? '' : formatCounted(rows, 'row', 'rows'),
      columns === 0 ? '' : formatCounted(columns, 'column', 'columns'),
    ].filter((part) => part !== '');
    return parts.length === 0
      ? ''
      : `The paste is larger than the list: ${parts.join(' and ')} of it did not fit and ${rows + columns === 1 ? 'was' : 'were'} left out.`;
  },
  refused: (count: number, first: string): string =>
    `${formatCounted(count, 'record was', 'records were')} left as ${count === 1 ? 'it was' : 'they were'}: ${first}`,
  unchanged: 'Nothing to change: the cells have these values already.',
  undo: 'Undo',
  undoReason: 'Taken back in the list',
  redoReason: 'Put back in the list',
  undone: 'The last change in the grid is taken back',
  redone: 'What was taken back in the grid stands again',
  nothingToRedo: 'Nothing was taken back in this grid',
  nothingToUndo: 'There is no change in this grid to take back',
};

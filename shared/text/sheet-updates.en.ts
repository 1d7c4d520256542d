import type { SheetUpdate } from '../contract/sheet-updates.ts';
import { formatCount, formatCounted, formatDuration, formatRate } from './format.ts';

/** Sentences about bringing an edited sheet back. */
export const sheetUpdatesText = {
  title: 'Update from sheet',
  open: 'Update from sheet',
  hint: 'Bring back a sheet that was exported here, or any sheet with a column of DOIs. Nothing changes before you have seen what would change.',
  choose: 'Choose a CSV or XLSX file',
  another: 'Another file',
  back: 'Back to the records',
  columns: 'Columns',
  column: 'Column',
  samples: 'Examples',
  target: 'Changes',
  notUsed: 'Not used',
  forReading: 'For reading only',
  doi: 'The DOI of the record',
  targetLabel: (column: string) => `What the column ${column} changes`,
  recipe: 'Mapping',
  recipeFits: (name: string): string =>
    `The mapping “${name}” was saved for a sheet with these columns`,
  useRecipe: 'Use this mapping',
  byName: 'Columns by their names',
  longForm: 'A row a value: DOI, path, value.',
  problem: 'This sheet cannot be read like this',
  readAsFound: 'Read it as it was found',
  compare: 'Compare with the records',
  comparing: (count: number) => `${formatCount(count)} rows compared`,
  progress: (update: Pick<SheetUpdate, 'rowCount' | 'perSecond' | 'secondsLeft'>): string =>
    [
      sheetUpdatesText.comparing(update.rowCount),
      update.perSecond === null ? '' : formatRate(update.perSecond),
      update.secondsLeft === null ? '' : `${formatDuration(update.secondsLeft)} left`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  stop: 'Stop',
  figures: {
    changed: 'Change',
    unchanged: 'Stay as they are',
    refused: 'Refused',
    observeOnly: 'Only observed',
  },
  fixes: (fixed: number, caused: number): string =>
    [
      fixed > 0 ? `${formatCounted(fixed, 'error', 'errors')} fixed` : '',
      caused > 0 ? formatCounted(caused, 'new error', 'new errors') : '',
    ]
      .filter((part) => part !== '')
      .join(', ')
      .concat('.'),
  toSend: (count: number): string =>
    `${formatCounted(count, 'changed record is', 'changed records are')} at DataCite and would have to be sent.`,
  leftOut: 'Why rows are left out',
  leftOutFor: (count: number, message: string): string =>
    `${formatCounted(count, 'row', 'rows')}: ${message}`,
  notFinished: 'The sheet was not compared to its end. Nothing was changed.',
  lines: 'Rows of the sheet',
  onlyWhich: 'Show',
  filters: {
    all: 'All',
    changed: 'Changes',
    refused: 'Refused',
    'observe-only': 'Only observed',
  },
  allRefused: (count: number) =>
    `Nothing can be changed: ${count === 1 ? 'the row' : `all ${formatCount(count)} rows`} with something new ${count === 1 ? 'is' : 'are'} refused. Mend the sheet as told below and bring it back.`,
  nothing: 'The sheet says what the records say: nothing would change.',
  noLines: 'No row of this kind.',
  row: (row: number) => `Row ${row}`,
  apply: (count: number) => `Change ${formatCount(count)} ${count === 1 ? 'record' : 'records'}`,
  applyHint:
    'One change set, which can be taken back as one. Nothing is sent to DataCite until you send it.',
  applied: (count: number) => `${formatCount(count)} records are being changed.`,
} as const;

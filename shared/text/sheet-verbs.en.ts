import type { SheetUpdate } from '../contract/sheet-updates.ts';
import { formatCount } from './format.ts';

/** What the verbs export and update say. */
export const sheetVerbText = {
  export: 'Writes records to a file that can be edited and brought back',
  update: 'Brings an edited export back: shows what changes, then changes it',
  option: {
    to: 'csv, xlsx, jsonl or xml',
    out: 'the file to write; without it, text goes to standard output',
    layout: 'wide (a row a record, unless told) or long (a row a value)',
    properties: 'only these, by their names in the REST API: titles,rightsList',
    query: 'which records: state:findable year>=2023 …; all unless told',
    view: 'the records of a saved view, by its name',
    preview: 'show what would change and change nothing',
    kind: 'correction (unless told), files-added, minor-version or other',
    reason: 'why, for the history',
    recipe: 'a saved mapping of columns',
  },
  notes: {
    export: [
      'A column is a path (titles[0].title). Text stays text; a cell never becomes a formula.',
    ],
    update: [
      'An absent column and an empty cell change nothing; [delete] takes a value away; the DOI says which record.',
      'Ends with 1 when a row was, or with --preview would be, left out. The change can be taken back as one: it is a change set.',
      'Nothing is sent without --send; a change set that was applied is sent later with: send CHANGESET.',
    ],
  },
  formats: (names: string) => `--to is one of ${names}.`,
  layouts: '--layout is wide or long.',
  kinds: (names: string) => `--kind is one of ${names}.`,
  needsFile: 'A workbook is no text: name the file with --out FILE.',
  exporting: 'Exporting',
  stopped: 'The export was stopped.',
  exported: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'record' : 'records'} exported.`,
  comparing: 'Comparing',
  notCompared: 'The sheet was not compared to its end. Nothing was changed.',
  compared: (update: SheetUpdate) =>
    `${formatCount(update.rowCount)} rows: ${formatCount(update.changedCount)} change a record, ` +
    `${formatCount(update.unchangedCount)} change nothing, ${formatCount(update.refusedCount)} are refused, ` +
    `${formatCount(update.observeOnlyCount)} are of records that are only observed.`,
  applied: (changed: number, refused: number, id: string | null) =>
    `${formatCount(changed)} ${changed === 1 ? 'record' : 'records'} changed, ${formatCount(refused)} refused.` +
    (id === null ? '' : ` Change set ${id}; undo it with: undo ${id}`),
} as const;

import { z } from 'zod';

import { attributeChange, changeKind, findingBalance, heldBack } from './changes.ts';
import { columnMapping } from './collections.ts';
import {
  command,
  count,
  failure,
  longText,
  pace,
  pageLimit,
  query,
  shortText,
  timestamp,
} from './define.ts';

/** How a sheet that is brought back is read. What a person leaves null is detected. */
const rowSettings = z.strictObject({
  encoding: z.string().max(40).nullable(),
  delimiter: z.string().max(1).nullable(),
  sheet: shortText.nullable(),
  /** Null: columns are known by their names. Targets are `doi` and paths, as an export names them. */
  mapping: z.array(columnMapping).max(500).nullable(),
});
export type RowSettings = z.output<typeof rowSettings>;

export const sheetColumn = z.strictObject({
  name: shortText,
  index: z.int(),
  samples: z.array(shortText).max(3),
  target: shortText.nullable(),
  /** True: its name begins with #, so it is for reading only. */
  isNote: z.boolean(),
});

export const sheetUpdate = z.strictObject({
  id: z.int(),
  sourceName: shortText,
  /** `ready`: compared, nothing is changed yet. */
  status: z.enum(['reading', 'ready', 'applied', 'cancelled', 'failed', 'interrupted']),
  rowCount: count,
  /** How much of the file was read, 0 to 1; null: it is not being read, or that cannot be told. */
  share: z.number().min(0).max(1).nullable(),
  ...pace,
  changedCount: count,
  unchangedCount: count,
  observeOnlyCount: count,
  refusedCount: count,
  /** Errors that the records of the sheet have no more, and new ones, if it is applied. */
  errorFixedCount: count,
  errorCausedCount: count,
  /** Why rows are refused or only observed, with how many. */
  leftOut: z.array(heldBack).max(200),
  /** Findings that would be gone, and that would come, the gravest first. */
  findings: z.array(findingBalance).max(200),
  /** Changed records that DataCite holds: they would have to be sent. */
  atDataciteCount: count,
  warnings: z.array(longText).max(50),
  changeSetId: shortText.nullable(),
  failure: failure.nullable(),
  startedAt: timestamp,
});
export type SheetUpdate = z.output<typeof sheetUpdate>;

export const updateLine = z.strictObject({
  row: z.int(),
  doi: z.string().max(2048),
  title: longText.nullable(),
  status: z.enum(['changed', 'observe-only', 'refused']),
  changes: z.array(attributeChange).max(200),
  problems: z.array(z.strictObject({ path: shortText, message: longText })).max(200),
});
export type UpdateLine = z.output<typeof updateLine>;

const ofUpdate = z.strictObject({ updateId: z.int() });

/** Sheets of records that come back: read, compared with the ledger, previewed, applied as one change set. */
export const sheetUpdatesContract = {
  'sheetUpdates.inspect': query(
    z.strictObject({ sourceId: shortText, settings: rowSettings }),
    z.strictObject({
      form: z.enum(['wide', 'long']),
      encoding: shortText.nullable(),
      delimiter: shortText.nullable(),
      sheets: z.array(shortText).max(200),
      sheet: shortText.nullable(),
      columns: z.array(sheetColumn).max(500),
      recipeId: z.int().nullable(),
      warnings: z.array(longText).max(50),
      /** Why it cannot be read like this; null: it can. */
      problem: longText.nullable(),
    }),
  ),
  /** Compares in the background; changes nothing. */
  'sheetUpdates.start': command(
    z.strictObject({ sourceId: shortText, settings: rowSettings }),
    ofUpdate,
  ),
  'sheetUpdates.get': query(ofUpdate, sheetUpdate),
  'sheetUpdates.lines': query(
    ofUpdate.extend({
      only: z.enum(['all', 'changed', 'observe-only', 'refused']),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ lines: z.array(updateLine).max(pageLimit), total: count }),
  ),
  /** Holds the comparison between two rows, and lets it go on. */
  'sheetUpdates.pause': command(ofUpdate, z.strictObject({})),
  'sheetUpdates.resume': command(ofUpdate, z.strictObject({})),
  'sheetUpdates.cancel': command(ofUpdate, z.strictObject({})),
  /** Applies what the preview shows as one change set, in the background; the rest stays as it is. */
  'sheetUpdates.apply': command(
    ofUpdate.extend({ changeKind, reason: longText.nullable() }),
    z.strictObject({ changeSetId: shortText }),
  ),
} as const;

import { z } from 'zod';

import { command, count, failure, longText, nothing, pace, query, shortText } from './define.ts';
import { selection } from './outbox.ts';
import { recordSort } from './records.ts';

export const exportFormat = z.enum(['csv', 'xlsx', 'jsonl', 'xml']);
export type ExportFormat = z.output<typeof exportFormat>;

/** How a sheet is laid out: a row a record with a column a value, or a row a value (DOI, path, value). */
export const sheetForm = z.enum(['wide', 'long']);
export type SheetForm = z.output<typeof sheetForm>;

export const exportRun = z.strictObject({
  id: shortText,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  format: exportFormat,
  fileName: shortText,
  doneCount: count,
  total: count,
  ...pace,
  /** Bytes of the finished file. */
  sizeBytes: count.nullable(),
  /** What the file does not hold, and what that means when it is brought back. */
  warnings: z.array(longText).max(50),
  failure: failure.nullable(),
});
export type ExportRun = z.output<typeof exportRun>;

const ofExport = z.strictObject({ exportId: shortText });

/** Records as files: written in the background, then taken in pieces. */
export const exportsContract = {
  'exports.start': command(
    z.strictObject({
      selection,
      format: exportFormat,
      /** Sheets only. */
      form: sheetForm,
      /**
       * Properties by their names in the REST API (`titles`, `rightsList`), or parts of them
       * (`creators.affiliation.name`); null: all. Sheets only.
       */
      properties: z.array(shortText).min(1).max(100).nullable(),
      /** That of a list; without one, as the records came into the ledger. */
      order: z.strictObject({ sort: recordSort, descending: z.boolean() }).nullable().optional(),
    }),
    ofExport,
  ),
  'exports.get': query(ofExport, exportRun),
  'exports.pause': command(ofExport, nothing),
  'exports.resume': command(ofExport, nothing),
  'exports.cancel': command(ofExport, nothing),
  /** The finished file from byte `offset` on. */
  'exports.piece': query(
    ofExport.extend({ offset: count }),
    z.strictObject({ base64: z.string().max(8_000_000), nextOffset: count.nullable() }),
  ),
} as const;

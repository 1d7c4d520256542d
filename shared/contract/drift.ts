import { z } from 'zod';

import {
  command,
  count,
  doiText,
  failure,
  pageLimit,
  query,
  repositoryId,
  shortText,
  timestamp,
} from './define.ts';

/** Why ledger and DataCite differ in one attribute, or in the whole record. */
export const driftCause = z.enum([
  /** Changed here and not sent yet. */
  'unsent',
  /** Changed on both sides; a person has not decided yet. */
  'undecided',
  /** Changed there since it was read last. */
  'changed-there',
  /** DataCite has a DOI that the ledger does not know. */
  'not-here',
  /** The ledger says that DataCite has it, and it does not. */
  'not-there',
]);
export type DriftCause = z.output<typeof driftCause>;

const driftLine = z.strictObject({
  doi: doiText,
  /** The attribute; `state`, or '' for the whole record. */
  path: shortText,
  cause: driftCause,
  here: z.json(),
  there: z.json(),
});
export type DriftLine = z.output<typeof driftLine>;

export const driftContract = {
  /** Reads the whole account and compares; changes nothing on either side. */
  'drift.compare': command(
    z.strictObject({ repositoryId }),
    z.strictObject({ started: z.boolean() }),
  ),
  'drift.report': query(
    z.strictObject({ repositoryId, offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({
      running: z.boolean(),
      readCount: count,
      /** As many as the account says that it has; null before that is known. */
      total: count.nullable(),
      /** When the last comparison ended; null: none has. */
      comparedAt: timestamp.nullable(),
      failure: failure.nullable(),
      recordCount: count,
      lineCount: count,
      /** More lines were found than are kept. */
      isCut: z.boolean(),
      lines: z.array(driftLine).max(pageLimit),
    }),
  ),
} as const;

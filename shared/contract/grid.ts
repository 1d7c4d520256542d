import { z } from 'zod';

import { landingVerdicts } from '../landing/codes.ts';
import { reviewStatuses } from '../review/status.ts';
import { changeKind, changeOutcome } from './changes.ts';
import { command, count, doiText, longText, pageLimit, query, shortText } from './define.ts';
import { recordFilter, recordSort } from './records.ts';

/** Rows that one edit in the grid may change. */
export const gridRowLimit = 10_000;
const columnLimit = 60;

/** A list as the grid shows it, and rows of it by their place. */
const rows = z.strictObject({
  filter: recordFilter,
  sort: recordSort,
  descending: z.boolean(),
  first: count,
  count: z.int().min(1).max(gridRowLimit),
});

/** Where a record stands in other workflows: small signs in its row. */
export const rowBadges = z.strictObject({
  doi: doiText,
  /**
   * Null: it has nothing to do with a review. `unproved`: DataCite says that it is published, but what was seen of it
   * afterwards is not as it should be.
   */
  review: z.enum([...reviewStatuses, 'unproved']).nullable(),
  /** Its place in its version chain, the oldest 1; `number` null: the item itself, of which there are versions. */
  version: z.strictObject({ number: count.nullable(), count, isOutdated: z.boolean() }).nullable(),
  /** What was last seen of its landing page. */
  landing: z.enum(landingVerdicts).nullable(),
});
export type RowBadges = z.output<typeof rowBadges>;

export const gridContract = {
  'grid.badges': query(
    z.strictObject({ dois: z.array(doiText).max(pageLimit) }),
    z.strictObject({ badges: z.array(rowBadges).max(pageLimit) }),
  ),
  /** Sets cells: row by row the values given, over again when there are more rows. One change set. */
  'grid.edit': command(
    z.strictObject({
      rows,
      /**
       * DOIs of the first rows as they were seen. Where they are those of all rows, these records are edited, wherever
       * the list has put them since; otherwise a list that has moved meanwhile is not edited.
       */
      seen: z.array(doiText).max(gridRowLimit),
      columns: z.array(shortText).min(1).max(columnLimit),
      /** An empty text clears the cell; null leaves it as it is. */
      values: z.array(z.array(longText.nullable()).max(columnLimit)).min(1).max(gridRowLimit),
      changeKind,
      reason: longText.nullable(),
    }),
    changeOutcome,
  ),
} as const;

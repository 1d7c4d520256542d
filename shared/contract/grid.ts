import { z } from 'zod';

import { changeOutcome } from './changes.ts';
import { command, count, doiText, longText, shortText } from './define.ts';
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

export const gridContract = {
  /** Sets cells: row by row the values given, over again when there are more rows. One change set. */
  'grid.edit': command(
    z.strictObject({
      rows,
      /** DOIs of the first rows as they were seen: a list that has moved meanwhile is not edited. */
      seen: z.array(doiText).max(gridRowLimit),
      columns: z.array(shortText).min(1).max(columnLimit),
      values: z.array(z.array(longText).max(columnLimit)).min(1).max(gridRowLimit),
    }),
    changeOutcome,
  ),
} as const;

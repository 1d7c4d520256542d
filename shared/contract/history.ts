import { z } from 'zod';

import {
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  shortText,
  timestamp,
} from './define.ts';

export const historyEvent = z.strictObject({
  sequence: z.int(),
  id: shortText,
  at: timestamp,
  person: shortText.nullable(),
  kind: shortText,
  doi: doiText.nullable(),
  reason: longText.nullable(),
  /** Changed attributes, before and after, as canonical JSON; empty where nothing of the metadata changed. */
  changes: z
    .array(
      z.strictObject({
        path: shortText,
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    )
    .max(500),
  summary: longText,
});
export type HistoryEvent = z.output<typeof historyEvent>;

export const historyContract = {
  'history.list': query(
    z.strictObject({
      doi: doiText.nullable(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ events: z.array(historyEvent).max(pageLimit), total: count }),
  ),
  /** The whole history as JSON Lines, oldest first, behind event `after`; asked for in pieces. */
  'history.export': query(
    z.strictObject({ after: count }),
    z.strictObject({
      text: z.string().max(8_000_000),
      /** The last event of this piece: what the next piece is behind. Null: that was the last one. */
      next: count.nullable(),
      head: z.strictObject({ sequence: count, hash: shortText }),
    }),
  ),
  'history.verify': query(
    nothing,
    z.strictObject({
      intact: z.boolean(),
      eventCount: count,
      head: shortText,
      message: longText,
    }),
  ),
} as const;

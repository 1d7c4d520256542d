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

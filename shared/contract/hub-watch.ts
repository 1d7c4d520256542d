import { z } from 'zod';

import { command, count, longText, nothing, pageLimit, query, timestamp } from './define.ts';
import { eventKind, hubEvent, itemId } from './hub-shapes.ts';

const page = { offset: count, limit: z.int().min(1).max(pageLimit) };

/** Looking after items: what is under way, when, and what happened. */
export const hubWatchContract = {
  'hub.watch': command(
    z.strictObject({ itemIds: z.array(itemId).max(10_000).nullable() }),
    z.strictObject({ started: z.boolean() }),
  ),
  'hub.stopWatch': command(nothing, nothing),
  'hub.watchState': query(
    nothing,
    z.strictObject({
      isRunning: z.boolean(),
      total: count,
      checkedCount: count,
      eventCount: count,
      failedCount: count,
      requestCount: count,
      /** Milliseconds until the next request may go; 0: now. */
      waitMs: count,
      startedAt: timestamp.nullable(),
      finishedAt: timestamp.nullable(),
      failure: longText.nullable(),
      /** Hours between two looks; null: only when somebody asks. */
      everyHours: z.int().min(1).nullable(),
      /** Requests in 5 minutes; null: as many as the hub permits. */
      quota: z.int().min(1).nullable(),
      itemCount: count,
      openEventCount: count,
      urgentEventCount: count,
    }),
  ),
  'hub.setSchedule': command(
    z.strictObject({
      everyHours: z.int().min(1).max(8760).nullable(),
      quota: z.int().min(1).max(100_000).nullable(),
    }),
    nothing,
  ),
  'hub.events': query(
    z.strictObject({
      show: z.enum(['open', 'urgent', 'settled']),
      kind: eventKind.nullable(),
      ...page,
    }),
    z.strictObject({
      rows: z.array(hubEvent).max(pageLimit),
      total: count,
      kinds: z.array(z.strictObject({ kind: eventKind, count })).max(50),
    }),
  ),
  'hub.settleEvents': command(
    z.strictObject({
      ids: z.array(z.int()).max(1000),
      /** With no ids: all open events of this kind. */
      kind: eventKind.nullable(),
      settlement: z.enum(['handled', 'no-matter']),
      note: longText.nullable(),
    }),
    z.strictObject({ settledCount: count }),
  ),
} as const;

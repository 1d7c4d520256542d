import type { CoreContext } from '../context.ts';
import {
  beginAttempt,
  moveOperation,
  readyByIds,
  readyQueued,
  stillWaiting,
} from './operation-table.ts';
import type { ReadyOperation } from './operation-table.ts';
import type { Timetable } from './timetable.ts';
import type { Traffic } from './traffic.ts';

/**
 * Takes what may go now, as much as each origin has places for: first what waited for its time, then
 * what was queued first. Marks it and writes its attempt in the caller's transaction.
 */
export function claim(
  context: CoreContext,
  traffic: Traffic,
  timetable: Timetable,
): ReadyOperation[] {
  const due = timetable.due();
  return traffic.openings().flatMap(({ repositoryIds, free }) => {
    if (free === 0) return [];
    const again = due.length === 0 ? [] : readyByIds(context.ledger, due, repositoryIds);
    const taken = again.filter(({ id }) => !traffic.isUnderWay(id)).slice(0, free);
    const fresh = readyQueued(context.ledger, repositoryIds, free - taken.length);
    for (const { id } of taken) timetable.remove(id);
    return [...taken, ...fresh].map((operation) => begin(context, operation));
  });
}

function begin(context: CoreContext, operation: ReadyOperation): ReadyOperation {
  // An unknown one is read, which is no attempt and leaves it unknown until the answer is there.
  if (operation.status === 'unknown') return operation;
  beginAttempt(context.ledger, operation, context.timestamp());
  const status = moveOperation(context.ledger, operation, 'claim');
  return { ...operation, status, attempt_count: operation.attempt_count + 1 };
}

/** How long until something may go by itself, in milliseconds; null: nothing will. */
export function untilNext(
  context: CoreContext,
  traffic: Traffic,
  timetable: Timetable,
): number | null {
  const openings = traffic.openings();
  const due = timetable.due();
  const waits = openings.flatMap(({ repositoryIds, waitMs }) => {
    const hasWork =
      readyQueued(context.ledger, repositoryIds, 1).length > 0 ||
      (due.length > 0 && readyByIds(context.ledger, due, repositoryIds).length > 0);
    return hasWork ? [waitMs] : [];
  });
  if (waits.length > 0) return Math.min(...waits);
  // Due, but not ready: cancelled or superseded meanwhile, or held, which an event will end.
  const waiting = due.length === 0 ? new Set() : stillWaiting(context.ledger, due);
  for (const id of due) if (!waiting.has(id)) timetable.remove(id);
  return timetable.nextMs(due);
}

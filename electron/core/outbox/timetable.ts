import { assertNever } from '#shared/support/assert.ts';
import { retryDelayMs } from '#shared/outbox/retry-policy.ts';
import type { Clock } from '../ports.ts';
import type { Settlement } from './settlement.ts';

/**
 * When operations come back by themselves, by the monotonic clock: a changed wall clock, or a night's
 * sleep, neither floods the service nor stalls the work. The ledger's `next_attempt_at` is for people
 * and for the next start.
 */
export interface Timetable {
  set(operationId: string, delayMs: number): void;
  remove(operationId: string): void;
  /** Those whose time has come. */
  due(): string[];
  /** Milliseconds until the next one's time comes, leaving out `due`; null: no other waits. */
  nextMs(due: readonly string[]): number | null;
}

export function createTimetable(clock: Pick<Clock, 'monotonic'>): Timetable {
  const dueAt = new Map<string, number>();
  return {
    set: (id, delayMs) => void dueAt.set(id, clock.monotonic() + delayMs),
    remove: (id) => void dueAt.delete(id),
    due() {
      const now = clock.monotonic();
      return [...dueAt].filter(([, at]) => at <= now).map(([id]) => id);
    },
    nextMs(due) {
      const now = clock.monotonic();
      const left = new Set(due);
      let next: number | null = null;
      for (const [id, at] of dueAt) {
        // One whose time came since `due` was asked for counts as 0, or nobody would come back to it.
        if (!left.has(id)) next = Math.min(next ?? Infinity, Math.max(0, at - now));
      }
      return next;
    },
  };
}

/** When to come back to an operation after a contact, in milliseconds; null where nothing is to come. */
export function delayAfter(settlement: Settlement, random: () => number): number | null {
  const failures = Math.max(1, settlement.operation.attempt_count);
  switch (settlement.event) {
    case 'lose':
      // A 5xx gives the service time; after a lost answer, reading at once is cheap and tells most.
      return settlement.httpStatus === null
        ? 0
        : retryDelayMs({ reason: 'service', retryAfterMs: null, failures }, random);
    case 'postpone':
    case 'stay': {
      const { reason, retryAfterMs } = settlement.later;
      // The gate keeps everybody back; a delay of one's own on top would only add up.
      if (reason !== 'service') return 0;
      return retryDelayMs({ reason, retryAfterMs, failures }, random);
    }
    case 'park':
      // What was not sent is queued again; what is still unknown is read as soon as that may be.
      return settlement.operation.status === 'unknown' ? 0 : null;
    case 'confirm':
    case 'refuse':
    case 'diverge':
      return null;
    default:
      return assertNever(settlement);
  }
}

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
  /** Milliseconds until the next one's time comes, of those that are not due; null: none waits. */
  nextMs(): number | null;
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
    nextMs() {
      const now = clock.monotonic();
      let next: number | null = null;
      for (const at of dueAt.values()) {
        if (at > now && (next === null || at - now < next)) next = at - now;
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

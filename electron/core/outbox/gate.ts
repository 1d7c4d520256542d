import type { Later } from '#shared/outbox/classify-response.ts';
import { afterAnswer, afterTrouble, createConcurrency } from '#shared/outbox/concurrency.ts';
import { retryDelayMs } from '#shared/outbox/retry-policy.ts';
import type { Clock } from '../ports.ts';

/**
 * The way to one origin: how many requests may be under way, and whether any may at all. It shuts
 * when we are offline, told to slow down, or see one failure after the other; then it waits by the
 * monotonic clock and lets a single request try before the others follow.
 */
export interface Gate {
  /** How many more requests may start now. */
  free(underWay: number): number;
  /** Milliseconds until it opens; 0: it is open. */
  waitMs(): number;
  /** Why it is shut; null: it is open. */
  readonly reason: Later['reason'] | null;
  /** True after several tries that found no way out: waiting for it by itself makes no sense. */
  readonly isHopeless: boolean;
  answered(tookMs: number): void;
  troubled(later: Pick<Later, 'reason' | 'retryAfterMs'>): void;
  /** Tries again at once: a person asked, or the network came back. Being told to slow down stays. */
  open(): void;
}

/** Failures in a row that shut it, when each could be one request's own bad luck. */
const patience = 5;
/** Tries without a network, about four seconds, before a person is told that nothing goes. */
const offlineTries = 3;

export interface GateOptions {
  readonly clock: Clock;
  /** Draws from [0, 1). */
  readonly random: () => number;
  /** Requests under way at the beginning; the gate finds the rest. */
  readonly start: number;
}

export function createGate({ clock, random, start }: GateOptions): Gate {
  let concurrency = createConcurrency(start);
  let reason: Later['reason'] | null = null;
  let opensAt = Number.NEGATIVE_INFINITY;
  /** Trouble since the last answer, and how often it led to shutting. */
  let streak = 0;
  let shuttings = 0;

  const waitMs = (): number => (reason === null ? 0 : Math.max(0, opensAt - clock.monotonic()));
  const open = (): void => {
    reason = null;
    streak = 0;
    shuttings = 0;
  };
  return {
    free(underWay) {
      if (waitMs() > 0) return 0;
      // Half open: one request tries.
      const limit = reason === null ? concurrency.limit : 1;
      return Math.max(0, limit - underWay);
    },
    waitMs,
    get reason() {
      return reason;
    },
    get isHopeless() {
      return reason === 'offline' && shuttings >= offlineTries;
    },
    answered(tookMs) {
      concurrency = afterAnswer(concurrency, tookMs);
      // One that was under way when we were told to slow down does not lift that.
      if (waitMs() === 0 || reason === 'offline') open();
    },
    troubled(later) {
      // Those that were under way when it shut tell nothing new.
      if (waitMs() > 0) return;
      concurrency = afterTrouble(concurrency);
      streak += 1;
      if (later.reason === 'service' && reason === null && streak < patience) return;
      shuttings += 1;
      reason = later.reason;
      const { retryAfterMs } = later;
      const delay = retryDelayMs({ reason, retryAfterMs, failures: shuttings }, random);
      opensAt = clock.monotonic() + delay;
    },
    open() {
      if (reason !== 'rate-limit' || waitMs() === 0) open();
    },
  };
}

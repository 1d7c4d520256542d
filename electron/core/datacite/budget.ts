import { createSlidingWindow, take, waitFor } from '#shared/outbox/sliding-window.ts';
import type { Clock } from '../ports.ts';

/** Permission to send requests to one origin. The service counts per address, not per account. */
export interface Budget {
  /** Resolves when one more request is allowed; in the order of asking. */
  take(signal?: AbortSignal): Promise<void>;
  /** Milliseconds until a request would be allowed; 0: at once. */
  waitMs(): number;
}

/** Requests that the app allows itself in a window of the service's firewall. */
export interface BudgetLimit {
  readonly requests: number;
  readonly windowMs: number;
}

const fiveMinutesMs = 300_000;

/**
 * Half of what DataCite's firewall permits with credentials (datacite.md 2.6: 3,000 in five minutes,
 * test system 750), since other systems of the institution often share the address.
 */
export const defaultLimits: Readonly<Record<'production' | 'test' | 'custom', BudgetLimit>> = {
  production: { requests: 1500, windowMs: fiveMinutesMs },
  test: { requests: 375, windowMs: fiveMinutesMs },
  custom: { requests: 1500, windowMs: fiveMinutesMs },
};

/** For the practice repository: as fast as the machine can. */
export const unlimited: Budget = { take: () => Promise.resolve(), waitMs: () => 0 };

export function createBudget(limit: BudgetLimit, clock: Clock): Budget {
  const window = createSlidingWindow(limit.requests, limit.windowMs);
  let last: Promise<unknown> = Promise.resolve();

  const admit = async (signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.monotonic();
      const waitMs = waitFor(window, now);
      if (waitMs <= 0) {
        take(window, now);
        return;
      }
      await clock.sleep(waitMs, signal);
    }
  };
  return {
    take(signal) {
      const turn = last.then(() => admit(signal));
      // One that gives up must not stop those behind it.
      last = turn.catch(() => undefined);
      return turn;
    },
    waitMs: () => waitFor(window, clock.monotonic()),
  };
}

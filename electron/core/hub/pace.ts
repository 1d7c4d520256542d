import type { RateLimit } from '#shared/hub/rate-limit.ts';
import { longestWaitSeconds, usualQuota } from '#shared/hub/rate-limit.ts';
import type { Clock } from '../ports.ts';

/** Keeps requests to one hub within what it permits; what it says itself counts, else the usual figure. */
export interface Pace {
  /** Resolves when the next request may go. */
  turn(signal?: AbortSignal): Promise<void>;
  /** What the hub said with an answer. */
  note(limit: RateLimit | null): void;
  /** Nothing goes before this many seconds from now. */
  holdFor(seconds: number): void;
  /** Milliseconds until the next request may go; 0: now. */
  waitMs(): number;
}

/** Left for the person who uses the hub beside this app. */
const spared = 0.1;

/** `ownQuota`: requests in 5 minutes that the institution set; null: the usual figure until the hub tells its own. */
export function createPace(clock: Clock, ownQuota: () => number | null): Pace {
  let used = 0;
  let windowStart = clock.monotonic();
  let told: { remaining: number; resetAt: number } | null = null;
  let heldUntil = 0;

  const waitMs = (): number => {
    const now = clock.monotonic();
    const held = Math.max(0, heldUntil - now);
    if (told !== null && now >= told.resetAt) told = null;
    if (now - windowStart >= usualQuota.windowSeconds * 1000) {
      windowStart = now;
      used = 0;
    }
    const own = ownQuota();
    const most = own ?? (told === null ? usualQuota.quota : Number.POSITIVE_INFINITY);
    const untilOwn = used >= most ? windowStart + usualQuota.windowSeconds * 1000 - now : 0;
    const untilTold = told !== null && told.remaining <= 0 ? told.resetAt - now : 0;
    return Math.max(held, untilOwn, untilTold, 0);
  };
  return {
    waitMs,
    async turn(signal) {
      // Several wait at once: each looks again when it wakes.
      for (let wait = waitMs(), times = 0; wait > 0 && times < 100; wait = waitMs(), times += 1) {
        await clock.sleep(wait, signal);
      }
      signal?.throwIfAborted();
      used += 1;
      if (told !== null) told = { ...told, remaining: told.remaining - 1 };
    },
    note(limit) {
      if (limit === null) return;
      const seconds = Math.min(longestWaitSeconds, limit.resetSeconds);
      const kept = Math.floor((limit.quota ?? 0) * spared);
      told = { remaining: limit.remaining - kept, resetAt: clock.monotonic() + seconds * 1000 };
    },
    holdFor(seconds) {
      heldUntil = Math.max(heldUntil, clock.monotonic() + seconds * 1000);
    },
  };
}

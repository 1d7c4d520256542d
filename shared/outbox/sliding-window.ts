import { assert } from '../support/assert.ts';

/**
 * A strict sliding window: in no interval of `windowMs`, wherever it begins, more than `limit`
 * requests. A fixed window would let twice as many through around its edge.
 */
export interface SlidingWindow {
  readonly limit: number;
  readonly windowMs: number;
  /** Times of the last requests, oldest first, never more than `limit`. */
  readonly times: number[];
}

export function createSlidingWindow(limit: number, windowMs: number): SlidingWindow {
  assert(limit >= 1 && windowMs > 0, 'a request budget allows at least one request');
  return { limit, windowMs, times: [] };
}

/** How long to wait at `now` before one more request is allowed; 0: now. */
export function waitFor(window: SlidingWindow, now: number): number {
  const oldest = window.times[0];
  if (oldest === undefined || window.times.length < window.limit) return 0;
  // One millisecond more than the window: both ends of an interval count.
  return Math.max(0, oldest + window.windowMs + 1 - now);
}

/** Notes a request at `now`; the caller has asked `waitFor` first. */
export function take(window: SlidingWindow, now: number): void {
  assert(waitFor(window, now) === 0, 'the request budget is not exceeded');
  if (window.times.length === window.limit) window.times.shift();
  window.times.push(now);
}

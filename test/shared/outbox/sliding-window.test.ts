import { describe, expect, it } from 'vitest';

import { createSlidingWindow, take, waitFor } from '#shared/outbox/sliding-window.ts';
import { seededRandom } from '#shared/support/random.ts';

/** Requests sent as soon as the budget lets them, from demands at random times. */
function simulate(seed: number, hours: number, limit: number, windowMs: number): number[] {
  const random = seededRandom(seed);
  const window = createSlidingWindow(limit, windowMs);
  const sent: number[] = [];
  let now = 0;
  while (now < hours * 3_600_000) {
    // Bursts and lulls: now and then a pause longer than the window.
    now += random() < 0.002 ? random() * windowMs * 3 : random() * 400;
    const burst = random() < 0.05 ? 60 : 1;
    for (let index = 0; index < burst; index += 1) {
      now += waitFor(window, now);
      take(window, now);
      sent.push(now);
    }
  }
  return sent;
}

/** The most requests in any interval of `windowMs`, both ends counted, wherever it begins. */
function mostInWindow(times: readonly number[], windowMs: number): number {
  let most = 0;
  let start = 0;
  times.forEach((time, end) => {
    while ((times[start] ?? 0) < time - windowMs) start += 1;
    most = Math.max(most, end - start + 1);
  });
  return most;
}

describe('the request budget', () => {
  for (const seed of [1, 2, 3]) {
    it(`is never exceeded in 24 simulated hours of random load (seed ${String(seed)})`, () => {
      const sent = simulate(seed, 24, 1500, 300_000);
      expect(sent.length).toBeGreaterThan(100_000);
      expect(mostInWindow(sent, 300_000)).toBe(1500);
    });
  }

  it('is used to more than 95 % when there is always something to send', () => {
    const window = createSlidingWindow(600, 60_000);
    let now = 0;
    let count = 0;
    while (now < 3_600_000) {
      now += waitFor(window, now) + 50;
      take(window, now);
      count += 1;
    }
    expect(count / (600 * 60)).toBeGreaterThan(0.95);
  });

  it('refuses a request that was not asked for', () => {
    const window = createSlidingWindow(1, 1000);
    take(window, 0);
    expect(() => take(window, 500)).toThrow('budget');
    expect(waitFor(window, 500)).toBe(501);
  });
});

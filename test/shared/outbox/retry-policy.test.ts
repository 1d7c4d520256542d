import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  longestDelayMs,
  longestRetryAfterMs,
  rateLimitDelayMs,
  retryDelayMs,
} from '#shared/outbox/retry-policy.ts';
import { propertyRuns } from '../../property-runs.ts';

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.integer({ min: 1, max: 100_000 });

describe('the delay before another try', () => {
  it('lies between nothing and a ceiling that doubles up to five minutes', () => {
    fc.assert(
      fc.property(failures, draw, (count, random) => {
        const delay = { reason: 'service', retryAfterMs: null, failures: count } as const;
        const milliseconds = retryDelayMs(delay, () => random);
        const ceiling = Math.min(longestDelayMs, 1000 * 2 ** (count - 1));
        expect(milliseconds).toBeGreaterThanOrEqual(0);
        expect(milliseconds).toBeLessThanOrEqual(ceiling);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('uses the whole width of that range, so that callers do not return together', () => {
    const at = (random: number): number =>
      retryDelayMs({ reason: 'service', retryAfterMs: null, failures: 20 }, () => random);
    expect([at(0), at(0.5), at(0.999_999_9)]).toEqual([0, longestDelayMs / 2, longestDelayMs]);
  });

  it('is never shorter than the service asks for, and never more than an hour and a tenth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), draw, failures, (asked, random, count) => {
        const delay = { reason: 'rate-limit', retryAfterMs: asked, failures: count } as const;
        const milliseconds = retryDelayMs(delay, () => random);
        expect(milliseconds).toBeGreaterThanOrEqual(Math.min(asked, longestRetryAfterMs));
        expect(milliseconds).toBeLessThanOrEqual(longestRetryAfterMs * 1.1);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('is one to five minutes after a rate limit without Retry-After', () => {
    fc.assert(
      fc.property(failures, draw, (count, random) => {
        const delay = { reason: 'rate-limit', retryAfterMs: null, failures: count } as const;
        const milliseconds = retryDelayMs(delay, () => random);
        expect(milliseconds).toBeGreaterThanOrEqual(rateLimitDelayMs.least);
        expect(milliseconds).toBeLessThanOrEqual(rateLimitDelayMs.most);
      }),
      { numRuns: propertyRuns },
    );
  });
});

/**
 * How long to wait before the next contact. Full jitter (a uniform draw between nothing and a
 * ceiling that doubles) keeps many waiting operations from returning together; there is no cap on
 * the number of attempts for temporary failures, since being offline for a month is normal
 * (reliability.md 2.3 m). All times in milliseconds, of a monotonic clock.
 */
export const firstDelayMs = 1_000;
export const longestDelayMs = 300_000;

/**
 * The firewall counts per address over five minutes and a block ends as old requests age out, so a
 * refusal without `Retry-After` is answered with one to five minutes of silence (datacite.md 2.6).
 */
export const rateLimitDelayMs = { least: 60_000, most: 300_000 } as const;

/** A server that asks for more than an hour is asked again after an hour. */
export const longestRetryAfterMs = 3_600_000;

/**
 * How often a record may answer 500 by itself, while nothing else is wrong, before a person is
 * asked: the service fails on some contents for ever (datacite.md 1.4).
 */
export const serverErrorLimit = 6;

export interface Delay {
  /** `service`: a temporary failure; `rate-limit`: told to slow down; `offline`: no way out. */
  readonly reason: 'service' | 'rate-limit' | 'offline';
  /** What the service asked for, when it did. */
  readonly retryAfterMs: number | null;
  /** Failures in a row, 1 for the first. */
  readonly failures: number;
}

/** The delay for one more try; `random` draws from [0, 1). */
export function retryDelayMs(delay: Delay, random: () => number): number {
  if (delay.retryAfterMs !== null) {
    const asked = Math.min(Math.max(delay.retryAfterMs, 0), longestRetryAfterMs);
    // Up to a tenth more, so that all callers behind one address do not return in the same second.
    return Math.round(asked * (1 + random() / 10));
  }
  if (delay.reason === 'rate-limit') {
    const { least, most } = rateLimitDelayMs;
    return Math.round(least + random() * (most - least));
  }
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(delay.failures - 1, 30));
  return Math.round(random() * ceiling);
}

/** What the hub says about its limit with each answer. */
export interface RateLimit {
  /** Requests that are left in this window. */
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
  /** Requests of a whole window and its length in seconds, where the policy tells. */
  readonly quota: number | null;
  readonly windowSeconds: number | null;
}

/** What an anonymous caller has until the hub tells its own figure: 500 in 5 minutes (hub-docs rate-limits.md, 2025-09). */
export const usualQuota = { quota: 500, windowSeconds: 300 } as const;
/** The longest that a client waits for one answer; a hub that names more is told to people instead. */
export const longestWaitSeconds = 600;

/**
 * Reads `RateLimit: "api";r=489;t=212` and `RateLimit-Policy: "fixed window";"api";q=500;w=300` (draft 9 of the IETF's
 * RateLimit header fields, as hub-docs rate-limits.md names them). Null where the hub tells nothing.
 */
export function readRateLimit(headers: Readonly<Record<string, string>>): RateLimit | null {
  const told = headers['ratelimit'] ?? '';
  const remaining = parameter(told, 'r');
  const resetSeconds = parameter(told, 't');
  if (remaining === null || resetSeconds === null) return null;
  const policy = headers['ratelimit-policy'] ?? '';
  return {
    remaining,
    resetSeconds,
    quota: parameter(policy, 'q'),
    windowSeconds: parameter(policy, 'w'),
  };
}

function parameter(header: string, name: string): number | null {
  const value = new RegExp(`;\\s*${name}\\s*=\\s*(\\d{1,9})(?:\\D|$)`).exec(header)?.[1];
  return value === undefined ? null : Number(value);
}

/** Seconds to wait after a refusal for rate: what the hub says, else `Retry-After`, else one minute. */
export function waitAfterRefusal(headers: Readonly<Record<string, string>>): number {
  const retryAfter = Number(headers['retry-after']);
  const told =
    readRateLimit(headers)?.resetSeconds ?? (Number.isFinite(retryAfter) ? retryAfter : 60);
  return Math.min(longestWaitSeconds, Math.max(1, told));
}

import type { LandingVerdict } from './codes.ts';

/** Failures in a row, with time between them, before what may pass is told as broken. */
export const strikesToAlarm = 3;
/** Two failures closer together than this are one: a night's outage is no three outages. */
const strikeGapMs = 6 * 3600 * 1000;

export interface Strikes {
  readonly count: number;
  /** When the last one was counted, ISO 8601; null: none. */
  readonly at: string | null;
}

export const noStrikes: Strikes = { count: 0, at: null };

/** Counts a failure that may pass. Where nothing was looked at, nothing is counted and nothing forgiven. */
export function nextStrikes(verdict: LandingVerdict, before: Strikes, nowMs: number): Strikes {
  if (verdict === 'unchecked') return before;
  if (verdict !== 'unsure') return noStrikes;
  if (before.at !== null && nowMs - Date.parse(before.at) < strikeGapMs) return before;
  return { count: before.count + 1, at: new Date(nowMs).toISOString() };
}

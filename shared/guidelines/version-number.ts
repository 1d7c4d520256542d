import { remember } from '../support/remember.ts';

/** A version such as `2.1`, `v2.1.0-rc1`, `1.0 (beta)` as numbers; null for a date, a hash or words. */
export const readVersion = remember(parseVersion);

function parseVersion(text: string): readonly number[] | null {
  const match = /^\s*(?:v(?:ersion)?\.?\s*)?(\d{1,5}(?:\.\d{1,5}){0,3})(?:[-+ (].*)?$/i.exec(text);
  const digits = match?.[1];
  if (digits === undefined || /^(?:19|20)\d\d(?:\.|$)/.test(digits)) return null;
  return digits.split('.').map(Number);
}

/** Negative when `one` comes before `other`; missing parts count as 0. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

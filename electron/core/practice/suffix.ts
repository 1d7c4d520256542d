import { encodeServiceSuffix } from '#shared/doi/suffix.ts';
import type { RandomBytes } from '#shared/support/random.ts';

/** Suffixes are drawn below 32 to the power of six (datacite.md 1.9). */
const range = 32 ** 6;

const prefixForm = /^(10\.\d{4,5})(?:\/(.+))?$/;

/**
 * A new DOI under `10.14454`, or under `10.14454/fk2` as `10.14454/fk2-xxxx-xxxx`. Null when the text
 * is no prefix, which the service answers with an internal error.
 */
export function makeDoi(prefix: string, number: number): string | null {
  const [, bare, shoulder] = prefixForm.exec(prefix) ?? [];
  if (bare === undefined) return null;
  const suffix = encodeServiceSuffix(number);
  return shoulder === undefined ? `${bare}/${suffix}` : `${bare}/${shoulder}-${suffix}`;
}

export function randomNumber(randomBytes: RandomBytes): number {
  return randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0) % range;
}

/** A number that a caller of `/dois/random` names, or null when it cannot be one. */
export function namedNumber(text: string | null): number | null {
  const number = text === null ? NaN : Number.parseInt(text, 10);
  return number >= 0 && number < range ? number : null;
}

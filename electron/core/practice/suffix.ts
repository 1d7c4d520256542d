import type { RandomBytes } from '#shared/support/random.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** Suffixes are drawn below 32 to the power of six (lupo `Helpable#generate_random_dois`). */
const range = 32 ** 6;

/**
 * A suffix as the service makes it: six digits of Crockford's base 32 and a check number by modulo
 * 97, split into fours (datacite.md 1.9). 123456 is `003r-j076`.
 */
export function encodeSuffix(number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) {
    digits = (alphabet[rest % 32] ?? '') + digits;
  }
  // 98 - (100 n mod 97), as ISO 7064 writes it; BigInt because n may have 19 digits on /random.
  const check = 98n - ((BigInt(number) * 100n) % 97n);
  const text = digits.padStart(6, '0') + String(check).padStart(2, '0');
  return text.replace(/.{4}(?=.)/g, '$&-');
}

const prefixForm = /^(10\.\d{4,5})(?:\/(.+))?$/;

/**
 * A new DOI under `10.14454`, or under `10.14454/fk2` as `10.14454/fk2-xxxx-xxxx`. Null when the text
 * is no prefix, which the service answers with an internal error.
 */
export function makeDoi(prefix: string, number: number): string | null {
  const [, bare, shoulder] = prefixForm.exec(prefix) ?? [];
  if (bare === undefined) return null;
  const suffix = encodeSuffix(number);
  return shoulder === undefined ? `${bare}/${suffix}` : `${bare}/${shoulder}-${suffix}`;
}

export function randomNumber(randomBytes: RandomBytes): number {
  return randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0) % range;
}

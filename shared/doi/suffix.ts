import { assert } from '../support/assert.ts';
import type { RandomBytes } from '../support/random.ts';
import { checkDigits, crockfordAlphabet, encodeCrockford } from './crockford.ts';

/**
 * Opaque suffixes, made offline: sixteen characters in four groups, `7k2m-0q9x-4w81-vt73`. Fourteen are
 * drawn (70 bits), the last two are check digits. The rules that keep words out leave 64 bits; a test
 * counts them. A million DOIs under one prefix then collide with a chance below 10^-7, and the service
 * refuses a name that is taken.
 */
const randomLength = 14;
const ownShape =
  /^(?:.*-)?([0-9a-hjkmnp-tv-z]{4})-([0-9a-hjkmnp-tv-z]{4})-([0-9a-hjkmnp-tv-z]{4})-([0-9a-hjkmnp-tv-z]{2}\d{2})$/;
const serviceShape = /^(?:.*-)?([0-9a-hjkmnp-tv-z]{4})-([0-9a-hjkmnp-tv-z]{2}\d{2})$/;

/**
 * Makes a suffix that no one can read a word, a year or a run into (requirement E20).
 */
export function generateSuffix(randomBytes: RandomBytes): string {
  // One draw in 37 passes; 5,000 draws all fail with a chance below 10^-59.
  for (let draw = 0; draw < 5000; draw += 1) {
    const text = drawText(randomBytes);
    const suffix = inGroups(`${text}${checkDigits(text) ?? ''}`);
    if (isWordless(suffix)) return suffix;
  }
  throw new Error('Invariant broken: the random source gives bytes that are not random');
}

/**
 * The rule that keeps words out, group by group; it needs no list of words in any language:
 * 1. never three letters in a row; 2. `a`, `e` and `y` never beside a letter (so not even "me" or "by");
 * 3. digits that read as vowels (0 1 3 4) never between letters and never beside two of them ("s3x", "4ss");
 * 4. never `a` or `e` with a 5 or 7 behind it that read as s and t ("a55"); 5. no group that is a year,
 * and none of one repeated character.
 */
export function isWordless(suffix: string): boolean {
  return suffix.split('-').every((group) => !readable.test(group));
}

const readable =
  /[a-z]{3}|[aey][a-z]|[a-z][aey]|[a-z][0134]+[a-z]|[0134][a-z]{2}|[a-z]{2}[0134]|[ae][57]{2}|^(?:19|20)\d\d$|^(.)\1{3}$/;

/**
 * Tells a mistyped suffix from a good one: `valid` or `mistyped` for the forms that this app and the
 * service generate (a shoulder in front is fine), `unknown` for all others, which carry no check digits.
 * A name that only happens to have such a form is `mistyped` too: ask, never refuse.
 */
export function checkSuffix(suffix: string): 'valid' | 'mistyped' | 'unknown' {
  // Both end in four groups' or two groups' last: `-`, two characters, two digits.
  if (suffix.charAt(suffix.length - 5) !== '-') return 'unknown';
  const groups = ownShape.exec(suffix) ?? serviceShape.exec(suffix);
  if (groups === null) return 'unknown';
  const text = groups.slice(1).join('');
  return checkDigits(text.slice(0, -2)) === text.slice(-2) ? 'valid' : 'mistyped';
}

/**
 * The service's own suffix for a number below 32^6: six characters and two check digits, in two groups
 * (lupo `concerns/helpable.rb encode_doi`; 123456 gives `003r-j076`).
 */
export function encodeServiceSuffix(number: number): string {
  assert(Number.isInteger(number) && number >= 0 && number < 32 ** 6, 'the number is below 32^6');
  const text = encodeCrockford(BigInt(number), 6);
  return inGroups(`${text}${checkDigits(text) ?? ''}`);
}

/** Five bits of each byte; 256 is a multiple of 32, so that no character is likelier than another. */
function drawText(randomBytes: RandomBytes): string {
  const bytes = randomBytes(randomLength);
  assert(
    bytes.length === randomLength,
    'the random source gives as many bytes as it was asked for',
  );
  let text = '';
  for (const byte of bytes) text += crockfordAlphabet[byte & 31] ?? '';
  return text;
}

function inGroups(text: string): string {
  return text.replace(/.{4}(?=.)/g, '$&-');
}

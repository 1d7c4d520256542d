// What is told sooner for most values is the same as what the whole rule tells: on values of the usual form, on
// damaged ones, and on those that only look like it.
import { describe, expect, it } from 'vitest';

import { remember } from '#shared/support/remember.ts';
import { seededRandom } from '#shared/support/random.ts';
import { isOrcidAddress, isRorAddress, parseOrcid, parseRor } from '#shared/values/authority-id.ts';
import { readLandingUrl } from '#shared/values/landing-url.ts';
import { looksDamaged, repairMojibake } from '#shared/values/mojibake.ts';
import { trait, traitsOf } from '#shared/values/text-traits.ts';

const seed = 20261121;

const pick = <T>(random: () => number, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];

function textOf(random: () => number, alphabet: readonly string[], most: number): string {
  const length = Math.floor(random() * most);
  return Array.from({ length }, () => pick(random, alphabet)).join('');
}

describe('shortcuts', () => {
  it(`tell an ORCID and a ROR address as their parsers do (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const good = ['https://orcid.org/0000-0002-1825-0097', 'https://ror.org/04wxnsj81'];
    for (let run = 0; run < 3000; run += 1) {
      const text = pick(random, good) ?? '';
      const at = Math.floor(random() * (text.length + 1));
      const other = pick(random, ['', 'X', 'x', '1', '9', '-', 'z', '/', ' ']) ?? '';
      const changed = text.slice(0, at) + other + text.slice(at + (random() < 0.8 ? 1 : 0));
      const [orcid, ror] = [parseOrcid(changed), parseRor(changed)];
      expect(isOrcidAddress(changed), changed).toBe(orcid.ok && orcid.value === changed);
      expect(isRorAddress(changed), changed).toBe(ror.ok && ror.value === changed);
    }
  });

  it(`read a plain address as URL does (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const parts = ['a', 'data', 'uni-x', 'xn--a', '127', '0x7f', '.', '-', 'org', 'doi', 'example'];
    const steps = ['/', '.', '..', 'a', 'A', '~', 'latest', 'raw', 'x.csv', 'main', '_'];
    for (let run = 0; run < 3000; run += 1) {
      const rest = `${textOf(random, parts, 6)}.org/${textOf(random, steps, 8)}`;
      // Only lower case is plain.
      expect(readLandingUrl(`https://${rest}`), rest).toEqual(readLandingUrl(`HTTPS://${rest}`));
    }
  });

  it(`miss no trait of a text (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const alphabet = [
      'a',
      ' ',
      'Ã',
      '¼',
      'â',
      '€',
      '™',
      '<',
      '`',
      '@',
      '\u0007',
      '\ud800',
      '😀',
      '漢',
    ];
    for (let run = 0; run < 3000; run += 1) {
      const text = textOf(random, alphabet, run % 2 === 0 ? 5 : 40);
      const traits = traitsOf(text);
      const has = (one: number): boolean => (traits & one) !== 0;
      expect(has(trait.at), text).toBe(text.includes('@'));
      expect(has(trait.markup), text).toBe(/[<`]/.test(text));
      expect(has(trait.suspect), text).toBe(/[\u0007\ud800-\udfff]/.test(text));
      if (looksDamaged(text) || repairMojibake(text) !== null)
        expect(has(trait.damaged), text).toBe(true);
    }
  });

  it('keep answers for as long as they are asked for, and no more than there is room for', () => {
    let asked = 0;
    const length = remember((text) => {
      asked += 1;
      return text.length;
    }, 2);
    expect(['a', 'bb', 'a', 'ccc', 'a', 'dddd', 'a'].map(length)).toEqual([1, 2, 1, 3, 1, 4, 1]);
    expect(asked).toBe(4);
    expect([length('bb'), asked]).toEqual([2, 5]);
    length('x'.repeat(1000));
    length('x'.repeat(1000));
    expect(asked).toBe(7);
  });
});

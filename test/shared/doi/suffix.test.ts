import { describe, expect, it } from 'vitest';
import { checkDigits, crockfordAlphabet } from '#shared/doi/crockford.ts';
import { isRegistrable } from '#shared/doi/doi.ts';
import {
  checkSuffix,
  encodeServiceSuffix,
  generateSuffix,
  isWordless,
} from '#shared/doi/suffix.ts';
import { seededBytes } from '#shared/support/random.ts';

const characters = Array.from(crockfordAlphabet);

describe('generated suffixes', () => {
  const random = seededBytes(20_261);
  const suffixes = Array.from({ length: 2000 }, () => generateSuffix(random));

  it('have the form of four groups, check digits, and no words', () => {
    for (const suffix of suffixes) {
      expect(suffix).toMatch(
        /^[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){2}-[0-9a-hjkmnp-tv-z]{2}\d\d$/,
      );
      expect(isWordless(suffix), suffix).toBe(true);
      expect(checkSuffix(suffix)).toBe('valid');
      expect(isRegistrable(`10.5072/${suffix}`)).toBe(true);
    }
    expect(new Set(suffixes).size).toBe(suffixes.length);
  });

  it('show every single wrong character and every swap of two', () => {
    for (const suffix of suffixes.slice(0, 25)) {
      for (const wrong of damaged(suffix)) expect(checkSuffix(wrong), wrong).not.toBe('valid');
    }
  });

  it('keep more than 60 bits of chance after the words are taken out', () => {
    const groups = product(product(characters, characters), product(characters, characters));
    const admitted = groups.filter(isWordless).length;
    // The last group: two drawn characters and check digits, each of 97 values equally likely.
    const digits = Array.from({ length: 97 }, (_, index) => String(index + 2).padStart(2, '0'));
    const last = product(product(characters, characters), digits).filter(isWordless).length / 97;
    expect(3 * Math.log2(admitted) + Math.log2(last)).toBeGreaterThan(64);
  });

  it.each([
    'head-0000',
    'n4z1-0000',
    'c0ck-0000',
    'a550-0000',
    'me90-0000',
    '2024-0000',
    '7777-0000',
  ])('never hold %s', (text) => {
    expect(isWordless(text)).toBe(false);
  });

  it('stop with an error when the random source is broken', () => {
    expect(() => generateSuffix((count) => new Uint8Array(count).fill(12))).toThrow(/random/);
    expect(() => generateSuffix(() => new Uint8Array(2))).toThrow(/random/);
  });
});

describe('the service’s suffixes', () => {
  it('are those of its own tests', () => {
    expect(encodeServiceSuffix(123_456)).toBe('003r-j076');
    expect(encodeServiceSuffix(122_149_076)).toBe('3mfp-6m52');
    expect(encodeServiceSuffix(0)).toBe('0000-0098');
  });

  it('are checked like ours, with or without a shoulder', () => {
    expect(checkSuffix('3mfp-6m52')).toBe('valid');
    expect(checkSuffix('fk2-3mfp-6m52')).toBe('valid');
    expect(checkSuffix('3mfp-6n52')).toBe('mistyped');
    expect(checkSuffix('hf/0039')).toBe('unknown');
  });

  it('exist for numbers below 32^6 only', () => {
    expect(() => encodeServiceSuffix(32 ** 6)).toThrow(/32\^6/);
    expect(() => encodeServiceSuffix(-1)).toThrow(/32\^6/);
    expect(checkDigits('il')).toBeNull();
  });
});

function damaged(suffix: string): string[] {
  const wrong: string[] = [];
  for (let at = 0; at < suffix.length; at += 1) {
    const here = suffix[at] ?? '';
    if (here === '-') continue;
    for (const other of characters) {
      if (other !== here) wrong.push(suffix.slice(0, at) + other + suffix.slice(at + 1));
    }
    for (let to = at + 1; to < suffix.length - 2; to += 1) {
      const there = suffix[to] ?? '';
      if (there === '-' || there === here || at >= suffix.length - 2) continue;
      wrong.push(
        suffix.slice(0, at) + there + suffix.slice(at + 1, to) + here + suffix.slice(to + 1),
      );
    }
  }
  return wrong;
}

function product(one: readonly string[], other: readonly string[]): string[] {
  return one.flatMap((first) => other.map((second) => first + second));
}

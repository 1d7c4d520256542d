import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import { readJson } from '#shared/support/read-json.ts';

describe('reading JSON', () => {
  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['1e400', '1e400'],
    ['1.5e30', 1.5e30],
    ['8.123456789012345678', 8.123456789012345678],
  ])('keeps %s as %j', (text, value) => {
    expect(readJson(`[${text}]`).value).toEqual([value]);
  });

  it('tells what stands twice, by its place', () => {
    const text =
      '{"a":{"b":1,"b":2},"c":[0,{"d":"x\\"}{","d":[]}],"\\u0061":3,"e":{"a":1},"f":{"a":1}}';
    expect(readJson(text).twice).toEqual([['a', 'b'], ['c', 1, 'd'], ['a']]);
  });

  it('finds nothing twice where nothing is, and the same value as JSON.parse (seed on failure)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(readJson(text).twice).toEqual([]);
        if (!/\d{16}/.test(text)) expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('walks through texts and nesting of any size', () => {
    expect(readJson(JSON.stringify(['\\"'.repeat(1_000_000)])).twice).toEqual([]);
    expect(readJson('['.repeat(50_000) + ']'.repeat(50_000)).twice).toEqual([]);
  });
});

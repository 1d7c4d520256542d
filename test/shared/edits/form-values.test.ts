import { describe, expect, it } from 'vitest';

import { fromFormValues, toFormPath, toFormValues } from '#shared/edits/form-values.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = 4711;

describe('a record in a form', () => {
  it(`comes out as it went in, byte by byte, when nobody touched it (seed ${seed})`, () => {
    const random = seededRandom(seed);
    for (let run = 0; run < 300; run += 1) {
      const any = generateAnyRecord(random);
      const record = {
        ...any,
        publisher: run % 2 === 0 ? 'Only a text' : any.publisher,
      } as Attributes;
      const again = fromFormValues(toFormValues(record).values, record);
      expect(canonicalJson(again)).toBe(canonicalJson(record));
    }
  });

  it('keeps what it does not know or cannot show', () => {
    const record = {
      'x-own': [1],
      titles: [{ title: 'One', 'x-inside': { a: null } }],
      creators: 'not a list',
      container: { title: 'Journal' },
    } as unknown as Attributes;
    const { values, kept } = toFormValues(record);
    expect(kept).toEqual(['x-own', 'creators', 'container']);
    const [title] = values['titles'] as Record<string, unknown>[];
    const edited = fromFormValues({ ...values, titles: [{ ...title, title: 'Two' }, {}] }, record);
    expect(edited).toEqual({ ...record, titles: [{ title: 'Two', 'x-inside': { a: null } }] });
  });

  it('drops what was emptied, and keeps numbers numbers', () => {
    const record: Attributes = {
      publicationYear: 2020,
      formats: ['a', 'b'],
      publisher: { name: 'X' },
    };
    const { values } = toFormValues(record);
    const edited = fromFormValues(
      {
        ...values,
        formats: [{ value: '' }, { value: 'b' }],
        publisher: { name: '' },
        publicationYear: 2021,
      },
      record,
    );
    expect(edited).toEqual({ publicationYear: 2021, formats: ['b'] });
  });

  it('finds the field of a path', () => {
    expect(toFormPath(['formats', 1])).toEqual(['formats', 1, 'value']);
    expect(toFormPath(['creators', 0, 'name'])).toEqual(['creators', 0, 'name']);
  });
});

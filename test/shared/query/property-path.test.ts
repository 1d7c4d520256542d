import { describe, expect, it } from 'vitest';

import { parsePropertyPath, propertyKey, valuesAt } from '#shared/query/property-path.ts';

const metadata = {
  publisher: { name: 'ETH' },
  publicationYear: 2024,
  language: '',
  creators: [
    { name: 'Roe, J', affiliation: [{ name: 'A' }, { name: 'B' }] },
    { name: 'Doe', affiliation: [] },
  ],
  dates: [
    { date: '2020', dateType: 'Issued' },
    { date: '2019', dateType: 'Collected' },
  ],
  sizes: ['1 MB', '3 files'],
};
const values = (path: string) => valuesAt(metadata, parsePropertyPath(path) ?? []);

describe('a property path', () => {
  it.each([
    ['publisher.name', ['ETH']],
    ['publicationYear', [2024]],
    ['language', []],
    ['creators.name', ['Roe, J', 'Doe']],
    ['creators[*].affiliation[*].name', ['A', 'B']],
    ['creators[1].name', ['Doe']],
    ['creators', ['Roe, J', 'Doe']],
    ['dates[Issued].date', ['2020']],
    ['dates[Nothing].date', []],
    ['sizes', ['1 MB', '3 files']],
    ['sizes[0]', ['1 MB']],
    ['constructor.name', []],
  ])('%s', (path, expected) => {
    expect(values(path)).toEqual(expected);
  });

  it('has one key however it is spelt', () => {
    const keyOf = (text: string) => propertyKey(parsePropertyPath(text) ?? []);
    expect(keyOf('creators[*].affiliation[*].name')).toBe('creators.affiliation.name');
    expect(keyOf('dates[Issued].date')).toBe('dates[Issued].date');
  });

  it.each(['', '.name', 'a..b', '[0].a', 'a b', 'a[', 'a[*', 'a.', 'a'.repeat(201)])(
    'is refused: %j',
    (text) => {
      expect(parsePropertyPath(text)).toBeNull();
    },
  );
});

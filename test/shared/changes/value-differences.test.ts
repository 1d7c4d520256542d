import { expect, it } from 'vitest';

import { valueDifferences } from '#shared/changes/value-differences.ts';
import type { Json } from '#shared/support/json.ts';

const subjects = (...names: string[]): Json => names.map((subject) => ({ subject }));
const told = (before: Json | undefined, after: Json | undefined): unknown[] =>
  valueDifferences('s', before, after).map(({ path, before, after }) => [path, before, after]);

it('names the entries that came, went or changed, and nothing of those that stayed', () => {
  const all = subjects('a', 'b', 'c');
  expect(told(all, subjects('a', 'b', 'c', 'd'))).toEqual([['s[3]', undefined, { subject: 'd' }]]);
  expect(told(all, subjects('b', 'c'))).toEqual([['s[0]', { subject: 'a' }, undefined]]);
  expect(told(all, subjects('a', 'B', 'c'))).toEqual([['s[1].subject', 'b', 'B']]);
  expect(told(all, subjects('x', 'a', 'c'))).toEqual([
    ['s[0]', undefined, { subject: 'x' }],
    ['s[1]', { subject: 'b' }, undefined],
  ]);
  expect(told({ name: 'A', lang: 'en' }, { name: 'B', lang: 'en' })).toEqual([
    ['s.name', 'A', 'B'],
  ]);
  expect(told(2016, 2017)).toEqual([['s', 2016, 2017]]);
  expect(told('A', { name: 'A' })).toEqual([['s', 'A', { name: 'A' }]]);
  expect(told(undefined, subjects('a'))).toEqual([['s', undefined, subjects('a')]]);
  expect(told(all, all)).toEqual([]);
  const long = Array.from({ length: 600 }, (_, at) => at);
  expect(told(long, long.with(550, -1))).toEqual([['s[550]', 550, -1]]);
});

import { createHash } from 'node:crypto';

import { expect, it } from 'vitest';

import { copyName } from '#shared/preservation/copy-name.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const name = (doi: string) => copyName(doi, sha256);

it('names a DOI in letters that every file system keeps apart', () => {
  expect(name('10.5072/nias-4f2a.v1')).toBe('10.5072_2fnias-4f2a.v1');
  const alike = [
    '10.1/a_b',
    '10.1/a/b',
    '10.1/a_2fb',
    '10.1/ä',
    '10.1/a\u0308',
    '10.1/Ä',
    '10.1/a:b',
  ];
  const long = ['x', 'y'].map((end) => `10.1/${'a'.repeat(240)}${end}`);
  const names = [...alike, ...long].map((doi) => name(doi));
  expect(new Set(names.map((each) => each.toLowerCase().normalize('NFC'))).size).toBe(names.length);
  for (const each of names) expect(each).toMatch(/^[a-z0-9._-]{1,140}$/);
});

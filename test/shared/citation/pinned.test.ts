import { expect, it } from 'vitest';

import { pinOf } from '#shared/citation/pinned.ts';
import { shareRecord } from '#shared/share/share-record.ts';
import { shareCollection } from '#shared/share/share-collection.ts';

const sha = '1cbd55d0f3a94c1f2a7e9d3b5c6a7f8e9d0c1b2a';
const sha256 = 'a'.repeat(64);
const own = (identifier: string, identifierType = 'Other') => ({
  identifiers: [{ identifier, identifierType }],
});

it.each([
  [own(sha), { kind: 'commit', value: sha }],
  [own(sha256), { kind: 'checksum', value: sha256 }],
  [own(sha256, 'Git commit'), { kind: 'commit', value: sha256 }],
  [own(`md5:${'0'.repeat(32)}`), { kind: 'checksum', value: `md5:${'0'.repeat(32)}` }],
  [own(`swh:1:rev:${sha}`), { kind: 'archive', value: `swh:1:rev:${sha}` }],
  [own('lakes-42'), null],
  [{ url: `https://huggingface.co/lakes/net/tree/${sha}` }, { kind: 'commit', value: sha }],
  [{ url: 'https://github.com/lakes/net/releases/tag/v1.2' }, { kind: 'tag', value: 'v1.2' }],
  [{ url: 'https://huggingface.co/lakes/net/tree/v2.0.1' }, { kind: 'tag', value: 'v2.0.1' }],
  [{ url: 'https://huggingface.co/lakes/net/tree/main' }, null],
  [{ url: 'https://data.example.org/items/2020.01' }, null],
  [{}, null],
])('%j is pinned to %j', (attributes, pin) => {
  expect(pinOf(attributes)).toEqual(pin);
});

it('stands in what is cited and in the table of a collection, with or without a place in a chain', () => {
  const attributes = { doi: '10.1234/v2', titles: [{ title: 'Lakes' }], ...own(sha) };
  const position = {
    kind: 'version',
    ...{ number: 2, count: 4, newer: '10.1234/newer' },
    ...{ canonical: '10.1234/item', isOutdated: true },
  } as const;
  const realm = 'production';
  expect(shareRecord(attributes, 'markdown', { realm }).text).toContain(`Pinned to commit ${sha}`);
  expect(shareRecord(attributes, 'bibtex', { realm, position }).text).toContain(
    `Version 2 of 4, newer exists: https://doi.org/10.1234/newer. Pinned to commit ${sha}`,
  );
  const updatedAt = '2026-06-01T08:00:00.000Z';
  const collection = { name: 'Lakes', realm, updatedAt, records: [{ attributes, updatedAt }] };
  expect(
    shareCollection(collection as Parameters<typeof shareCollection>[0], 'csv').text,
  ).toContain(`Pinned to commit ${sha}`);
});

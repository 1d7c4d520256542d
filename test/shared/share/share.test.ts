import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { collectionForms, shareCollection } from '#shared/share/share-collection.ts';
import { shareForms, shareRecord } from '#shared/share/share-record.ts';

const record: Attributes = {
  doi: '10.5072/ab-<cd>',
  url: 'https://data.example.org/items/1',
  titles: [{ title: 'Levels of <script>alert(1)</script> lakes' }],
  creators: [{ name: 'Brunner, Lea', familyName: 'Brunner', givenName: 'Lea' }],
  publisher: { name: 'Institute & Sons' },
  publicationYear: 2023,
  types: { resourceTypeGeneral: 'Dataset' },
  descriptions: [{ description: 'Daily values.', descriptionType: 'Abstract' }],
  rightsList: [
    {
      rightsIdentifier: 'CC-BY-4.0',
      rights: 'CC BY 4.0',
      rightsUri: 'https://creativecommons.org/licenses/by/4.0/',
    },
  ],
  relatedIdentifiers: [
    { relatedIdentifier: '10.5072/other', relatedIdentifierType: 'DOI', relationType: 'IsPartOf' },
  ],
  contentUrl: ['https://doi.org/10.5072/ab'],
};
const own = 'https://doi.org/10.5072/ab-%3Ccd%3E';

const collection = (realm: 'practice' | 'test' | 'production') => ({
  name: 'Lakes',
  realm,
  updatedAt: '2026-11-21T12:00:00.000Z',
  records: [{ attributes: record, updatedAt: '2026-11-20T12:00:00.000Z' }],
});

/** Every form in which a DOI leaves the app. */
const outputs = (realm: 'practice' | 'test' | 'production') => [
  ...shareForms.map((form) => [form, shareRecord(record, form, realm).text] as const),
  ...collectionForms.map(
    (form) => [`collection ${form}`, shareCollection(collection(realm), form).text] as const,
  ),
];

describe('what is shared of a real record', () => {
  it.each(outputs('production').filter(([form]) => form !== 'collection sitemap'))(
    'has the full address of the DOI: %s',
    (_, text) => {
      expect(text.replaceAll('&lt;', '%3C').replaceAll('&gt;', '%3E')).toContain(own);
      expect(text).not.toMatch(/PRACTICE|TEST|\.invalid/);
    },
  );

  it('names landing pages in a sitemap', () => {
    expect(shareCollection(collection('production'), 'sitemap').text).toContain(
      '<loc>https://data.example.org/items/1</loc><lastmod>2026-11-20</lastmod>',
    );
  });

  it.each(outputs('production').filter(([form]) => /sheet|html|atom/.test(form)))(
    'runs nothing that stands in the metadata: %s',
    (_, text) => {
      expect(text).not.toContain('<script>alert');
    },
  );
});

describe.each(['practice', 'test'] as const)('what is shared of a record of %s', (realm) => {
  it.each(outputs(realm))('is marked, and is no doi.org link: %s', (form, text) => {
    expect(text).not.toMatch(/doi\.org\/10\.5072/i);
    expect(text).not.toMatch(/\bdoi\s*[=:]\s*["{]?10\.5072/i);
    expect(text).toMatch(form === 'collection sitemap' ? /\.invalid/ : /PRACTICE|TEST/);
  });
});

describe('a record of production', () => {
  it('is left as it is', () => {
    expect(markUnreal(record, 'production')).toBe(record);
    expect(markUnreal(record, 'custom')).toBe(record);
  });
});

import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import type { Position } from '#shared/versions/position.ts';
import { collectionForms, shareCollection } from '#shared/share/share-collection.ts';
import type { ShareForm } from '#shared/share/share-record.ts';
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
/** Second of four; one that is newer can be read. */
const position: Position = {
  kind: 'version',
  number: 2,
  count: 4,
  canonical: '10.5072/all',
  newer: '10.5072/newer',
  isOutdated: true,
};
const own = 'https://doi.org/10.5072/ab-%3Ccd%3E';

const collection = (realm: 'practice' | 'test' | 'production') => ({
  name: 'Lakes',
  realm,
  updatedAt: '2026-11-21T12:00:00.000Z',
  records: [{ attributes: record, updatedAt: '2026-11-20T12:00:00.000Z', position }],
});

/** Every form in which a DOI leaves the app. */
const outputs = (realm: 'practice' | 'test' | 'production') => [
  ...shareForms.map((form) => [form, shareRecord(record, form, { realm, position }).text] as const),
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

  it('tells its place among the versions wherever a file has room for it, in no field that is printed', () => {
    const place = 'Version 2 of 4, newer exists: https://doi.org/10.5072/newer';
    const silent = ['how-to-cite', 'social', 'availability', 'collection sitemap'];
    for (const [form, text] of outputs('production')) {
      expect([form, text.includes(place)]).toEqual([form, !silent.includes(form)]);
    }
    const of = (form: ShareForm) =>
      shareRecord(record, form, { realm: 'production', position }).text;
    expect(of('bibtex')).toContain(`  annote = {${place}},`);
    expect(of('ris')).toContain(`N1  - ${place}\r\n`);
    expect(JSON.parse(of('csl-json'))).toMatchObject([{ note: place }]);
    expect(JSON.parse(of('schema-org'))).toMatchObject({
      position: 2,
      disambiguatingDescription: place,
    });
    expect(of('cff')).toContain(`message: "Please cite this dataset as below. ${place}"`);
    expect(shareCollection(collection('production'), 'atom').text).toContain(
      '<link rel="latest-version" href="https://doi.org/10.5072/newer"/>',
    );
    const item: Position = { kind: 'canonical', count: 4, latest: '10.5072/newer' };
    expect(shareRecord(record, 'ris', { realm: 'practice', position: item }).text).toContain(
      'N1  - The item itself, with 4 versions; the latest: https://practice.invalid/10.5072/newer',
    );
  });

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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import { currentSchema, predictStored } from '#shared/stored/predict-stored.ts';
import { permitAttributes } from '#shared/stored/permitted.ts';
import { deriveTypes } from '#shared/stored/derived-types.ts';
import { fieldOfScience } from '#shared/stored/fields-of-science.ts';
import { storedLanguage } from '#shared/stored/stored-language.ts';
import { storedRights } from '#shared/stored/stored-rights.ts';

/** Bodies that the types do not allow but people send. */
const sloppy = (attributes: object): Attributes => attributes;

describe('what is let through', () => {
  it('drops unknown keys at every level', () => {
    const sent = {
      unknown: 1,
      creators: [{ name: 'A', nom: 'B', nameIdentifiers: [{ nameIdentifier: '1', id: 2 }] }],
      types: { resourceTypeGeneral: 'Dataset', other: 'x' },
    };
    expect(permitAttributes(sent)).toEqual({
      creators: [{ name: 'A', nameIdentifiers: [{ nameIdentifier: '1' }] }],
      types: { resourceTypeGeneral: 'Dataset' },
    });
  });

  it('makes [] of scalars where objects belong, and keeps the objects among them', () => {
    expect(permitAttributes({ subjects: ['a', { subject: 'b' }], dates: ['2020'] })).toEqual({
      subjects: [{ subject: 'b' }],
      dates: [],
    });
  });

  it('lets a scalar through to validation at the top, and drops it further down', () => {
    expect(permitAttributes({ titles: 'x', creators: [{ name: 'A', affiliation: 'B' }] })).toEqual({
      titles: 'x',
      creators: [{ name: 'A' }],
    });
  });

  it('drops objects where scalars belong, and lists that hold any', () => {
    expect(
      permitAttributes({ version: { a: 1 }, language: ['en'], sizes: ['1', { a: 1 }] }),
    ).toEqual({});
  });

  it('knows the XML case of one member', () => {
    const relatedItemIdentifier = {
      relatedItemIdentifier: 'x',
      schemeURI: 'https://example.org',
      schemeUri: 'lost',
    };
    expect(permitAttributes({ relatedItems: [{ relatedItemIdentifier }] })).toEqual({
      relatedItems: [
        { relatedItemIdentifier: { relatedItemIdentifier: 'x', schemeURI: 'https://example.org' } },
      ],
    });
  });

  it('is not led astray by names of the language', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"doi":"x"},"constructor":1,"titles":[{"__proto__":{"title":"x"}}]}',
    ) as never;
    expect(permitAttributes(hostile)).toEqual({ titles: [{}] });
  });

  it.each([
    [
      { identifiers: [{ identifier: 'a' }], alternateIdentifiers: [{ alternateIdentifier: 'b' }] },
      [{ identifier: 'a' }],
    ],
    [
      { alternateIdentifiers: [{ alternateIdentifier: 'b', alternateIdentifierType: 't' }] },
      [{ identifier: 'b', identifierType: 't' }],
    ],
    [{ alternateIdentifiers: { alternateIdentifier: 'b' } }, [{ identifier: 'b' }]],
    [{ alternateIdentifiers: null }, null],
  ])('takes alternateIdentifiers for identifiers: %j', (sent, identifiers) => {
    expect(permitAttributes(sent)).toEqual({ identifiers });
  });
});

describe('values', () => {
  it.each([
    ['fra', 'fr'],
    ['fre', 'fr'],
    ['French', 'fr'],
    ['french', 'fr'],
    ['fr-CA', 'fr'],
    ['Indonesian', 'id'],
    ['zh-Hans-CN', 'zh'],
    ['Malay', 'ms'],
    ['hhh', 'hhh'],
    ['gsw-CH', 'gsw-CH'],
    ['EN', 'EN'],
    ['Borgesian', null],
    ['not a language', null],
    ['', null],
  ])('stores the language %j as %j', (sent, stored) => {
    expect(storedLanguage(sent)).toBe(stored);
  });

  it.each([
    [{ rightsIdentifier: 'MIT' }, { rights: 'MIT License', rightsIdentifier: 'mit' }],
    [{ rights: 'Apache License 2.0' }, { rightsIdentifier: 'apache-2.0' }],
    [
      { rights: 'https://creativecommons.org/publicdomain/zero/1.0/' },
      { rightsIdentifier: 'cc0-1.0' },
    ],
    [
      { rightsUri: 'https://creativecommons.org/licenses/by-sa/4.0' },
      { rightsIdentifier: 'cc-by-sa-4.0' },
    ],
    [
      { rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode' },
      { rightsIdentifier: 'cc-by-4.0' },
    ],
    // datacite/datacite#2441
    [
      { rightsUri: 'https://creativecommons.org/licenses/by-nd/4.0/' },
      { rightsIdentifier: 'cc-by-nd-2.0' },
    ],
  ])('writes SPDX over %j', (sent, stored) => {
    expect(storedRights([sent])[0]).toMatchObject({
      ...stored,
      rightsIdentifierScheme: 'SPDX',
      schemeUri: 'https://spdx.org/licenses/',
    });
  });

  it('leaves a licence of its own as it is, but for capitals and nulls', () => {
    const own = {
      rights: 'Own',
      rightsUri: 'https://example.org/own',
      rightsIdentifier: 'OWN',
      lang: null,
    };
    expect(storedRights([own])).toEqual([
      { rights: 'Own', rightsUri: 'https://example.org/own', rightsIdentifier: 'own' },
    ]);
  });

  it.each([
    [
      { resourceTypeGeneral: 'JournalArticle' },
      ['ScholarlyArticle', 'article-journal', 'article', 'JOUR'],
    ],
    [
      { resourceTypeGeneral: 'Text', resourceType: 'Dissertation' },
      ['Thesis', 'thesis', 'phdthesis', 'THES'],
    ],
    [
      { resourceTypeGeneral: 'Text', resourceType: 'journal-article' },
      ['ScholarlyArticle', 'article-journal', 'article', 'JOUR'],
    ],
    [
      { resourceTypeGeneral: 'DataPaper', resourceType: 'BlogPosting' },
      ['Article', '', 'article', 'GEN'],
    ],
    [{ resourceTypeGeneral: 'Award' }, ['CreativeWork', 'article', 'misc', 'GEN']],
    [{ resourceTypeGeneral: 'constructor' }, ['CreativeWork', 'article', 'misc', 'GEN']],
    [{}, ['CreativeWork', 'article', 'misc', 'GEN']],
  ])('derives types for %j', (types, [schemaOrg, citeproc, bibtex, ris]) => {
    expect(deriveTypes(types)).toEqual({ ...types, schemaOrg, citeproc, bibtex, ris });
  });

  it('derives only what is absent, and removes nulls', () => {
    expect(deriveTypes({ resourceTypeGeneral: 'Dataset', ris: 'BOOK', bibtex: null })).toEqual({
      resourceTypeGeneral: 'Dataset',
      schemaOrg: 'Dataset',
      citeproc: 'dataset',
      ris: 'BOOK',
    });
  });

  it.each([
    ['Mathematics', 'Mathematics'],
    ['Genetics', 'Biological sciences'],
    ['genetics', null],
    ['FOS: Mathematics', null],
    ['80505 Web Technologies (excl. Web Search)', null],
  ])('finds the field of science of %j: %j', (label, field) => {
    expect(fieldOfScience(label)).toBe(field);
  });
});

describe('a prediction', () => {
  it('gives a new record every attribute', () => {
    expect(predictStored({ doi: '10.5072/ABC', publisher: 'A' })).toMatchObject({
      doi: '10.5072/abc',
      publisher: { name: 'A' },
      creators: [],
      language: null,
      container: {},
      types: {},
      contentUrl: null,
      schemaVersion: null,
    });
  });

  it('changes only what is sent, each as a whole', () => {
    const before = predictStored({
      titles: [{ title: 'A' }],
      creators: [{ name: 'A' }, { name: 'B' }],
    });
    const after = predictStored({ creators: [{ name: 'C' }] }, before);
    expect(compareStored(before, after).map(({ path }) => path)).toEqual([
      'schemaVersion',
      'creators[0].name',
      'creators[1]',
    ]);
    expect(after.titles).toBe(before.titles);
  });

  it('presets the schema version of an update', () => {
    const kernel = 'http://datacite.org/schema/kernel-4';
    expect(predictStored({}, {}).schemaVersion).toBe(kernel);
    expect(predictStored({}, { schemaVersion: `${kernel}.3` }).schemaVersion).toBe(`${kernel}.3`);
    expect(predictStored({ schemaVersion: kernel }, { schemaVersion: 'x' }).schemaVersion).toBe(
      kernel,
    );
  });

  it('does not rename', () => {
    expect(predictStored({ doi: '10.5072/b' }, { doi: '10.5072/a' }).doi).toBe('10.5072/a');
  });

  it.each<[string, Attributes, Attributes]>([
    [
      'null wipes',
      sloppy({ subjects: null, types: null, publisher: null }),
      { subjects: [], types: {}, publisher: null },
    ],
    [
      'numbers become texts and texts numbers',
      sloppy({ version: 3, publicationYear: '2020' }),
      { version: '3', publicationYear: 2020 },
    ],
    [
      'a single value is wrapped',
      sloppy({ dates: { date: '2020' }, formats: 'text/csv' }),
      { dates: [{ date: '2020' }], formats: ['text/csv'] },
    ],
    ['an empty publisher object is none', { publisher: { name: null } }, { publisher: null }],
  ])('%s', (_, sent, stored) => {
    expect(predictStored(sent, {})).toMatchObject(stored);
  });

  it('is final: what is stored is stored again as it is, for 2,000 generated records (seed on failure)', () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, isAny) => {
        const random = seededRandom(seed);
        const generated = isAny ? generateAnyRecord(random) : generateRecord(random);
        const once = predictStored({ ...generated, schemaVersion: currentSchema });
        expect(compareStored(once, predictStored(once, once))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever JSON is sent (seed on failure)', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'titles',
            'types',
            'geoLocations',
            'publisher',
            'rightsList',
            'subjects',
            'alternateIdentifiers',
            'language',
            'x',
          ),
          fc.jsonValue(),
        ),
        (sent) => {
          predictStored(sent);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a comparison', () => {
  it('names each place that differs, with both values', () => {
    const expected: Attributes = {
      titles: [{ title: 'A' }, { title: 'B' }],
      creators: [{ name: 'A', affiliation: [{ name: 'X' }] }],
      language: 'de',
    };
    const actual: Attributes = {
      titles: [{ title: 'A' }],
      creators: [{ name: 'A', affiliation: [] }],
      language: 'en',
    };
    expect(compareStored(expected, actual)).toEqual([
      { path: 'titles[1]', expected: { title: 'B' }, actual: null },
      { path: 'creators[0].affiliation[0]', expected: { name: 'X' }, actual: null },
      { path: 'language', expected: 'de', actual: 'en' },
    ]);
  });

  it('takes all emptiness for the same, and no notice of the order of keys or of what was not expected', () => {
    const expected = sloppy({
      subjects: [],
      container: {},
      language: null,
      titles: [{ title: 'A', lang: 'en' }],
    });
    expect(
      compareStored(
        expected,
        sloppy({ titles: [{ lang: 'en', title: 'A' }], container: null, xml: 'x' }),
      ),
    ).toEqual([]);
  });

  it('tells 0 and false from emptiness', () => {
    expect(compareStored({ publicationYear: 0 }, {})).toHaveLength(1);
    expect(compareStored(sloppy({ version: '' }), {})).toHaveLength(1);
  });
});

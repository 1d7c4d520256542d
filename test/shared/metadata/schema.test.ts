import { describe, expect, it } from 'vitest';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { attributesSchema } from '#shared/metadata/schema/attributes-schema.ts';
import { recordShape } from '#shared/metadata/schema/shape.ts';
import { nearestTerm, termsOf, vocabularies } from '#shared/metadata/schema/vocabularies.ts';
import { makeXsd } from '#shared/metadata/schema/xsd.ts';
import { seededRandom } from '#shared/support/random.ts';

describe('the schema table', () => {
  it('has the lists of 4.7 in full', () => {
    const sizes = Object.fromEntries(
      Object.entries(vocabularies).map(([name, terms]) => [name, Object.keys(terms).length]),
    );
    expect(sizes).toEqual({
      resourceTypeGeneral: 34,
      contributorType: 22,
      dateType: 12,
      relatedIdentifierType: 23,
      relationType: 39,
      descriptionType: 6,
      titleType: 4,
      nameType: 2,
      numberType: 4,
      funderIdentifierType: 5,
    });
  });

  it('knows in which version a value came', () => {
    const added = Object.values(vocabularies).flatMap((terms) =>
      Object.entries(terms).filter(([, version]) => version === '4.7'),
    );
    expect(added.map(([term]) => term).sort()).toEqual([
      'Other',
      'Poster',
      'Presentation',
      'RAiD',
      'SWHID',
    ]);
  });

  it('finds the term that was meant', () => {
    expect(nearestTerm('resourceTypeGeneral', 'journal article')).toBe('JournalArticle');
    expect(nearestTerm('nameType', 'organisational')).toBe('Organizational');
    expect(nearestTerm('relatedIdentifierType', 'arxiv')).toBe('arXiv');
    expect(nearestTerm('dateType', 'never')).toBeUndefined();
  });

  it('gives every list value to the XSD', () => {
    const xsd = makeXsd();
    for (const term of termsOf('relationType')) expect(xsd).toContain(`value="${term}"`);
  });

  it('names the record\u2019s properties as the API does', () => {
    expect([...recordShape.members.keys()].sort()).toEqual([
      'alternateIdentifiers',
      'container',
      'contentUrl',
      'contributors',
      'creators',
      'dates',
      'descriptions',
      'doi',
      'formats',
      'fundingReferences',
      'geoLocations',
      'identifiers',
      'language',
      'publicationYear',
      'publisher',
      'relatedIdentifiers',
      'relatedItems',
      'rightsList',
      'schemaVersion',
      'sizes',
      'subjects',
      'titles',
      'types',
      'url',
      'version',
    ]);
  });
});

describe('the zod schema', () => {
  it('passes generated records unchanged', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      for (const record of [
        generateRecord(seededRandom(seed)),
        generateAnyRecord(seededRandom(seed)),
      ]) {
        expect(attributesSchema.parse(record), `seed ${seed}`).toEqual(record);
      }
    }
  });

  it('keeps members that it does not know, at every level', () => {
    const record = { odd: { a: [1] }, creators: [{ name: 'A', odder: true }] };
    expect(attributesSchema.parse(record)).toEqual(record);
  });

  it('reads null for a list or an object as absent, and null for a text as empty', () => {
    const parsed = attributesSchema.parse({
      creators: null,
      types: null,
      language: null,
      publisher: null,
    });
    expect(parsed.creators).toBeUndefined();
    expect(parsed.types).toBeUndefined();
    expect(parsed.language).toBeNull();
  });

  it('says where a value has the wrong form', () => {
    const result = attributesSchema.safeParse({ titles: [{ title: 5 }], creators: ['A'] });
    expect(result.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
      'creators.0',
      'titles.0.title',
    ]);
  });

  it('is not polluted by __proto__', () => {
    attributesSchema.parse(JSON.parse('{"__proto__": {"polluted": 1}}'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the generator of records', () => {
  const records = Array.from({ length: 2000 }, (_, at) => generateRecord(seededRandom(at + 1)));

  it('gives the same record for the same seed, under the DOI asked for', () => {
    expect(generateRecord(seededRandom(5))).toEqual(generateRecord(seededRandom(5)));
    expect(generateRecord(seededRandom(5), { doi: '10.1234/x' }).doi).toBe('10.1234/x');
  });

  it('makes records of at least 1.7 KB and 15 properties in the middle', () => {
    const middle = (numbers: number[]): number =>
      numbers.sort((one, other) => one - other)[1000] ?? 0;
    expect(middle(records.map((record) => JSON.stringify(record).length))).toBeGreaterThan(1700);
    expect(middle(records.map((record) => Object.keys(record).length))).toBeGreaterThanOrEqual(15);
  });

  it('writes ORCID iDs whose check digit is right', () => {
    const ids = records
      .flatMap(({ creators }) => creators ?? [])
      .flatMap(({ nameIdentifiers }) => nameIdentifiers ?? []);
    expect(ids.length).toBeGreaterThan(500);
    for (const { nameIdentifier } of ids) {
      const digits = String(nameIdentifier).replace('https://orcid.org/', '').replaceAll('-', '');
      let sum = 0;
      for (const digit of digits.slice(0, 15)) sum = (sum + Number(digit)) * 2;
      const check = (12 - (sum % 11)) % 11;
      expect(digits.at(-1)).toBe(check === 10 ? 'X' : String(check));
    }
  });
});

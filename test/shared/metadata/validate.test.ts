import { describe, expect, it } from 'vitest';

import { generateRecord } from '#shared/metadata/generate/record.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { seededRandom } from '#shared/support/random.ts';
import { said, sound } from './sound-record.ts';

describe('what the service would refuse', () => {
  it('is nothing of a sound record', () => {
    expect(said({})).toEqual([]);
    const random = seededRandom(7);
    for (let count = 0; count < 500; count += 1) {
      expect(validateMetadata(generateRecord(random), { state: 'findable' })).toEqual([]);
    }
  });

  it('is all that is missing, at once, when a bare DOI is to be published', () => {
    const findings = validateMetadata({ doi: '10.14454/abc' }, { state: 'findable' });
    expect(findings.map(({ path }) => path)).toEqual([
      'url',
      'creators',
      'titles',
      'publisher',
      'publicationYear',
      'types.resourceTypeGeneral',
    ]);
    expect(findings.every(({ severity, gate }) => severity === 'error' && gate === 'blocks')).toBe(
      true,
    );
  });

  it('is nothing of a bare DOI that stays a draft', () => {
    expect(validateMetadata({ doi: '10.14454/abc' }, { state: 'draft' })).toEqual([]);
    expect(validateMetadata({}, { state: 'draft' })).toEqual([]);
  });

  it.each([
    ['doi', { doi: '10.14454/a+b' }, 'doi-invalid doi'],
    ['doi', { doi: '10.14454/ä' }, 'doi-invalid doi'],
    ['doi', { doi: `10.14454/${'a'.repeat(300)}` }, 'doi-invalid doi'],
    ['url', { url: 'example.org' }, 'url-invalid url'],
    ['url', { url: 'https://example.org/a b' }, 'url-invalid url'],
    ['a bare title', { titles: 'Ice' }, 'object-expected titles'],
    ['bare types', { types: 'Dataset' }, 'object-expected types'],
    [
      'long rights',
      { rightsList: [{ rights: 'x'.repeat(2001) }] },
      'text-too-long rightsList[0].rights',
    ],
    ['a long version', { version: '1'.repeat(192) }, 'text-too-long version'],
    [
      'the type Funder',
      { contributors: [{ name: 'X', contributorType: 'Funder' }] },
      'contributor-type-refused contributors[0].contributorType',
    ],
    [
      'no contributor type',
      { contributors: [{ name: 'X' }] },
      'contributor-type-refused contributors[0].contributorType',
    ],
    ['a landing page in words', { landingPage: 'page' }, 'object-expected landingPage'],
  ])('is %s even in a draft', (_, changes, expected) => {
    expect(said(changes, 'draft')).toContain(`error ${expected}`);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a resource type in lower case',
      { types: { resourceTypeGeneral: 'dataset' } },
      'value-not-in-list types.resourceTypeGeneral',
    ],
    [
      'an empty title type',
      { titles: [{ title: 'Ice', titleType: '' }] },
      'value-not-in-list titles[0].titleType',
    ],
    [
      'a date type in lower case',
      { dates: [{ date: '2026', dateType: 'issued' }] },
      'value-not-in-list dates[0].dateType',
    ],
    [
      'a relation without a type',
      { relatedIdentifiers: [{ relatedIdentifier: 'x', relatedIdentifierType: 'DOI' }] },
      'value-missing relatedIdentifiers[0].relationType',
    ],
    [
      'a year in words',
      { publicationYear: 'forthcoming' },
      'publication-year-invalid publicationYear',
    ],
    ['a five-digit year', { publicationYear: 20261 }, 'publication-year-invalid publicationYear'],
    [
      'a latitude of 91',
      { geoLocations: [{ geoLocationPoint: { pointLatitude: 91, pointLongitude: 0 } }] },
      'coordinate-invalid geoLocations[0].geoLocationPoint.pointLatitude',
    ],
    [
      'a polygon of three points',
      {
        geoLocations: [
          {
            geoLocationPolygon: Array.from({ length: 3 }, () => ({
              polygonPoint: { pointLatitude: 1, pointLongitude: 1 },
            })),
          },
        ],
      },
      'polygon-incomplete geoLocations[0].geoLocationPolygon',
    ],
    [
      'a funder without a name',
      { fundingReferences: [{ awardTitle: 'A' }] },
      'value-missing fundingReferences[0].funderName',
    ],
    [
      'a funder identifier without a type',
      { fundingReferences: [{ funderName: 'F', funderIdentifier: 'x' }] },
      'value-missing fundingReferences[0].funderIdentifierType',
    ],
    ['an empty publisher', { publisher: '' }, 'publisher-missing publisher'],
    [
      'a number in the publisher',
      { publisher: { name: 'P', lang: 5 } },
      'publisher-part-not-text publisher.lang',
    ],
    ['a long language name', { language: 'Indonesian' }, 'language-invalid language'],
    [
      'an underscore in a language',
      { titles: [{ title: 'Ice', lang: 'pt_BR' }] },
      'language-invalid titles[0].lang',
    ],
    [
      'a broken URI',
      { subjects: [{ subject: 'x', valueUri: 'https://example.org/%zz' }] },
      'uri-invalid subjects[0].valueUri',
    ],
    [
      'a retired kernel',
      { schemaVersion: 'http://datacite.org/schema/kernel-3' },
      'schema-version-retired schemaVersion',
    ],
  ])('is %s when published, and not in a draft', (_, changes, expected) => {
    expect(said(changes)).toContain(`error ${expected}`);
    expect(said(changes, 'draft').filter((each) => each.startsWith('error'))).toEqual([]);
  });

  it('leaves alone what the service is lenient about', () => {
    const lenient = {
      creators: [{ name: '' }],
      titles: [{ title: '' }],
      dates: [{ date: 'last summer', dateType: 'Collected' }],
      relatedIdentifiers: [
        { relatedIdentifier: 'not a DOI', relatedIdentifierType: 'DOI', relationType: 'Cites' },
      ],
      publicationYear: '2026',
      publisher: 'Data Commons',
    };
    expect(said(lenient).filter((each) => each.startsWith('error'))).toEqual([]);
  });

  it('takes a publisher from the container and a resource type from schema.org, as the service does', () => {
    expect(said({ publisher: null, container: { title: 'Journal' } })).toEqual([]);
    expect(said({ types: { schemaOrg: 'Dataset' } })).toEqual([
      'warning resource-type-derived types.resourceTypeGeneral',
    ]);
  });

  it('accepts anything under a schema string that the service does not know, with warnings that block', () => {
    const findings = validateMetadata(
      { ...sound, creators: [], schemaVersion: 'http://datacite.org/schema/kernel-4.4' },
      { state: 'findable' },
    );
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning schema-version-unknown',
      'warning creators-missing',
    ]);
  });

  it('knows the domains of the repository', () => {
    const check = (url: string, ...domains: string[]): string[] =>
      validateMetadata({ ...sound, url }, { state: 'registered', domains }).map(({ code }) => code);
    expect(check('https://a.example.org/x', '*.example.org')).toEqual([]);
    expect(check('https://A.Example.org:8080/x', 'a.example.org')).toEqual([]);
    expect(check('https://anything.net/', '*')).toEqual([]);
    expect(check('https://example.org/', '*.example.org')).toEqual(['url-domain-not-allowed']);
    expect(check('https://badexample.org/', '*.example.org')).toEqual(['url-domain-not-allowed']);
    expect(check('https://example.org/')).toEqual(['url-domain-not-allowed']);
  });

  it('spares drafts the domains of the repository', () => {
    expect(validateMetadata(sound, { state: 'draft', domains: [] })).toEqual([]);
  });

  it('is a polygon with two points inside, or one before its corners', () => {
    const point = { pointLatitude: 1, pointLongitude: 1 };
    const corners = Array.from({ length: 4 }, () => ({ polygonPoint: point }));
    const inside = { inPolygonPoint: point };
    const polygon = (geoLocationPolygon: unknown[]): string[] =>
      said({ geoLocations: [{ geoLocationPolygon }] });
    expect(polygon([...corners, inside])).toEqual([]);
    const disordered = ['error polygon-disordered geoLocations[0].geoLocationPolygon'];
    expect(polygon([...corners, inside, inside])).toEqual(disordered);
    expect(polygon([inside, ...corners])).toEqual(disordered);
  });

  it('does not check the name of a DOI that exists', () => {
    expect(
      validateMetadata({ ...sound, doi: '10.1234/a<b' }, { state: 'findable', existing: true }),
    ).toEqual([]);
  });
});

describe('what the service would lose or change', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a misspelt member', { tittles: [] }, 'warning member-unknown tittles'],
    [
      'an XML name',
      { rightsList: [{ rights: 'CC', rightsURI: 'x' }] },
      'warning member-unknown rightsList[0].rightsURI',
    ],
    [
      'a bare affiliation',
      { creators: [{ name: 'A', affiliation: ['MIT'] }] },
      'warning affiliation-text creators[0].affiliation[0]',
    ],
    ['a bare subject in a list', { subjects: ['ice'] }, 'warning item-dropped subjects[0]'],
    ['a list in a text', { titles: [{ title: ['Ice'] }] }, 'warning value-dropped titles[0].title'],
    [
      'several polygons',
      { geoLocations: [{ geoLocationPolygon: [[{}]] }] },
      'warning polygons-nested geoLocations[0].geoLocationPolygon[0]',
    ],
    [
      'a language of a name',
      { creators: [{ name: 'A', lang: 'en' }] },
      'warning member-not-in-xml creators[0].lang',
    ],
    [
      'a title language in a related item',
      {
        relatedItems: [
          { relatedItemType: 'Book', relationType: 'Cites', titles: [{ title: 'x', lang: 'en' }] },
        ],
      },
      'warning member-dropped relatedItems[0].titles[0].lang',
    ],
    ['a region', { language: 'fr-CA' }, 'warning language-region-lost language'],
    ['a three-letter language', { language: 'fra' }, 'hint language-rewritten language'],
    [
      'a licence in upper case',
      { rightsList: [{ rightsIdentifier: 'CC-BY-4.0' }] },
      'hint rights-identifier-lower-cased rightsList[0].rightsIdentifier',
    ],
    [
      'a date without a type',
      { dates: [{ date: '2026' }] },
      'warning type-filled-in dates[0].dateType',
    ],
    [
      'a name that its parts contradict',
      { creators: [{ name: 'Maja L.', familyName: 'Lindqvist', givenName: 'Maja' }] },
      'warning name-differs-from-parts creators[0].name',
    ],
    ['one object for a list', { titles: { title: 'Ice' } }, 'hint single-object titles'],
    [
      'a number for text',
      { titles: [{ title: 1984 }] },
      'hint number-becomes-text titles[0].title',
    ],
    [
      'a full date for a year',
      { publicationYear: '2026-05-01' },
      'warning publication-year-cut publicationYear',
    ],
    [
      'a DOI among alternate identifiers',
      { identifiers: [{ identifier: '10.1/x', identifierType: 'DOI' }] },
      'warning identifier-doi-dropped identifiers[0]',
    ],
    [
      'control characters',
      { titles: [{ title: 'I\u0007ce' }] },
      'warning text-control-characters titles[0].title',
    ],
    [
      'half a surrogate pair',
      { titles: [{ title: 'I\uD83Dce' }] },
      'warning text-broken-characters titles[0].title',
    ],
    [
      'turned reading',
      { titles: [{ title: 'I\u202Ece' }] },
      'warning text-direction-controls titles[0].title',
    ],
    ['an emoji in the version', { version: '1 😀' }, 'warning text-rare-characters version'],
  ])('is said of %s', (_, changes, expected) => {
    expect(said(changes)).toContain(expected);
  });

  it('is nothing of emoji in a title, or of what the service adds to a fetched record', () => {
    const fetched = {
      titles: [{ title: '😀' }],
      state: 'findable',
      viewCount: 3,
      isActive: true,
      contentUrl: null,
      container: {},
      xml: 'PD94',
      identifiers: [{ identifier: 'A', identifierType: 'Local' }],
      alternateIdentifiers: [{ alternateIdentifier: 'A', alternateIdentifierType: 'Local' }],
      contributors: [],
      language: null,
    };
    expect(said(fetched)).toEqual([]);
  });

  it('comes with a fix where that is mechanical', () => {
    const [finding] = validateMetadata(
      { ...sound, rightsList: [{ rightsURI: 'x' }] },
      { state: 'findable' },
    );
    expect(finding?.fix?.changes).toEqual([
      { path: 'rightsList[0].rightsURI' },
      { path: 'rightsList[0].rightsUri', value: 'x' },
    ]);
    const [term] = validateMetadata(
      { ...sound, types: { resourceTypeGeneral: 'journal article' } },
      { state: 'findable' },
    );
    expect(term?.fix?.changes).toEqual([
      { path: 'types.resourceTypeGeneral', value: 'JournalArticle' },
    ]);
  });
});

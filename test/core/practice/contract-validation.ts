/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import { behaviour, type Behaviour } from './contract.ts';
import { minimal } from './practice-fixture.ts';

/** What may be saved in which state, and the words for what may not (datacite.md 1.8). */
interface Invalid {
  readonly title: string;
  readonly change: object;
  readonly source: string;
  readonly text: string | RegExp;
  /** Refused for drafts too. */
  readonly inDraft?: boolean;
}

const kernel = '{http://datacite.org/schema/kernel-4}';
const at = String.raw` at line \d+, column \d+$`;

/** A text between `DOI 10.x/y: ` and ` at line`. */
function xsd(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^DOI 10\\.14454/contract-\\d+: ${escaped}${at}`);
}

const invalid: readonly Invalid[] = [
  {
    title: 'no creators',
    change: { creators: [] },
    source: 'creators',
    text: xsd(`Missing child element(s). Expected is ( ${kernel}creator ).`),
  },
  {
    title: 'no titles',
    change: { titles: [] },
    source: 'titles',
    text: xsd(`Missing child element(s). Expected is ( ${kernel}title ).`),
  },
  {
    title: 'an empty publisher',
    change: { publisher: '' },
    source: 'publisher',
    text: xsd(
      "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length of '1'.",
    ),
  },
  {
    title: 'no publisher',
    change: { publisher: null },
    source: 'publisher',
    text: xsd(
      "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length of '1'.",
    ),
  },
  {
    title: 'no publication year',
    change: { publicationYear: null },
    source: 'publication_year',
    text: xsd(String.raw`[facet 'pattern'] The value '' is not accepted by the pattern '[\d]{4}'.`),
  },
  {
    title: 'a publication year in words',
    change: { publicationYear: 'forthcoming' },
    source: 'publication_year',
    text: xsd(
      String.raw`[facet 'pattern'] The value '0' is not accepted by the pattern '[\d]{4}'.`,
    ),
  },
  {
    title: 'no general resource type',
    change: { types: { resourceType: 'Cores' } },
    source: 'xml',
    text: /^DOI .*: Missing child element\(s\)\. Expected is one of \( \{http/,
  },
  {
    title: 'a general resource type in lower case',
    change: { types: { resourceTypeGeneral: 'dataset' } },
    source: "resourceType', attribute 'resourceTypeGeneral",
    text: /^DOI .*: \[facet 'enumeration'\] The value 'dataset' is not an element of the set \{'Audiovisual', /,
  },
  {
    title: 'a related identifier without relation',
    change: { relatedIdentifiers: [{ relatedIdentifier: '10.1/x', relatedIdentifierType: 'DOI' }] },
    source: 'relatedIdentifier',
    text: xsd("The attribute 'relationType' is required but missing."),
  },
  {
    title: 'a related identifier type in the wrong case',
    change: {
      relatedIdentifiers: [
        { relatedIdentifier: '2101.1', relatedIdentifierType: 'ARXIV', relationType: 'Cites' },
      ],
    },
    source: "relatedIdentifier', attribute 'relatedIdentifierType",
    text: /The value 'ARXIV' is not an element of the set/,
  },
  {
    title: 'a latitude beyond the pole',
    change: { geoLocations: [{ geoLocationPoint: { pointLatitude: 91, pointLongitude: 8 } }] },
    source: 'pointLatitude',
    text: xsd(
      "[facet 'maxInclusive'] The value '91' is greater than the maximum value allowed ('90').",
    ),
  },
  {
    title: 'a latitude in degrees',
    change: { geoLocations: [{ geoLocationPoint: { pointLatitude: '45°N', pointLongitude: 8 } }] },
    source: 'pointLatitude',
    text: /'45°N' is not a valid value of the atomic type/,
  },
  {
    title: 'a polygon of three points',
    change: {
      geoLocations: [
        {
          geoLocationPolygon: [1, 2, 1].map((pointLatitude) => ({
            polygonPoint: { pointLatitude, pointLongitude: 8 },
          })),
        },
      ],
    },
    source: 'geoLocationPolygon',
    text: xsd(`Missing child element(s). Expected is ( ${kernel}polygonPoint ).`),
  },
  {
    title: 'a name type with an s',
    change: { creators: [{ name: 'Institute', nameType: 'Organisational' }] },
    source: "creatorName', attribute 'nameType",
    text: /The value 'Organisational' is not an element of the set \{'Organizational', 'Personal'\}/,
  },
  {
    title: 'a language name of nine letters',
    change: { language: 'Borgesian' },
    source: 'language',
    text: /Borgesian/,
  },
  {
    title: 'a funder without name',
    change: { fundingReferences: [{ funderName: '', awardNumber: '1' }] },
    source: 'funderName',
    text: /minLength/,
  },
  {
    title: 'a date type that is not in the list',
    change: { dates: [{ date: '2026', dateType: 'Printed' }] },
    source: "date', attribute 'dateType",
    text: /The value 'Printed' is not an element of the set/,
  },
  { title: 'no url', change: { url: null }, source: 'url', text: "Can't be blank" },
  {
    title: 'kernel 3',
    change: { schemaVersion: 'http://datacite.org/schema/kernel-3' },
    source: 'xml',
    text: /^DOI 10\.14454\/contract-\d+: Schema http:\/\/datacite\.org\/schema\/kernel-3 is no longer supported$/,
  },
  {
    title: 'kernel 2.2',
    change: { schemaVersion: 'http://datacite.org/schema/kernel-2.2' },
    source: 'xml',
    text: /kernel-2\.2 is no longer supported$/,
  },
  {
    title: 'a url that is none',
    change: { url: 'example.org/x' },
    source: 'url',
    text: 'URL is not valid',
    inDraft: true,
  },
  {
    title: 'titles as a text',
    change: { titles: 'x' },
    source: 'titles',
    text: "Title 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'descriptions as a text',
    change: { descriptions: 'x' },
    source: 'descriptions',
    text: "Description 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'subjects as a text',
    change: { subjects: 'x' },
    source: 'subjects',
    text: "Subject 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'creators as a text',
    change: { creators: 'x' },
    source: 'creators',
    text: "Creator 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'contributors as a text',
    change: { contributors: 'x' },
    source: 'contributors',
    text: "Contributor 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'identifiers as a text',
    change: { identifiers: 'x' },
    source: 'identifiers',
    text: "Identifier 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'related identifiers as a text',
    change: { relatedIdentifiers: 'x' },
    source: 'related_identifiers',
    text: "Related identifier 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'related items as a text',
    change: { relatedItems: 'x' },
    source: 'related_items',
    text: "Related item 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'funding references as a text',
    change: { fundingReferences: 'x' },
    source: 'funding_references',
    text: "Funding reference 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'places as a text',
    change: { geoLocations: 'x' },
    source: 'geo_locations',
    text: "Geolocation 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'dates as a text, without quotes',
    change: { dates: '2020' },
    source: 'dates',
    text: 'Date 2020 should be an object instead of a string.',
    inDraft: true,
  },
  {
    title: 'rights as a text',
    change: { rightsList: 'x' },
    source: 'rights_list',
    text: "Rights 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'rights beyond 2000 characters',
    change: { rightsList: [{ rights: 'x'.repeat(2001) }] },
    source: 'rights_list',
    text: 'Rights should not have a length of more than 2000 characters.',
    inDraft: true,
  },
  {
    title: 'types as a text',
    change: { types: 'x' },
    source: 'types',
    text: "Types 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'container as a text',
    change: { container: 'x' },
    source: 'container',
    text: "Container 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'landing page as a text',
    change: { landingPage: 'x' },
    source: 'landing_page',
    text: "Landing page 'x' should be an object instead of a string.",
    inDraft: true,
  },
  {
    title: 'a contributor without type',
    change: { contributors: [{ name: 'X' }] },
    source: 'contributors',
    text: `Contributor '{"name" => "X"}' is missing a required element: contributor type.`,
    inDraft: true,
  },
  {
    title: 'a contributor of type Funder',
    change: { contributors: [{ name: 'X', contributorType: 'Funder' }] },
    source: 'contributors',
    text: `Contributor '{"name" => "X", "contributorType" => "Funder"}' has a contributor type that is not supported in schema 4: 'Funder'.`,
    inDraft: true,
  },
];

const refusedWhenPublished = invalid.map(({ title, change, source, text }) =>
  behaviour('1.8', `publishing is refused: ${title}`, async (c) => {
    const doi = c.name();
    const answer = await c.post({ ...minimal, ...change, doi, event: 'publish' });
    expect(answer.status, answer.text).toBe(422);
    const errors = answer.json.errors as { source: string; title: string; uid: string }[];
    const found = errors.find((error) => error.source === source);
    expect(found, answer.text).toBeDefined();
    if (typeof text === 'string') expect(found?.title).toBe(text);
    else expect(found?.title).toMatch(text);
    expect(found?.uid).toBe(doi);
    expect(new Set(errors.map((error) => error.source)).size).toBe(errors.length);
    expect((await c.get(doi)).status).toBe(404);
  }),
);

const inDraft = invalid.map(({ title, change, inDraft: isRefused = false }) =>
  behaviour(
    '1.8',
    `a draft is ${isRefused ? 'refused too' : 'saved all the same'}: ${title}`,
    async (c) => {
      const answer = await c.post({ ...minimal, ...change, doi: c.name() });
      expect(answer.status, answer.text).toBe(isRefused ? 422 : 201);
    },
  ),
);

const more: readonly Behaviour[] = [
  behaviour('1.8', 'invalid JSON without a schema version gives one opaque error', async (c) => {
    const unversioned = { ...minimal, schemaVersion: undefined };
    const doi = c.name();
    const answer = await c.post({ ...unversioned, titles: [], doi, event: 'publish' });
    expect(answer.json).toEqual({
      errors: [{ source: 'metadata', title: 'Is invalid', uid: doi }],
    });
  }),
  behaviour('1.8', 'valid JSON without a schema version is published', async (c) => {
    const unversioned = { ...minimal, schemaVersion: undefined };
    expect((await c.post({ ...unversioned, doi: c.name(), event: 'publish' })).status).toBe(201);
  }),
  behaviour('1.8', 'PUT presets the schema version, so that the real texts appear', async (c) => {
    const doi = c.seeded('draft', { titles: [], schemaVersion: null });
    const answer = await c.put(doi, { event: 'publish', titles: [] });
    expect(answer.json.errors[0].source).toBe('titles');
  }),
  behaviour('1.8', 'an unknown schema version switches the check off', async (c) => {
    for (const version of ['4.4', '4.5', '4.6', '4/']) {
      const schemaVersion = `http://datacite.org/schema/kernel-${version}`;
      const answer = await c.post({
        ...minimal,
        creators: [],
        schemaVersion,
        doi: c.name(),
        event: 'publish',
      });
      expect(answer.status).toBe(201);
    }
  }),
  behaviour(
    '1.8',
    'a stored kernel-3 record refuses even to be hidden until it is migrated',
    async (c) => {
      const doi = c.seeded('findable', { schemaVersion: 'http://datacite.org/schema/kernel-3' });
      const refused = await c.put(doi, { event: 'hide' });
      expect(refused.status).toBe(422);
      expect(refused.json.errors[0].title).toContain('kernel-3 is no longer supported');
      const migrated = await c.put(doi, { event: 'hide', schemaVersion: minimal.schemaVersion });
      expect(migrated.json.data.attributes.state).toBe('registered');
    },
  ),
  behaviour('1.8', 'publishing with neither metadata nor XML: xml cannot be blank', async (c) => {
    const doi = c.name();
    const answer = await c.post({ doi, url: minimal.url, event: 'publish' });
    expect(answer.json.errors).toContainEqual({ source: 'xml', title: "Can't be blank", uid: doi });
  }),
  behaviour('1.8', 'publishing a bare draft by PUT gives an odd source', async (c) => {
    const doi = c.name();
    await c.post({ doi, url: minimal.url });
    const answer = await c.put(doi, { event: 'publish' });
    const sources = (answer.json.errors as { source: string }[]).map(({ source }) => source);
    expect(sources).toEqual(['xml', 'The document has no document element']);
  }),
  behaviour('1.8', 'a taken DOI is 422, in any case', async (c) => {
    const doi = c.seeded('draft');
    const answer = await c.post({ doi: doi.toUpperCase() });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 422,
      json: { errors: [{ source: 'doi', title: 'This DOI has already been taken', uid: doi }] },
    });
  }),
  behaviour(
    '1.8',
    'characters outside of the allowed ones are refused on creation only',
    async (c) => {
      for (const bad of ['+', '<', '>', '%', '#', '?', '&', ' ', 'ü']) {
        const doi = `10.14454/a${bad}b`;
        expect((await c.post({ doi })).json.errors).toEqual([
          { source: 'doi', title: 'Is invalid', uid: doi },
        ]);
      }
      const old = '10.14454/sici(1<2>3)';
      c.fixture.practice.seed([{ doi: old, state: 'draft', clientId: 'datacite.datacite' }]);
      expect((await c.put(encodeURIComponent(old), { version: '2' })).status).toBe(200);
    },
  ),
  behaviour('1.8', 'empty names, unknown dates and wrong check digits pass', async (c) => {
    const answer = await c.post({
      ...minimal,
      creators: [
        {
          name: '',
          nameIdentifiers: [
            { nameIdentifier: '0000-0000-0000-0000', nameIdentifierScheme: 'ORCID' },
          ],
        },
      ],
      titles: [{ title: '' }],
      dates: [{ date: 'some day', dateType: 'Issued' }],
      doi: c.name(),
      event: 'publish',
    });
    expect(answer.status, answer.text).toBe(201);
  }),
  ...(
    [
      ['DATACITE.LIMITED', 'https://example.org/x', true],
      ['DATACITE.LIMITED', 'http://example.org:8080/x', true],
      ['DATACITE.LIMITED', 'https://sub.example.org/x', false],
      ['DATACITE.WILD', 'https://sub.example.org/x', true],
      ['DATACITE.WILD', 'https://example.org/x', false],
      ['DATACITE.WILD', 'https://data.example.com/x', true],
      ['DATACITE.WILD', 'https://evil-example.org/x', false],
      ['DATACITE.BLANK', 'https://example.org/x', false],
    ] as const
  ).map(([username, url, isAllowed]) =>
    behaviour('1.8', `${username} ${isAllowed ? 'may' : 'may not'} publish ${url}`, async (c) => {
      const answer = await c.post(
        { ...minimal, url, doi: c.name(), event: 'publish' },
        { as: `${username}:secret` },
      );
      expect(answer.status).toBe(isAllowed ? 201 : 422);
      if (isAllowed) return;
      expect(answer.json.errors).toEqual([
        expect.objectContaining({
          source: 'url',
          title: `URL ${url} is not allowed by repository ${username.toLowerCase()} domain settings.`,
        }),
      ]);
    }),
  ),
  behaviour('1.8', 'drafts are exempt from the domain list, and stuck at publishing', async (c) => {
    const doi = c.name();
    const as = 'DATACITE.LIMITED:secret';
    expect((await c.post({ ...minimal, doi, url: 'https://elsewhere.net/x' }, { as })).status).toBe(
      201,
    );
    expect((await c.put(doi, { event: 'publish' }, { as })).status).toBe(422);
  }),
  behaviour(
    '1.8',
    'a publisher member that is no text is refused under publisher_obj',
    async (c) => {
      const answer = await c.post({
        ...minimal,
        publisher: { name: 'X', lang: 5 },
        doi: c.name(),
        event: 'publish',
      });
      expect((answer.json.errors as { source: string }[]).map(({ source }) => source)).toContain(
        'publisher_obj',
      );
    },
  ),
  behaviour('1.2', '/dois/validate is 200 whatever it finds, and stores nothing', async (c) => {
    const doi = c.name();
    const path = '/dois/validate';
    const good = await c.send({
      method: 'POST',
      path,
      body: { data: { type: 'dois', attributes: { ...minimal, url: null, doi } } },
    });
    expect({ status: good.status, id: good.json.data.id }).toEqual({ status: 200, id: doi });
    const bad = await c.send({
      method: 'POST',
      path,
      body: { data: { type: 'dois', attributes: { ...minimal, titles: [], doi } } },
    });
    expect({ status: bad.status, source: bad.json.errors[0].source }).toEqual({
      status: 200,
      source: 'titles',
    });
    expect((await c.get(doi)).status).toBe(404);
  }),
];

export const validationBehaviours: readonly Behaviour[] = [
  ...refusedWhenPublished,
  ...inDraft,
  ...more,
];

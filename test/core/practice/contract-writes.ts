/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { behaviour, type Behaviour } from './contract.ts';
import { minimal } from './practice-fixture.ts';

/** States, updates and normalisations (datacite.md 1.5 to 1.9). */
const transitions: readonly (readonly [from: RemoteState, event: string, to: RemoteState])[] = [
  ['draft', 'register', 'registered'],
  ['draft', 'publish', 'findable'],
  ['draft', 'hide', 'draft'],
  ['draft', 'show', 'draft'],
  ['registered', 'register', 'registered'],
  ['registered', 'publish', 'findable'],
  ['registered', 'hide', 'registered'],
  ['registered', 'show', 'findable'],
  ['findable', 'register', 'findable'],
  ['findable', 'publish', 'findable'],
  ['findable', 'hide', 'registered'],
  ['findable', 'show', 'findable'],
  ['findable', 'draft', 'findable'],
  ['findable', 'tombstone', 'findable'],
  ['findable', 'constructor', 'findable'],
];

const events = transitions.map(([from, event, to]) =>
  behaviour(
    '1.6',
    `${event} takes ${from} to ${to}, and the other attributes are saved`,
    async (c) => {
      const doi = c.seeded(from);
      const answer = await c.put(doi, { event, version: event });
      expect(answer.status).toBe(200);
      expect(answer.json.data.attributes).toMatchObject({
        state: to,
        version: event,
        isActive: to === 'findable',
      });
    },
  ),
);

interface Normal {
  readonly title: string;
  readonly sent: object;
  readonly stored: object;
}

const person = { affiliation: [], nameIdentifiers: [] };
const fos = {
  subjectScheme: 'Fields of Science and Technology (FOS)',
  schemeUri: 'http://www.oecd.org/science/inno/38235147.pdf',
};
const ccBy = {
  rights: 'Creative Commons Attribution 4.0 International',
  rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode',
  rightsIdentifier: 'cc-by-4.0',
  rightsIdentifierScheme: 'SPDX',
  schemeUri: 'https://spdx.org/licenses/',
};

const normal: readonly Normal[] = [
  {
    title: 'unknown keys are dropped',
    sent: { creatrs: [], version: '1' },
    stored: { version: '1' },
  },
  {
    title: 'unknown members are dropped',
    sent: { titles: [{ title: 'A', titel: 'B', lang: 'en' }] },
    stored: { titles: [{ title: 'A', lang: 'en' }] },
  },
  {
    title: 'XML spellings are dropped',
    sent: { rightsList: [{ rights: 'Own', rightsURI: 'https://example.org' }] },
    stored: { rightsList: [{ rights: 'Own' }] },
  },
  {
    title: 'texts where objects belong empty the list',
    sent: { subjects: ['a', 'b'] },
    stored: { subjects: [] },
  },
  { title: 'dates as texts in a list empty it', sent: { dates: ['2020'] }, stored: { dates: [] } },
  {
    title: 'affiliations as texts are lost',
    sent: { creators: [{ name: 'A', affiliation: ['Institute'] }] },
    stored: { creators: [{ name: 'A', ...person }] },
  },
  {
    title: 'a single object is wrapped',
    sent: { titles: { title: 'A' } },
    stored: { titles: [{ title: 'A' }] },
  },
  {
    title: 'single name identifiers are wrapped',
    sent: {
      creators: { name: 'A', nameIdentifiers: { nameIdentifier: '1', nameIdentifierScheme: 'X' } },
    },
    stored: {
      creators: [
        {
          name: 'A',
          affiliation: [],
          nameIdentifiers: [{ nameIdentifier: '1', nameIdentifierScheme: 'X' }],
        },
      ],
    },
  },
  {
    title: 'a single size is wrapped',
    sent: { sizes: '5 MB', formats: 'text/csv' },
    stored: { sizes: ['5 MB'], formats: ['text/csv'] },
  },
  {
    title: 'a publisher text becomes an object',
    sent: { publisher: 'Institute' },
    stored: { publisher: { name: 'Institute' } },
  },
  { title: 'a version number becomes a text', sent: { version: 2.5 }, stored: { version: '2.5' } },
  {
    title: 'a year as text becomes a number',
    sent: { publicationYear: '2020' },
    stored: { publicationYear: 2020 },
  },
  {
    title: 'a year in words becomes 0',
    sent: { publicationYear: 'soon' },
    stored: { publicationYear: 0 },
  },
  {
    title: 'numeric texts in places become numbers, names stay',
    sent: {
      geoLocations: [
        {
          geoLocationPlace: '1234',
          geoLocationPoint: { pointLatitude: '46.5', pointLongitude: '+8.' },
        },
      ],
    },
    stored: {
      geoLocations: [
        { geoLocationPlace: '1234', geoLocationPoint: { pointLatitude: 46.5, pointLongitude: 8 } },
      ],
    },
  },
  {
    title: 'identifiers of type DOI are dropped',
    sent: {
      identifiers: [
        { identifier: '10.1/x', identifierType: 'DOI' },
        { identifier: 'a', identifierType: 'local' },
      ],
    },
    stored: { identifiers: [{ identifier: 'a', identifierType: 'local' }] },
  },
  {
    title: 'alternateIdentifiers stand for identifiers',
    sent: {
      alternateIdentifiers: [{ alternateIdentifier: 'a', alternateIdentifierType: 'local' }],
    },
    stored: {
      identifiers: [{ identifier: 'a', identifierType: 'local' }],
      alternateIdentifiers: [{ alternateIdentifier: 'a', alternateIdentifierType: 'local' }],
    },
  },
  {
    title: 'identifiers win over alternateIdentifiers',
    sent: {
      identifiers: [{ identifier: 'a', identifierType: 'x' }],
      alternateIdentifiers: [{ alternateIdentifier: 'b', alternateIdentifierType: 'x' }],
    },
    stored: { identifiers: [{ identifier: 'a', identifierType: 'x' }] },
  },
  { title: 'a language loses its region', sent: { language: 'fr-CA' }, stored: { language: 'fr' } },
  {
    title: 'an English language name becomes its code',
    sent: { language: 'German' },
    stored: { language: 'de' },
  },
  {
    title: 'a three-letter code becomes two letters',
    sent: { language: 'ger' },
    stored: { language: 'de' },
  },
  {
    title: 'a malformed language becomes null',
    sent: { language: 'not a language' },
    stored: { language: null },
  },
  {
    title: 'a licence is known by its address',
    sent: { rightsList: [{ rightsUri: 'http://creativecommons.org/licenses/by/4.0/' }] },
    stored: { rightsList: [ccBy] },
  },
  {
    title: 'a licence is known by its identifier in any case, and keeps its language',
    sent: { rightsList: [{ rightsIdentifier: 'Cc-By-4.0', lang: 'en' }] },
    stored: { rightsList: [{ ...ccBy, lang: 'en' }] },
  },
  {
    title: 'an unknown licence keeps its members, the identifier in lower case',
    sent: { rightsList: [{ rights: 'Own', rightsIdentifier: 'OWN-1' }] },
    stored: { rightsList: [{ rights: 'Own', rightsIdentifier: 'own-1' }] },
  },
  {
    title: 'a field of science is added to a subject',
    sent: { subjects: [{ subject: 'Physical sciences' }] },
    stored: {
      subjects: [{ subject: 'Physical sciences' }, { subject: 'FOS: Physical sciences', ...fos }],
    },
  },
  {
    title: 'a field of research adds its field of science',
    sent: { subjects: [{ subject: 'Genetics' }] },
    stored: {
      subjects: [{ subject: 'Genetics' }, { subject: 'FOS: Biological sciences', ...fos }],
    },
  },
  {
    title: 'duplicate subjects are removed',
    sent: { subjects: [{ subject: 'Lake' }, { subject: 'Lake' }, { subject: 'Lake', lang: 'en' }] },
    stored: { subjects: [{ subject: 'Lake' }, { subject: 'Lake', lang: 'en' }] },
  },
  {
    title: 'derived types are added',
    sent: { types: { resourceTypeGeneral: 'Dataset' } },
    stored: {
      types: {
        resourceTypeGeneral: 'Dataset',
        schemaOrg: 'Dataset',
        citeproc: 'dataset',
        bibtex: 'misc',
        ris: 'DATA',
      },
    },
  },
  {
    title: 'derived types that are sent stay',
    sent: { types: { resourceTypeGeneral: 'Software', ris: 'GEN' } },
    stored: {
      types: {
        resourceTypeGeneral: 'Software',
        schemaOrg: 'SoftwareSourceCode',
        citeproc: 'article',
        bibtex: 'misc',
        ris: 'GEN',
      },
    },
  },
  {
    title: 'contentUrl is always a list',
    sent: { contentUrl: 'https://example.org/a.zip' },
    stored: { contentUrl: ['https://example.org/a.zip'] },
  },
  { title: 'null wipes a list', sent: { descriptions: null }, stored: { descriptions: [] } },
  {
    title: 'an empty object wipes the container',
    sent: { container: {} },
    stored: { container: {} },
  },
];

const normalised = normal.map(({ title, sent, stored }) =>
  behaviour('1.8', title, async (c) => {
    const doi = c.seeded('draft', {
      descriptions: [{ description: 'Old' }],
      container: { title: 'Old' },
    });
    const path = `${doi}?affiliation=true&publisher=true`;
    const answer = await c.put(path, sent);
    expect(answer.status, answer.text).toBe(200);
    for (const [key, value] of Object.entries(stored)) {
      expect(answer.json.data.attributes[key], key).toEqual(value);
      expect((await c.get(path)).json.data.attributes[key], key).toEqual(value);
    }
  }),
);

const readOnly: Record<string, unknown> = {
  state: 'findable',
  isActive: true,
  created: '2000-01-01',
  registered: '2000-01-01',
  updated: '2000-01-01',
  published: '1999',
  suffix: 'x',
  metadataVersion: 99,
  viewCount: 5,
  citationCount: 5,
};

const updates: readonly Behaviour[] = [
  behaviour('1.5', 'read-only attributes are ignored', async (c) => {
    const doi = c.seeded('draft');
    const before = (await c.get(doi)).json.data.attributes;
    const after = (await c.put(doi, readOnly)).json.data.attributes;
    for (const key of Object.keys(readOnly)) expect(after[key], key).toEqual(before[key]);
  }),
  behaviour('1.7', 'only the keys that are sent change, each as a whole', async (c) => {
    const doi = c.seeded('draft', { creators: [{ name: 'A' }, { name: 'B' }] });
    const answer = await c.put(doi, { creators: [{ name: 'C' }] });
    expect(answer.json.data.attributes.creators).toEqual([{ name: 'C', ...person }]);
    expect(answer.json.data.attributes.titles).toEqual(minimal.titles);
  }),
  behaviour('1.7', 'PATCH does what PUT does', async (c) => {
    const doi = c.seeded('draft');
    const answer = await c.put(doi, { version: '3' }, { method: 'PATCH' });
    expect(answer.json.data.attributes).toMatchObject({ version: '3', titles: minimal.titles });
  }),
  behaviour('1.7', 'a doi in the body of a PUT does not rename', async (c) => {
    const doi = c.seeded('draft');
    const answer = await c.put(doi, { doi: c.name() }, { client: 'datacite.wild' });
    expect(answer.json.data.id).toBe(doi);
    expect(answer.json.data.relationships.client.data.id).toBe('datacite.datacite');
  }),
  behaviour('1.7', 'PUT on an unknown DOI creates a draft', async (c) => {
    const doi = c.name();
    const answer = await c.put(doi.toUpperCase(), { url: minimal.url });
    expect(answer.status).toBe(201);
    expect(answer.json.data).toMatchObject({ id: doi, attributes: { state: 'draft' } });
  }),
  behaviour('1.7', 'a metadata change writes the XML anew, a new url does not', async (c) => {
    const doi = c.seeded('draft');
    const first = (await c.put(doi, { titles: [{ title: 'Second' }] })).json.data.attributes;
    const xml = Buffer.from(first.xml as string, 'base64').toString();
    expect(xml).toContain('<title>Second</title>');
    const second = (await c.put(doi, { url: 'https://example.org/new' })).json.data.attributes;
    expect(second.xml).toBe(first.xml);
    expect(second.metadataVersion).toBe(first.metadataVersion);
    expect(first.metadataVersion).toBe(1);
  }),
  behaviour('1.7', 'updated moves with every save, also when nothing changed', async (c) => {
    const doi = c.seeded('draft');
    const before = (await c.get(doi)).json.data.attributes;
    c.fixture.clock.advance(5000);
    const after = (await c.put(doi, {})).json.data.attributes;
    expect(Date.parse(after.updated as string)).toBeGreaterThan(
      Date.parse(before.updated as string),
    );
    expect(after.metadataVersion).toBe(before.metadataVersion);
  }),
  behaviour(
    '1.7',
    'XML alone is stored as sent but for the identifier, and leaves what it lacks',
    async (c) => {
      const doi = c.seeded('draft', { language: 'de', version: '7' });
      const xml = `<?xml version="1.0"?>\n<resource xmlns="http://datacite.org/schema/kernel-4"><!-- mine --><identifier identifierType="DOI">10.1/other</identifier><titles><title>From XML</title></titles></resource>`;
      const answer = await c.put(doi, { xml: Buffer.from(xml).toString('base64') });
      const { attributes } = answer.json.data;
      expect(attributes.titles).toEqual([{ title: 'From XML' }]);
      expect(attributes).toMatchObject({ language: 'de', version: '7' });
      const stored = Buffer.from(attributes.xml as string, 'base64').toString();
      expect(stored).toContain('<!-- mine -->');
      expect(stored).toContain(`>${doi.toUpperCase()}</identifier>`);
    },
  ),
  behaviour('1.7', 'JSON beside XML wins, and the XML is written anew', async (c) => {
    const xml = `<resource xmlns="http://datacite.org/schema/kernel-4"><!-- gone --><titles><title>From XML</title></titles><version>9</version></resource>`;
    const doi = c.seeded('draft');
    const answer = await c.put(doi, {
      xml: Buffer.from(xml).toString('base64'),
      titles: [{ title: 'From JSON' }],
    });
    const { attributes } = answer.json.data;
    expect(attributes).toMatchObject({ titles: [{ title: 'From JSON' }], version: '9' });
    expect(Buffer.from(attributes.xml as string, 'base64').toString()).not.toContain('gone');
  }),
  behaviour(
    '1.8',
    'from XML identifiers become addresses and unreadable dates are lost',
    async (c) => {
      const xml = `<resource xmlns="http://datacite.org/schema/kernel-4"><creators><creator><creatorName> Miller, E. </creatorName><nameIdentifier nameIdentifierScheme="ORCID">0000-0001-5000-0007</nameIdentifier></creator></creators><publicationYear>2019</publicationYear><dates><date dateType="Created">spring</date><date dateType="Valid">2019-05</date></dates></resource>`;
      const answer = await c.post({ doi: c.name(), xml: Buffer.from(xml).toString('base64') });
      const { creators, dates } = answer.json.data.attributes;
      expect(creators[0].name).toBe('Miller, E.');
      expect(creators[0].nameIdentifiers).toEqual([
        {
          nameIdentifier: 'https://orcid.org/0000-0001-5000-0007',
          nameIdentifierScheme: 'ORCID',
          schemeUri: 'https://orcid.org',
        },
      ]);
      expect(dates).toEqual([
        { date: '2019-05', dateType: 'Valid' },
        { date: '2019', dateType: 'Issued' },
      ]);
    },
  ),
  behaviour(
    '1.6',
    'a handle server that is down leaves registered null; the next PUT repairs it',
    async (c) => {
      const doi = c.seeded('draft');
      c.fixture.practice.setFaults([
        { match: { method: 'PUT', path: `/dois/${doi}` }, respond: { kind: 'handle-server-down' } },
      ]);
      const first = (await c.put(doi, { event: 'publish' })).json.data.attributes;
      expect(first).toMatchObject({ state: 'findable', registered: null });
      expect((await c.get(`${doi}/get-url`)).json).toEqual({
        errors: [{ status: 403, title: 'SERVER NOT RESPONSIBLE FOR HANDLE' }],
      });
      const second = (await c.put(doi, {})).json.data.attributes;
      expect(second.registered).not.toBeNull();
    },
  ),
  behaviour('1.6', 'a refused publishing saves nothing', async (c) => {
    const doi = c.seeded('draft');
    expect((await c.put(doi, { titles: [], version: '5', event: 'publish' })).status).toBe(422);
    expect((await c.get(doi)).json.data.attributes).toMatchObject({
      version: null,
      titles: minimal.titles,
      state: 'draft',
    });
  }),
  behaviour('1.9', 'a prefix gives a suffix with check digits', async (c) => {
    const { id } = (await c.post({ prefix: '10.14454' })).json.data;
    expect(id).toMatch(/^10\.14454\/[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{2}\d{2}$/);
  }),
  behaviour('1.9', 'a prefix with a shoulder keeps it', async (c) => {
    expect((await c.post({ prefix: '10.14454/fk2' })).json.data.id).toMatch(
      /^10\.14454\/fk2-.{4}-.{4}$/,
    );
  }),
  behaviour('1.9', 'numbers give the suffixes of the vectors', async (c) => {
    const answer = await c.send({ path: '/dois/random?prefix=10.14454&number=123456', as: null });
    expect(answer.json).toEqual({ dois: ['10.14454/003r-j076'] });
  }),
  behaviour('1.9', 'several random DOIs at once, and a prefix is needed', async (c) => {
    expect((await c.send({ path: '/dois/random?prefix=10.14454&size=5' })).json.dois).toHaveLength(
      5,
    );
    const answer = await c.send({ path: '/dois/random' });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 422,
      json: { errors: [{ status: '422', title: 'Parameter prefix is required' }] },
    });
  }),
  behaviour('1.2', 'POST answers 201 with the address of the record', async (c) => {
    const doi = c.name();
    const answer = await c.post({ doi });
    expect(answer.headers.get('location')).toBe(`${c.fixture.practice.url}/dois/${doi}`);
  }),
  behaviour('1.5', 'data.id is ignored', async (c) => {
    const doi = c.name();
    const body = { data: { id: '10.14454/other', type: 'dois', attributes: { doi } } };
    expect((await c.send({ method: 'POST', path: '/dois', body })).json.data.id).toBe(doi);
  }),
];

export const writeBehaviours: readonly Behaviour[] = [...events, ...normalised, ...updates];

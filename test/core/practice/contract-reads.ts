/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import { behaviour, owner, type Behaviour } from './contract.ts';
import { minimal } from './practice-fixture.ts';

/** Answers, lists, activities and the other endpoints (datacite.md 1.11, 2.1 to 2.6). */
const creators = [
  {
    name: 'Miller, Elizabeth',
    affiliation: [
      {
        name: 'Institute',
        affiliationIdentifier: 'https://ror.org/04wxnsj81',
        affiliationIdentifierScheme: 'ROR',
      },
    ],
  },
];
const publisher = {
  name: 'Institute',
  publisherIdentifier: 'https://ror.org/04wxnsj81',
  publisherIdentifierScheme: 'ROR',
};

const answers: readonly Behaviour[] = [
  behaviour(
    '1.11',
    'affiliations are texts and the publisher is one, unless asked otherwise',
    async (c) => {
      const doi = c.seeded('findable', { creators, publisher });
      const plain = (await c.get(doi)).json.data.attributes;
      expect({ affiliation: plain.creators[0].affiliation, publisher: plain.publisher }).toEqual({
        affiliation: ['Institute'],
        publisher: 'Institute',
      });
      const full = (await c.get(`${doi}?affiliation=true&publisher=true`)).json.data.attributes;
      expect({ affiliation: full.creators[0].affiliation, publisher: full.publisher }).toEqual({
        affiliation: creators[0]?.affiliation,
        publisher,
      });
      const almost = (await c.get(`${doi}?affiliation=1&publisher=yes`)).json.data.attributes;
      expect(almost.publisher).toBe('Institute');
      expect(almost.creators[0].affiliation).toEqual(['Institute']);
    },
  ),
  behaviour(
    '6',
    'a record that was read without the parameters and sent back loses its identifiers',
    async (c) => {
      const doi = c.seeded('draft', { creators, publisher });
      const read = (await c.get(doi)).json.data.attributes;
      await c.put(doi, { creators: read.creators, publisher: read.publisher });
      const after = (await c.get(`${doi}?affiliation=true&publisher=true`)).json.data.attributes;
      expect(after.creators[0].affiliation).toEqual([]);
      expect(after.publisher).toEqual({ name: 'Institute' });
    },
  ),
  behaviour('1.11', 'a single answer has all members in the order of the service', async (c) => {
    const { attributes, relationships } = (await c.get(c.seeded('findable'))).json.data;
    expect(Object.keys(attributes as object)).toEqual(
      'doi prefix suffix identifiers alternateIdentifiers creators titles publisher container publicationYear subjects contributors dates language types relatedIdentifiers relatedItems sizes formats version rightsList descriptions geoLocations fundingReferences xml url contentUrl metadataVersion schemaVersion source isActive state reason landingPage viewCount viewsOverTime downloadCount downloadsOverTime referenceCount citationCount citationsOverTime partCount partOfCount versionCount versionOfCount created registered published updated'.split(
        ' ',
      ),
    );
    expect(Object.keys(relationships as object)).toEqual(
      'client provider media references citations parts partOf versions versionOf'.split(' '),
    );
  }),
  behaviour('1.11', 'a list leaves the long members out, unless detail=true', async (c) => {
    const doi = c.seeded('findable');
    const long = [
      'xml',
      'prefix',
      'suffix',
      'alternateIdentifiers',
      'viewsOverTime',
      'downloadsOverTime',
      'citationsOverTime',
    ];
    const plain = (await c.send({ path: `/dois?ids=${doi}` })).json.data[0];
    expect(Object.keys(plain.attributes as object).filter((key) => long.includes(key))).toEqual([]);
    expect(Object.keys(plain.relationships as object)).toEqual(['client']);
    const detailed = (await c.send({ path: `/dois?ids=${doi}&detail=true` })).json.data[0];
    expect(Object.keys(detailed.attributes as object)).toEqual(expect.arrayContaining(long));
  }),
  behaviour(
    '1.11',
    'times have milliseconds in the single answer and none in the list',
    async (c) => {
      const doi = c.seeded('findable');
      expect((await c.get(doi)).json.data.attributes.created).toMatch(/\.000Z$/);
      expect((await c.send({ path: `/dois?ids=${doi}` })).json.data[0].attributes.created).toMatch(
        /\d\dZ$/,
      );
    },
  ),
  behaviour(
    '1.11',
    'a draft has no registration, and published is the issued date or the year',
    async (c) => {
      const draft = (await c.get(c.seeded('draft'))).json.data.attributes;
      expect({ registered: draft.registered, published: draft.published }).toEqual({
        registered: null,
        published: '2026',
      });
      const issued = (
        await c.get(c.seeded('draft', { dates: [{ date: '2020-05', dateType: 'Issued' }] }))
      ).json.data.attributes;
      expect(issued.published).toBe('2020-05');
    },
  ),
  behaviour('1.11', 'the landing page check is for insiders only', async (c) => {
    const doi = c.seeded('findable');
    await c.put(doi, { landingPage: { status: 200 } });
    expect((await c.get(doi)).json.data.attributes.landingPage).toEqual({ status: 200 });
    expect('landingPage' in (await c.get(doi, { as: null })).json.data.attributes).toBe(false);
  }),
  behaviour('1.11', 'include=client puts the repository beside the record', async (c) => {
    const answer = await c.get(`${c.seeded('findable')}?include=client,media`);
    expect(answer.json.included).toEqual([
      expect.objectContaining({ id: 'datacite.datacite', type: 'clients' }),
    ]);
  }),
  behaviour('1.2', 'a DOI is found in any case, and answered in lower case', async (c) => {
    const doi = c.seeded('findable');
    expect((await c.get(doi.toUpperCase())).json.data.id).toBe(doi);
  }),
  behaviour('1.2', 'a DOI is had as XML and as DataCite JSON', async (c) => {
    const doi = c.seeded('findable');
    const xml = await c.get(doi, { headers: { accept: 'application/vnd.datacite.datacite+xml' } });
    expect(xml.headers.get('content-type')).toBe('application/vnd.datacite.datacite+xml');
    expect(xml.text).toContain('<title>Coastal sediment cores</title>');
    const json = await c.send({ path: `/dois/application/vnd.datacite.datacite+json/${doi}` });
    expect(json.json).toMatchObject({ doi: doi.toUpperCase(), titles: minimal.titles });
  }),
  behaviour('1.2', 'get-url tells the stored address of a draft, 204 without one', async (c) => {
    expect((await c.get(`${c.seeded('draft')}/get-url`)).json).toEqual({ url: minimal.url });
    expect((await c.get(`${c.seeded('draft', { url: null })}/get-url`)).status).toBe(204);
  }),
  behaviour('1.2', 'get-dois lists what has a handle', async (c) => {
    const doi = c.seeded('registered');
    const draft = c.seeded('draft');
    const { dois } = (await c.send({ path: '/dois/get-dois' })).json;
    expect(dois).toContain(doi.toUpperCase());
    expect(dois).not.toContain(draft.toUpperCase());
  }),
  behaviour(
    '2.3',
    'activities tell who changed what, the newest first, without credentials',
    async (c) => {
      const doi = c.name();
      await c.post({ ...minimal, doi });
      await c.put(doi, { url: 'https://example.org/new', event: 'publish' });
      const { json } = await c.send({ path: `/dois/${doi}/activities`, as: null });
      expect(json.meta).toEqual({ total: 2, totalPages: 1, page: 1 });
      expect(json.data[0].attributes).toMatchObject({
        action: 'update',
        version: 2,
        'prov:wasAttributedTo': `${c.fixture.practice.url}/repositories/datacite.datacite`,
        changes: {
          url: [minimal.url, 'https://example.org/new'],
          aasm_state: ['draft', 'findable'],
        },
      });
      expect(json.data[1].attributes).toMatchObject({
        action: 'create',
        changes: { url: minimal.url, titles: minimal.titles },
      });
      const oldest = await c.send({ path: `/dois/${doi}/activities?sort=created&page[size]=1` });
      expect(oldest.json.data[0].attributes.action).toBe('create');
      expect(oldest.json.links.next).toContain('/activities?page%5Bnumber%5D=2');
    },
  ),
  behaviour('2.3', 'activities of a client and of all', async (c) => {
    await c.post({ doi: c.name() });
    expect(
      (await c.send({ path: '/clients/datacite.datacite/activities?page[size]=1' })).json.data,
    ).toHaveLength(1);
    expect((await c.send({ path: '/activities?page[size]=1' })).json.data).toHaveLength(1);
    expect((await c.send({ path: '/clients/other.other/activities' })).json.data).toHaveLength(0);
  }),
  behaviour('2.4', 'a write is seen at once by name and only later in the list', async (c) => {
    const { practice, clock } = c.fixture;
    practice.adjust({ lagMs: 5000 });
    try {
      const doi = c.name();
      await c.post({ ...minimal, doi });
      const listed = async (): Promise<number> =>
        (await c.send({ path: `/dois?ids=${doi}` })).json.data.length as number;
      expect((await c.get(doi)).status).toBe(200);
      expect(await listed()).toBe(0);
      expect((await c.send({ path: `/dois/${doi}/activities` })).json.data).toEqual([]);
      clock.advance(5001);
      expect(await listed()).toBe(1);
      await c.put(doi, { event: 'publish' });
      expect((await c.send({ path: `/dois?ids=${doi}` })).json.data[0].attributes.state).toBe(
        'draft',
      );
      await c.send({ method: 'DELETE', path: `/dois/${doi}` });
      clock.advance(5001);
      expect((await c.send({ path: `/dois?ids=${doi}` })).json.data[0].attributes.state).toBe(
        'findable',
      );
    } finally {
      practice.adjust({ lagMs: 0 });
    }
  }),
  behaviour('2.5', 'a repository tells its domains and whether it is active', async (c) => {
    const { json } = await c.send({ path: '/repositories/DATACITE.WILD', as: null });
    expect(json.data).toMatchObject({
      id: 'datacite.wild',
      type: 'repositories',
      attributes: {
        domains: '*.example.org,data.example.com',
        isActive: true,
        clientType: 'repository',
      },
    });
    expect(json.meta).toMatchObject({ prefixCount: 1 });
    expect('systemEmail' in json.data.attributes).toBe(false);
    expect(
      'systemEmail' in
        (await c.send({ path: '/repositories/datacite.datacite', as: owner })).json.data.attributes,
    ).toBe(true);
    expect((await c.send({ path: '/clients/datacite.sleep' })).json.data).toMatchObject({
      type: 'clients',
      attributes: { isActive: false },
    });
    expect((await c.send({ path: '/clients/nobody' })).status).toBe(404);
  }),
  behaviour('2.5', 'prefixes and their assignments are listed without credentials', async (c) => {
    const prefixes = (await c.send({ path: '/prefixes?client-id=other.other', as: null })).json;
    expect(prefixes.data).toEqual([expect.objectContaining({ id: '10.24425', type: 'prefixes' })]);
    const assignments = (await c.send({ path: '/client-prefixes?client-id=datacite.datacite' }))
      .json;
    expect(assignments.data[0].relationships.prefix.data).toEqual({
      id: '10.14454',
      type: 'prefixes',
    });
    expect((await c.send({ path: '/prefixes/10.14454' })).json.data.id).toBe('10.14454');
  }),
  behaviour('2.5', 'a member tells its repositories', async (c) => {
    const { json } = await c.send({ path: '/providers/datacite' });
    expect(json.data.relationships.clients.data).toContainEqual({
      id: 'datacite.wild',
      type: 'clients',
    });
  }),
  behaviour(
    '2.5',
    'the heartbeat says OK, / leads to the documentation, old ways are gone',
    async (c) => {
      const beat = await c.send({ path: '/heartbeat', as: null });
      expect({
        status: beat.status,
        text: beat.text,
        type: beat.headers.get('content-type'),
      }).toEqual({ status: 200, text: 'OK', type: 'text/plain' });
      expect((await c.send({ path: '/' })).status).toBe(301);
      for (const path of ['/works', '/members', '/data-centers'])
        expect((await c.send({ path })).status).toBe(410);
    },
  ),
];

export const readBehaviours: readonly Behaviour[] = answers;

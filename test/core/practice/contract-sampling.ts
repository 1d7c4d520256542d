/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import { behaviour, type Behaviour, type Contract } from './contract.ts';
import { a, b, cc, coast, d, e, lister, names, seedList } from './list-records.ts';
import type { TestResponse } from './practice-fixture.ts';

/** Snapshots, samples and facets of `GET /dois` (datacite.md 2.1). */
const ids = (answer: TestResponse): string[] =>
  (answer.json.data as { id: string }[]).map(({ id }) => id);

async function list(c: Contract, query: string): Promise<TestResponse> {
  seedList((seeds) => c.fixture.practice.seed(seeds));
  return c.send({ path: `/dois?client-id=${lister}&${query}` });
}

async function facet(c: Contract, name: string, query = ''): Promise<unknown> {
  return (await list(c, query)).json.meta[name];
}

const scrolling: readonly Behaviour[] = [
  behaviour(
    '2.1',
    'a scroll walks a snapshot to its end, whatever is written meanwhile',
    async (c) => {
      const first = await list(c, 'sort=name&page[scroll]=1m&page[size]=2');
      expect(Object.keys(first.json.meta as object)).toEqual(['total', 'scroll-id']);
      c.fixture.practice.seed([
        { doi: '10.14454/list-0', state: 'draft', clientId: lister, attributes: {} },
      ]);
      const seen = ids(first);
      let next = first.json.links.next as string | undefined;
      while (next !== undefined) {
        const answer = await c.send({ path: next.replace(c.fixture.practice.url, '') });
        seen.push(...ids(answer));
        expect(answer.json.meta.total).toBe(5);
        next = answer.json.links.next as string | undefined;
      }
      await c.send({
        method: 'DELETE',
        path: '/dois/10.14454/list-0',
        as: 'DATACITE.LISTS:secret',
      });
      expect(seen).toEqual(names);
    },
  ),
  behaviour('2.1', 'the next link of a scroll names the snapshot and nothing else', async (c) => {
    const { json } = await list(c, 'page[scroll]=1m&page[size]=2&affiliation=true');
    expect(Object.fromEntries(new URL(json.links.next as string).searchParams)).toEqual({
      'page[scroll]': '1m',
      'page[size]': '2',
      'scroll-id': json.meta['scroll-id'],
    });
  }),
  behaviour('2.1', 'a scroll that has expired is 404', async (c) => {
    const { json } = await list(c, 'page[scroll]=1m&page[size]=2');
    const id = json.meta['scroll-id'] as string;
    c.fixture.clock.advance(61_000);
    expect((await c.send({ path: `/dois?page[scroll]=1m&scroll-id=${id}` })).status).toBe(404);
  }),
  behaviour('2.1', 'every read of a scroll keeps it for as long again', async (c) => {
    const { json } = await list(c, 'page[scroll]=1m&page[size]=1');
    const path = `/dois?page[scroll]=1m&page[size]=1&scroll-id=${json.meta['scroll-id']}`;
    for (let round = 0; round < 3; round += 1) {
      c.fixture.clock.advance(50_000);
      expect((await c.send({ path })).status).toBe(200);
    }
  }),
  behaviour('2.1', 'a scroll that nobody opened is 404', async (c) => {
    expect((await c.send({ path: '/dois?page[scroll]=1m&scroll-id=nobody' })).status).toBe(404);
  }),
  behaviour('2.1', 'a scroll without a unit of time is 400 with an object', async (c) => {
    const answer = await c.send({ path: '/dois?page[scroll]=soon' });
    expect(answer.status).toBe(400);
    expect(answer.json.errors.title).toMatch(/failed to parse setting \[scroll\]/);
  }),
  behaviour('2.1', 'a scroll wins over a cursor', async (c) => {
    const { json } = await list(c, 'page[scroll]=1m&page[cursor]=1&page[size]=1&sort=-name');
    expect(json.data[0].id).toBe(e);
    expect(json.meta['scroll-id']).toBeTypeOf('string');
  }),
];

const sampling: readonly Behaviour[] = [
  behaviour('2.1', 'random gives the same records in an order that changes', async (c) => {
    const orders = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const found = ids(await list(c, 'random=true&sort=name'));
      expect(found.toSorted()).toEqual(names);
      orders.add(found.join());
    }
    expect(orders.size).toBeGreaterThan(1);
  }),
  behaviour('2.1', 'random counts all and gives a page', async (c) => {
    const answer = await list(c, 'random=true&page[size]=2');
    expect(ids(answer)).toHaveLength(2);
    expect({ ...answer.json.meta, ...{} }).toMatchObject({ total: 5, totalPages: 3, page: 1 });
  }),
  behaviour('2.1', 'random keeps to the filters', async (c) => {
    expect(ids(await list(c, 'random=true&state=draft'))).toEqual([d]);
  }),
  behaviour('2.1', 'random with a cursor is refused', async (c) => {
    expect((await list(c, 'random=true&page[cursor]=1')).status).toBe(400);
  }),
  behaviour(
    '2.1',
    'a sample takes one record of each group, the largest group first',
    async (c) => {
      const answer = await list(c, 'sample-group=resource-type&sort=name');
      expect(ids(answer)).toEqual([a, e]);
      expect(answer.json.meta).toMatchObject({ total: 2, totalPages: 1, page: 1 });
      expect(answer.json.links.next).toBeUndefined();
    },
  ),
  behaviour('2.1', 'a sample takes as many of each group as it is told', async (c) => {
    expect(ids(await list(c, 'sample-group=resource-type&sample=2&sort=name'))).toEqual([a, b, e]);
  }),
  behaviour('2.1', 'a sample by client and by provider', async (c) => {
    expect(ids(await list(c, 'sample-group=client&sort=name'))).toEqual([a]);
    expect(ids(await list(c, 'sample-group=data-center&sort=-name'))).toEqual([e]);
    expect(ids(await list(c, 'sample-group=provider&sample=2&sort=name'))).toEqual([a, b]);
  }),
  behaviour('2.1', 'sample without a group, and an unknown group, are ignored', async (c) => {
    expect(ids(await list(c, 'sample=1&sort=name'))).toEqual(names);
    expect(ids(await list(c, 'sample-group=colour&sort=name'))).toEqual(names);
  }),
  behaviour('2.1', 'a sample larger than the index permits is 400 with an object', async (c) => {
    const answer = await list(c, 'sample-group=client&sample=101');
    expect(answer.status).toBe(400);
    expect(answer.json.errors.title).toMatch(/Top hits result window is too large/);
  }),
];

const facets: readonly Behaviour[] = [
  behaviour('2.1', 'the facet of resource types has the id that filters and a title', async (c) => {
    expect(await facet(c, 'resourceTypes')).toEqual([
      { id: 'dataset', title: 'Dataset', count: 4 },
      { id: 'journal-article', title: 'Journal Article', count: 1 },
    ]);
  }),
  behaviour('2.1', 'the facets of years run from the newest', async (c) => {
    const { meta } = (await list(c, '')).json;
    const years = (name: string): string[] => (meta[name] as { id: string }[]).map(({ id }) => id);
    expect(years('created')).toEqual(['2025', '2024', '2023', '2022', '2021']);
    expect(years('published')).toEqual(['2025', '2024', '2023', '2022', '2021']);
    expect(years('registered')).toEqual(['2025', '2023', '2022', '2021']);
  }),
  behaviour('2.1', 'the facets of members and repositories carry names', async (c) => {
    const { meta } = (await list(c, '')).json;
    expect(meta.providers).toEqual([{ id: 'datacite', title: 'DATACITE', count: 5 }]);
    expect(meta.clients).toEqual([{ id: lister, title: 'Repository DATACITE.LISTS', count: 5 }]);
  }),
  behaviour('2.1', 'the facet of affiliations counts those with a ROR identifier', async (c) => {
    expect(await facet(c, 'affiliations')).toEqual([
      { id: 'ror.org/05gq02987', title: coast.name, count: 2 },
    ]);
  }),
  behaviour('2.1', 'the facet of prefixes', async (c) => {
    expect(await facet(c, 'prefixes')).toEqual([{ id: '10.14454', title: '10.14454', count: 5 }]);
  }),
  behaviour('2.1', 'the facet of licences', async (c) => {
    expect(await facet(c, 'licenses')).toEqual([{ id: 'cc-by-4.0', title: 'CC-BY-4.0', count: 1 }]);
  }),
  behaviour('2.1', 'the facet of schema versions has the number for its id', async (c) => {
    expect(await facet(c, 'schemaVersions')).toEqual([{ id: '4', title: 'Schema 4', count: 5 }]);
  }),
  behaviour('2.1', 'the facets of subjects and fields of science', async (c) => {
    expect(await facet(c, 'subjects')).toContainEqual({
      id: 'Ecology',
      title: 'Ecology',
      count: 1,
    });
    expect(await facet(c, 'fieldsOfScience')).toEqual([
      { id: 'biological_sciences', title: 'Biological sciences', count: 1 },
    ]);
  }),
  behaviour('2.1', 'the facet of languages', async (c) => {
    expect(await facet(c, 'languages')).toEqual([
      { id: 'en', title: 'English', count: 4 },
      { id: 'de', title: 'German', count: 1 },
    ]);
  }),
  behaviour('2.1', 'facets without values are absent', async (c) => {
    const { meta } = (await list(c, '')).json;
    for (const name of ['certificates', 'citations', 'views', 'downloads', 'linkChecksStatus'])
      expect(meta[name]).toBeUndefined();
  }),
  behaviour('2.1', 'facets count what a query and a filter leave', async (c) => {
    expect(await facet(c, 'states', 'query=publicationYear:2022')).toEqual([
      { id: 'findable', title: 'Findable', count: 1 },
    ]);
    expect(await facet(c, 'created', 'subject=Ecology')).toEqual([
      { id: '2023', title: '2023', count: 1 },
    ]);
  }),
  behaviour('2.1', 'facets count every page', async (c) => {
    expect(await facet(c, 'prefixes', 'page[size]=1&page[cursor]=1')).toEqual([
      { id: '10.14454', title: '10.14454', count: 5 },
    ]);
  }),
  behaviour('2.1', 'facets can be chosen, and a next link keeps the choice', async (c) => {
    const { json } = await list(c, 'facets=schema_versions,states&page[size]=2');
    expect(Object.keys(json.meta as object)).toEqual([
      'total',
      'totalPages',
      'page',
      'states',
      'schemaVersions',
    ]);
    expect(new URL(json.links.next as string).searchParams.get('facets')).toBe(
      'schema_versions,states',
    );
  }),
  behaviour('2.1', 'one DOI by id has no facets', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    expect((await c.send({ path: `/dois?id=${cc}` })).json.meta.states).toBeUndefined();
  }),
];

const alternatives: readonly Behaviour[] = [
  behaviour('2.1', 'an affiliation is an alternative to the client', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const query = 'client-id=nobody.here&affiliation-id=https://ror.org/05gq02987&sort=name';
    expect(ids(await c.send({ path: `/dois?${query}` }))).toEqual([a, b]);
  }),
  behaviour('2.1', 'has-affiliation, has-funder and funder-id are alternatives too', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const found = async (query: string): Promise<string[]> =>
      ids(await c.send({ path: `/dois?query=core&sort=name&${query}` }));
    expect(await found('has-funder=true')).toEqual([e]);
    expect(await found('funder-id=10.13039/501100001659')).toEqual([e]);
    expect(await found('has-affiliation=true&has-funder=true')).toEqual([a, b, e]);
    expect(await found('has-organization=true')).toEqual([]);
    expect(await found('has-funder=true&provider-id=nobody')).toEqual([e]);
  }),
];

export const samplingBehaviours: readonly Behaviour[] = [
  ...scrolling,
  ...sampling,
  ...facets,
  ...alternatives,
];

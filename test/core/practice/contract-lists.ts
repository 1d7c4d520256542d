/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment --
   answers are JSON of any shape; what is read of them is asserted */
import { expect } from 'vitest';
import { samplingBehaviours } from './contract-sampling.ts';
import { behaviour, type Behaviour } from './contract.ts';
import { a, b, cc, d, e, lister, names, seedList } from './list-records.ts';
import { minimal } from './practice-fixture.ts';

/** `GET /dois` (datacite.md 2.1). */
interface Listing {
  readonly title: string;
  readonly query: string;
  readonly expected: readonly string[];
}

const listings: readonly Listing[] = [
  { title: 'by client, the newest change first', query: '', expected: [e, d, cc, b, a] },
  { title: 'by state', query: '&state=findable', expected: [e, b, a] },
  { title: 'by several states', query: '&state=draft,registered', expected: [d, cc] },
  { title: 'by year of creation', query: '&created=2022', expected: [b] },
  { title: 'by a span of years', query: '&created=2024,2022', expected: [d, cc, b] },
  { title: 'by year of registration', query: '&registered=2021', expected: [a] },
  { title: 'by year of publication', query: '&published=2023', expected: [cc] },
  { title: 'by resource type', query: '&resource-type-id=journal-article', expected: [e] },
  { title: 'by schema version', query: '&schema-version=4', expected: [e, d, cc, b, a] },
  { title: 'by source', query: '&source=mds', expected: [d] },
  { title: 'by licence', query: '&license=cc-by-4.0', expected: [a] },
  { title: 'by subject', query: '&subject=Ecology', expected: [cc] },
  { title: 'by field of science', query: '&field-of-science=biological_sciences', expected: [cc] },
  { title: 'by prefix', query: '&prefix=10.14454,10.9999', expected: [e, d, cc, b, a] },
  { title: 'by who has an ORCID', query: '&has-person=true', expected: [d] },
  { title: 'by a person', query: '&user-id=orcid.org/0000-0002-1825-0097', expected: [d] },
  { title: 'by a link check that nobody made', query: '&link-check-status=404', expected: [] },
  { title: 'by nobody’s citations', query: '&has-citations=1', expected: [] },
  { title: 'by name', query: '&sort=name', expected: names },
  { title: 'by name, backwards', query: '&sort=-name', expected: [e, d, cc, b, a] },
  { title: 'by creation', query: '&sort=created', expected: names },
  { title: 'by title', query: '&sort=title', expected: names },
  {
    title: 'with the second page',
    query: '&sort=name&page[size]=2&page[number]=2',
    expected: [cc, d],
  },
  {
    title: 'with a cursor, in order of creation whatever sort says',
    query: '&sort=-name&page[cursor]=1&page[size]=2',
    expected: [a, b],
  },
  {
    title: 'with an unreadable cursor, from the beginning',
    query: '&page[cursor]=%21%21&page[size]=1',
    expected: [a],
  },
  { title: 'by a word of the title', query: '&query=number', expected: [e, d, cc, b, a] },
  { title: 'by two words, both of which must be there', query: '&query=core+3', expected: [d] },
  { title: 'by a phrase', query: '&query=%22core number 4%22', expected: [e] },
  { title: 'by a field', query: '&query=identifiers.identifier:"LOCAL-2"', expected: [cc] },
  {
    title: 'by who points at a DOI, in lower case',
    query: `&query=relatedIdentifiers.relatedIdentifier:"${a}"`,
    expected: [b],
  },
  { title: 'by state in the query', query: '&query=aasm_state:registered', expected: [cc] },
  { title: 'by a wildcard', query: '&query=url:*example.org/3*', expected: [d] },
  { title: 'by what is missing', query: '&query=-registered:*', expected: [d] },
  {
    title: 'by a range of years',
    query: '&query=publicationYear:[2022 TO 2023]',
    expected: [cc, b],
  },
  { title: 'by an open range', query: '&query=publicationYear:>=2024', expected: [e, d] },
  {
    title: 'by OR and parentheses',
    query: '&query=(publicationYear:2021 OR publicationYear:2025) AND core',
    expected: [e, a],
  },
  { title: 'by NOT', query: '&query=core NOT publicationYear:2021', expected: [e, d, cc, b] },
  {
    title: 'by time of update',
    query: '&query=updated:[2024-01-01T00:00:00Z TO *]',
    expected: [e, d],
  },
  {
    title: 'by time of update with a cursor',
    query: '&query=updated:[2024-01-01T00:00:00Z TO *]&page[cursor]=1',
    expected: [d, e],
  },
];

const lists = listings.map(({ title, query, expected }) =>
  behaviour('2.1', `lists ${title}`, async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const [path = '', text] = query.split('query=');
    const tail =
      text === undefined ? '' : `query=${text.split('&')[0] === undefined ? '' : encode(text)}`;
    const answer = await c.send({
      path: `/dois?client-id=${lister.toUpperCase()}&disable-facets=true${path}${tail}`,
    });
    expect(answer.status, answer.text).toBe(200);
    expect((answer.json.data as { id: string }[]).map(({ id }) => id)).toEqual(expected);
  }),
);

/** Encodes the query up to the next parameter. */
function encode(text: string): string {
  const [value = '', ...rest] = text.split('&page');
  const plain = decodeURIComponent(value.replaceAll('+', ' '));
  return [encodeURIComponent(plain), ...rest].join('&page');
}

const paging: readonly Behaviour[] = [
  behaviour(
    '2.1',
    'anonymous callers see findable DOIs only, whatever state they ask for',
    async (c) => {
      seedList((seeds) => c.fixture.practice.seed(seeds));
      const answer = await c.send({ path: `/dois?client-id=${lister}&state=draft`, as: null });
      expect((answer.json.data as { id: string }[]).map(({ id }) => id)).toEqual([e, b, a]);
    },
  ),
  behaviour('2.1', 'a repository login does not scope the list', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const answer = await c.send({ path: '/dois?page[size]=1000' });
    const clients = (
      answer.json.data as { relationships: { client: { data: { id: string } } } }[]
    ).map((row) => row.relationships.client.data.id);
    expect(new Set(clients).size).toBeGreaterThan(1);
  }),
  behaviour(
    '2.1',
    'ids reads a batch in any state, and ignores state, client and query',
    async (c) => {
      seedList((seeds) => c.fixture.practice.seed(seeds));
      const answer = await c.send({
        path: `/dois?ids=${d.toUpperCase()},${cc}&state=findable&client-id=other.other&query=nothing&sort=name`,
      });
      expect((answer.json.data as { id: string }[]).map(({ id }) => id)).toEqual([cc, d]);
    },
  ),
  behaviour('2.1', 'id reads one', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    expect((await c.send({ path: `/dois?id=${d}` })).json.data[0].id).toBe(d);
  }),
  behaviour(
    '2.1',
    'a cursor walks to the end, and a full last page has a next that is empty',
    async (c) => {
      seedList((seeds) => c.fixture.practice.seed(seeds));
      const seen: string[] = [];
      let path: string | undefined = `/dois?client-id=${lister}&page[cursor]=1&page[size]=5`;
      let pages = 0;
      while (path !== undefined) {
        const { json } = await c.send({ path });
        seen.push(...(json.data as { id: string }[]).map(({ id }) => id));
        path = (json.links.next as string | undefined)?.replace(c.fixture.practice.url, '');
        pages += 1;
      }
      expect({ seen, pages }).toEqual({ seen: names, pages: 2 });
    },
  ),
  behaviour('2.1', 'the next link keeps some filters and forgets state and sort', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const { json } = await c.send({
      path: `/dois?client-id=${lister}&state=findable,draft&sort=name&affiliation=true&page[size]=1`,
    });
    const next = new URL(json.links.next as string).searchParams;
    expect(Object.fromEntries(next)).toEqual({
      'client-id': lister,
      affiliation: 'true',
      'page[number]': '2',
      'page[size]': '1',
    });
  }),
  behaviour('2.1', 'the meta of a cursor has no page', async (c) => {
    const { json } = await c.send({
      path: '/dois?page[cursor]=1&page[size]=1&disable-facets=true',
    });
    expect(Object.keys(json.meta as object)).toEqual(['total', 'totalPages']);
  }),
  behaviour('2.1', 'size 0 gives the meta alone, no size gives 25', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const { json } = await c.send({ path: `/dois?client-id=${lister}&page[size]=0` });
    expect({ data: json.data, total: json.meta.total, pages: json.meta.totalPages }).toEqual({
      data: [],
      total: 5,
      pages: 0,
    });
    expect(json.links.next).toBeUndefined();
  }),
  behaviour('2.1', 'facets are counted unless disabled', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const { meta } = (await c.send({ path: `/dois?client-id=${lister}` })).json;
    expect(meta.states).toEqual([
      { id: 'findable', title: 'Findable', count: 3 },
      { id: 'draft', title: 'Draft', count: 1 },
      { id: 'registered', title: 'Registered', count: 1 },
    ]);
    expect(
      (await c.send({ path: `/dois?client-id=${lister}&disable-facets=true` })).json.meta.states,
    ).toBeUndefined();
  }),
  behaviour('2.1', 'sparse fields give what is named', async (c) => {
    const doi = c.seeded('draft');
    const { json } = await c.send({ path: `/dois?ids=${doi}&fields[dois]=doi,state,url` });
    expect(json.data[0].attributes).toEqual({ doi, url: minimal.url, state: 'draft' });
  }),
  behaviour('2.1', 'a query that cannot be read is 400 with an object', async (c) => {
    const answer = await c.send({ path: '/dois?query=title:[' });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 400,
      json: { errors: { title: 'Failed to parse query [title:[]' } },
    });
  }),
  behaviour('2.1', 'clients and providers are alternatives', async (c) => {
    seedList((seeds) => c.fixture.practice.seed(seeds));
    const { json } = await c.send({
      path: `/dois?client-id=${lister}&provider-id=nobody&disable-facets=true`,
    });
    expect(json.meta.total).toBe(5);
  }),
];

export const listBehaviours: readonly Behaviour[] = [...lists, ...paging, ...samplingBehaviours];

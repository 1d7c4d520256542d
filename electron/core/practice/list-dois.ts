import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { errorAnswer, jsonAnswer, type Answer } from './answer.ts';
import {
  indexOrder,
  noFilter,
  type FacetColumn,
  type IndexFilter,
  type IndexRange,
  type Span,
} from './index-table.ts';
import { readPage, totalPages, writeCursor, type Page } from './page.ts';
import { parseQuery, QuerySyntaxError } from './query-language.ts';
import { planQuery } from './query-match.ts';
import type { PracticeRecord } from './record.ts';
import { serialiseClient } from './repository-routes.ts';
import type { PracticeRequest, Query } from './request.ts';
import { serialiseRecord, type View } from './serialise-record.ts';
import type { World } from './world.ts';

/** What a list consists of: a range of the index and perhaps a test of each record. */
interface Selection {
  readonly range: IndexRange;
  readonly matches: ((record: PracticeRecord) => boolean) | null;
}

/** `GET /dois` from the lagging index (datacite.md 2.1). */
export function listDois(request: PracticeRequest, world: World): Answer {
  const { query } = request;
  const page = readPage(query);
  if (page.cursor !== null && query.get('random') !== null) {
    return errorAnswer(
      400,
      'Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other.',
    );
  }
  world.index.catchUp(world.clock.now());
  let selection: Selection;
  try {
    selection = select(request, page);
  } catch (cause) {
    if (!(cause instanceof QuerySyntaxError)) throw cause;
    return jsonAnswer(400, { errors: { title: cause.message } });
  }
  const { rows, total } = fetchRows(selection, page, world);
  const view = listView(request, world);
  const pages = totalPages(total, page);
  const isLast =
    rows.length < page.size || page.size === 0 || (page.cursor === null && page.number === pages);
  return jsonAnswer(200, {
    data: rows.map((record) => serialiseRecord(record, view)),
    meta: {
      total,
      totalPages: pages,
      ...(page.cursor === null && { page: page.number }),
      ...(total > 0 &&
        query.get('disable-facets') === null &&
        facets(selection.range.filter, world)),
    },
    links: {
      self: world.baseUrl + request.target,
      ...(!isLast && { next: nextLink(request, page, rows.at(-1), world) }),
    },
    ...included(request, rows, world),
  });
}

function listView(request: PracticeRequest, world: World): View {
  const { query } = request;
  return {
    world,
    caller: request.caller,
    affiliation: query.get('affiliation') === 'true',
    publisher: query.get('publisher') === 'true',
    detail: query.get('detail') === 'true',
    isList: true,
    fields: query.list('fields[dois]'),
  };
}

function select(request: PracticeRequest, page: Page): Selection {
  const { query, caller } = request;
  const after = page.cursor;
  const order = indexOrder(query.get('sort'));
  // A batch by name ignores state, owner and query, for anonymous callers too.
  const dois = query.list('id') ?? query.list('ids');
  if (dois !== null) {
    const filter = { ...noFilter, dois: dois.map((doi) => doi.toLowerCase()) };
    return { range: { filter, order, after }, matches: null };
  }
  const text = query.get('query');
  const plan = text === null ? { updated: null, matches: null } : planQuery(parseQuery(text));
  const lower = (name: string): readonly string[] | null =>
    query.list(name)?.map((value) => value.toLowerCase()) ?? null;
  const version = query.get('schema-version');
  const filter: IndexFilter = {
    ...noFilter,
    clients: lower('client-id'),
    providers: lower('provider-id'),
    prefixes: query.list('prefix'),
    states: caller.kind === 'account' ? query.list('state') : ['findable'],
    sources: query.list('source'),
    resourceTypes: lower('resource-type-id'),
    schemaVersion: version === null ? null : `http://datacite.org/schema/kernel-${version}`,
    created: yearSpan(query.list('created')),
    registered: yearSpan(query.list('registered')),
    updated: plan.updated,
    publishedYears: years(query.list('published')),
  };
  const tests = [plan.matches, ...memberTests(query)].filter((test) => test !== null);
  const matches =
    tests.length === 0 ? null : (record: PracticeRecord) => tests.every((test) => test(record));
  return { range: { filter, order, after }, matches };
}

/** `2022,2024` means from the smallest to the largest year. */
function years(values: readonly string[] | null): Span | null {
  const numbers = values?.map(Number).filter(Number.isInteger) ?? [];
  return numbers.length === 0 ? null : { from: Math.min(...numbers), to: Math.max(...numbers) };
}

function yearSpan(values: readonly string[] | null): Span | null {
  const span = years(values);
  return span === null ? null : { from: Date.UTC(span.from, 0), to: Date.UTC(span.to + 1, 0) - 1 };
}

type RecordTest = (record: PracticeRecord) => boolean;

/** Filters by members of the metadata, for which the index has no column. */
function memberTests(query: Query): (RecordTest | null)[] {
  const anyOf = (
    values: readonly string[] | null,
    key: string,
    member: string,
  ): RecordTest | null =>
    values === null
      ? null
      : (record) => membersOf(record.metadata[key], member).some((value) => values.includes(value));
  const fields = query.list('field-of-science')?.map((field) => {
    const label = field.replaceAll('_', ' ');
    return `FOS: ${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  });
  const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(query.get('user-id') ?? '')?.[0];
  const counts = [
    'citations',
    'references',
    'parts',
    'part-of',
    'versions',
    'version-of',
    'views',
    'downloads',
  ];
  const wantsCounts = counts.some(
    (name) => Number.parseInt(query.get(`has-${name}`) ?? '0', 10) > 0,
  );
  return [
    anyOf(query.list('license'), 'rightsList', 'rightsIdentifier'),
    anyOf(query.list('subject'), 'subjects', 'subject'),
    anyOf(fields ?? null, 'subjects', 'subject'),
    anyOf(query.list('resource-type'), 'types', 'resourceType'),
    orcid === undefined
      ? null
      : (record) =>
          JSON.stringify(record.metadata['creators'] ?? null).includes(
            `https://orcid.org/${orcid}"`,
          ),
    // Nobody cites practice records.
    wantsCounts ? () => false : null,
  ];
}

function membersOf(value: Json | undefined, member: string): string[] {
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  return list.flatMap((entry) => {
    const found = isJsonObject(entry) ? entry[member] : null;
    return typeof found === 'string' ? [found] : [];
  });
}

function fetchRows(
  selection: Selection,
  page: Page,
  world: World,
): { rows: PracticeRecord[]; total: number } {
  const { range, matches } = selection;
  const offset = page.cursor === null ? (page.number - 1) * page.size : 0;
  if (matches === null) {
    return {
      rows: page.size === 0 ? [] : world.index.page(range, offset, page.size),
      total: world.index.count(range.filter),
    };
  }
  const rows: PracticeRecord[] = [];
  let total = 0;
  for (const record of world.index.each({ ...range, after: null })) {
    if (!matches(record)) continue;
    if (total >= offset && rows.length < page.size) rows.push(record);
    total += 1;
  }
  return { rows: page.cursor === null ? rows : rowsBehindCursor(selection, page, world), total };
}

/** The next matching rows in the order of the cursor. */
function rowsBehindCursor(
  { range, matches }: Selection,
  page: Page,
  world: World,
): PracticeRecord[] {
  const rows: PracticeRecord[] = [];
  if (page.size === 0) return rows;
  for (const record of world.index.each(range)) {
    if (matches?.(record) === true && rows.push(record) >= page.size) break;
  }
  return rows;
}

const facetNames: readonly FacetColumn[] = [
  'states',
  'resourceTypes',
  'created',
  'published',
  'registered',
  'providers',
  'clients',
  'prefixes',
  'schemaVersions',
];

/** The facets that follow from the practice repository's own columns; the service knows more. */
function facets(filter: IndexFilter, world: World): JsonObject {
  const titleOf = (name: FacetColumn, value: string): string => {
    if (name === 'states') return value.charAt(0).toUpperCase() + value.slice(1);
    if (name === 'schemaVersions') return `Schema ${value.split('-').at(-1) ?? ''}`;
    return value;
  };
  return Object.fromEntries(
    facetNames
      .map(
        (name) =>
          [
            name,
            world.index
              .facet(name, filter)
              .map(({ value, count }) => ({ id: value, title: titleOf(name, value), count })),
          ] as const,
      )
      .filter(([, values]) => values.length > 0),
  );
}

/** What `links.next` carries on. The others, `state` and `sort` among them, are forgotten there. */
const kept = [
  'query',
  'provider-id',
  'consortium-id',
  'client-id',
  'funder-id',
  'affiliation-id',
  'resource-type-id',
  'prefix',
  'certificate',
  'published',
  'created',
  'registered',
  ...[
    'citations',
    'references',
    'parts',
    'part-of',
    'versions',
    'version-of',
    'views',
    'downloads',
    'person',
    'affiliation',
    'funder',
  ].map((name) => `has-${name}`),
  'disable-facets',
  'facets',
  'detail',
  'composite',
  'affiliation',
  'publisher',
  'fields[dois]',
  'funded_by',
  'affiliation-country',
];

function nextLink(
  request: PracticeRequest,
  page: Page,
  last: PracticeRecord | undefined,
  world: World,
): string {
  const parameters = new URLSearchParams();
  for (const name of kept) {
    const value = request.query.get(name);
    if (value !== null) parameters.set(name, value);
  }
  if (page.cursor === null) parameters.set('page[number]', String(page.number + 1));
  else if (last !== undefined)
    parameters.set('page[cursor]', writeCursor(last.createdMs, last.doi));
  parameters.set('page[size]', String(page.size));
  parameters.sort();
  return `${world.baseUrl}/dois?${parameters.toString()}`;
}

/** `include=client` puts the repositories of the page beside it; there are no media to include. */
export function included(
  request: PracticeRequest,
  rows: readonly PracticeRecord[],
  world: World,
): JsonObject {
  if (request.query.list('include')?.includes('client') !== true) return {};
  const clients = new Set(rows.map((record) => record.clientId));
  const known = [...clients]
    .map((id) => world.accounts.byClient(id))
    .filter((account) => account !== null);
  return {
    included: known.map((account) => serialiseClient(account, 'clients', request.caller, world)),
  };
}

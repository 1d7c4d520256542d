import type { Database } from '../sqlite/database.ts';
import { isJsonObject, type Json } from '#shared/support/json.ts';
import { prefixOf, publishedOf, type PracticeRecord } from './record.ts';

/** What a list may ask of the index; every list of values is an alternative, null is no condition. */
export interface IndexFilter {
  readonly dois: readonly string[] | null;
  readonly clients: readonly string[] | null;
  /** The service ORs clients and providers: one `should` clause (datacite.md 2.1). */
  readonly providers: readonly string[] | null;
  readonly prefixes: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly sources: readonly string[] | null;
  readonly resourceTypes: readonly string[] | null;
  readonly schemaVersion: string | null;
  readonly created: Span | null;
  readonly registered: Span | null;
  readonly updated: Span | null;
  readonly publishedYears: Span | null;
}

/** Both ends included; milliseconds, or years for `publishedYears`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const noFilter: IndexFilter = {
  dois: null,
  clients: null,
  providers: null,
  prefixes: null,
  states: null,
  sources: null,
  resourceTypes: null,
  schemaVersion: null,
  created: null,
  registered: null,
  updated: null,
  publishedYears: null,
};

/** The orders that `sort` knows; `relevance` and the counts fall back to the newest first. */
const orders = {
  name: 'doi',
  '-name': 'doi desc',
  created: 'created_ms, doi',
  '-created': 'created_ms desc, doi',
  updated: 'updated_ms, doi',
  '-updated': 'updated_ms desc, doi',
  published: 'published_year, doi',
  '-published': 'published_year desc, doi',
  title: 'title, doi',
  '-title': 'title desc, doi',
} as const;

export type IndexOrder = keyof typeof orders;

export function indexOrder(sort: string | null): IndexOrder {
  return sort !== null && Object.hasOwn(orders, sort) ? (sort as IndexOrder) : '-updated';
}

export interface IndexRange {
  readonly filter: IndexFilter;
  readonly order: IndexOrder;
  /** Only rows behind this place, in the order of creation; overrides `order`. */
  readonly after: { readonly createdMs: number; readonly doi: string } | null;
}

/** The service's search index: a copy of each record as it was when it was indexed. */
export interface IndexTable {
  /** Remembers that a record must be indexed anew, `lagMs` from now. */
  expect(doi: string, nowMs: number): void;
  /** Takes over what is due. Called before every read of the index. */
  catchUp(nowMs: number): void;
  count(filter: IndexFilter): number;
  page(range: IndexRange, offset: number, limit: number): PracticeRecord[];
  each(range: IndexRange): Iterable<PracticeRecord>;
}

/** One condition for each member of a filter; the values are bound, lists as JSON. */
const conditions: Readonly<Record<Exclude<keyof IndexFilter, 'clients' | 'providers'>, string>> = {
  dois: 'doi in (select value from json_each(@dois))',
  prefixes: 'prefix in (select value from json_each(@prefixes))',
  states: 'state in (select value from json_each(@states))',
  sources: 'source in (select value from json_each(@sources))',
  resourceTypes: 'resource_type in (select value from json_each(@resourceTypes))',
  schemaVersion: 'schema_version = @schemaVersion',
  created: 'created_ms between @createdFrom and @createdTo',
  registered: 'registered_ms between @registeredFrom and @registeredTo',
  updated: 'updated_ms between @updatedFrom and @updatedTo',
  publishedYears: 'published_year between @publishedYearsFrom and @publishedYearsTo',
};

type Bindings = Record<string, string | number>;

/** SQL text and bound values of a filter. The text is put together from the constants above only. */
function where(filter: IndexFilter, after: IndexRange['after']): { sql: string; bound: Bindings } {
  const parts: string[] = [];
  const bound: Bindings = {};
  for (const [name, condition] of Object.entries(conditions)) {
    const value = filter[name as keyof typeof conditions];
    if (value === null) continue;
    parts.push(condition);
    if (typeof value === 'string') bound[name] = value;
    else if ('from' in value)
      Object.assign(bound, { [`${name}From`]: value.from, [`${name}To`]: value.to });
    else bound[name] = JSON.stringify(value);
  }
  const owners: string[] = [];
  if (filter.clients !== null) {
    owners.push('client_id in (select value from json_each(@clients))');
    bound['clients'] = JSON.stringify(filter.clients);
  }
  if (filter.providers !== null) {
    owners.push('provider_id in (select value from json_each(@providers))');
    bound['providers'] = JSON.stringify(filter.providers);
  }
  if (owners.length > 0) parts.push(`(${owners.join(' or ')})`);
  if (after !== null) {
    parts.push('(created_ms, doi) > (@afterMs, @afterDoi)');
    Object.assign(bound, { afterMs: after.createdMs, afterDoi: after.doi });
  }
  return { sql: parts.length === 0 ? '' : ` where ${parts.join(' and ')}`, bound };
}

export interface IndexOptions {
  readonly providerOf: (clientId: string) => string;
  readonly find: (doi: string) => PracticeRecord | null;
  readonly lagMs: () => number;
}

const putRow = `insert or replace into listed values (@doi, @client_id, @provider_id, @prefix,
    @state, @source, @schema_version, @resource_type, @title, @published_year, @created_ms,
    @registered_ms, @updated_ms, @row_json)`;

const expectRow =
  'insert into pending values (?, ?) on conflict (doi) do update set due_ms = excluded.due_ms';

export function openIndexTable(db: Database, options: IndexOptions): IndexTable {
  const take = (doi: string): void => {
    const record = options.find(doi);
    if (record === null) db.run('delete from listed where doi = ?', doi);
    else db.run(putRow, toIndexRow(record, options.providerOf(record.clientId)));
    db.run('delete from pending where doi = ?', doi);
  };
  const select = (range: IndexRange): { sql: string; bound: Bindings } => {
    const { sql, bound } = where(range.filter, range.after);
    const order = range.after === null ? orders[range.order] : orders.created;
    return { sql: `select row_json from listed${sql} order by ${order}`, bound };
  };
  const parse = (row: { readonly row_json: string }): PracticeRecord =>
    JSON.parse(row.row_json) as PracticeRecord;
  return {
    expect: (doi, nowMs) => void db.run(expectRow, doi, nowMs + options.lagMs()),
    catchUp(nowMs) {
      const due = db.all<{ doi: string }>('select doi from pending where due_ms <= ?', nowMs);
      if (due.length === 0) return;
      db.transaction(() => {
        for (const { doi } of due) take(doi);
      });
    },
    count(filter) {
      const { sql, bound } = where(filter, null);
      return db.get<{ n: number }>(`select count(*) as n from listed${sql}`, bound)?.n ?? 0;
    },
    page(range, offset, limit) {
      const { sql, bound } = select(range);
      const limited = `${sql} limit @limit offset @offset`;
      return db.all<{ row_json: string }>(limited, { ...bound, limit, offset }).map(parse);
    },
    *each(range) {
      const { sql, bound } = select(range);
      for (const row of db.iterate<{ row_json: string }>(sql, bound)) yield parse(row);
    },
  };
}

function toIndexRow(record: PracticeRecord, providerId: string) {
  const { metadata } = record;
  const published = publishedOf(metadata);
  const year = published === null ? NaN : Number(published.slice(0, 4));
  return {
    doi: record.doi,
    client_id: record.clientId,
    provider_id: providerId,
    prefix: prefixOf(record.doi),
    state: record.state,
    source: record.source,
    schema_version: record.schemaVersion,
    resource_type: resourceTypeId(metadata['types']),
    title: firstTitle(metadata['titles']),
    published_year: Number.isInteger(year) ? year : null,
    created_ms: record.createdMs,
    registered_ms: record.registeredMs,
    updated_ms: record.updatedMs,
    row_json: JSON.stringify(record),
  };
}

/** `JournalArticle` -> `journal-article`, the form that `resource-type-id` filters by. */
export function resourceTypeId(types: Json | undefined): string | null {
  const general = isJsonObject(types) ? types['resourceTypeGeneral'] : null;
  if (typeof general !== 'string') return null;
  return general.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

function firstTitle(titles: Json | undefined): string {
  const first: unknown = Array.isArray(titles) ? titles[0] : null;
  const title = isJsonObject(first) ? first['title'] : null;
  return typeof title === 'string' ? title : '';
}

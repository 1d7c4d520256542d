import {
  indexOrder,
  noFilter,
  type IndexFilter,
  type IndexRange,
  type Span,
} from './index-table.ts';
import { memberTests, ownerTests, type RecordTest } from './list-filters.ts';
import type { Page } from './page.ts';
import { parseQuery } from './query-language.ts';
import { planQuery } from './query-match.ts';
import type { PracticeRecord } from './record.ts';
import type { PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** What a list consists of: a range of the index and perhaps a test of each record. */
export interface Selection {
  readonly range: IndexRange;
  readonly matches: RecordTest | null;
  /** `ids` reads by name: ignores state, owner and query, and knows neither scrolls nor samples. */
  readonly isByName: boolean;
}

/** Throws `QuerySyntaxError` on a query that cannot be read. */
export function select(request: PracticeRequest, page: Page, world: World): Selection {
  const { query, caller } = request;
  const after = page.cursor;
  const order = indexOrder(query.get('sort'));
  // A batch by name ignores state, owner and query, for anonymous callers too.
  const dois = query.list('id') ?? query.list('ids');
  if (dois !== null) {
    const filter = { ...noFilter, dois: dois.map((doi) => doi.toLowerCase()) };
    return { range: { filter, order, after }, matches: null, isByName: true };
  }
  const text = query.get('query');
  const plan = text === null ? { updated: null, matches: null } : planQuery(parseQuery(text));
  const lower = (name: string): readonly string[] | null =>
    query.list(name)?.map((value) => value.toLowerCase()) ?? null;
  const version = query.get('schema-version');
  const clients = lower('client-id');
  const providers = lower('provider-id');
  const owners = ownerTests(query);
  const filter: IndexFilter = {
    ...noFilter,
    // The index can answer for owners only as long as nothing else is an alternative to them.
    clients: owners.length === 0 ? clients : null,
    providers: owners.length === 0 ? providers : null,
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
  const belongs = (record: PracticeRecord): boolean =>
    (clients?.includes(record.clientId) ?? false) ||
    (providers?.includes(world.accounts.providerOf(record.clientId)) ?? false) ||
    owners.some((test) => test(record));
  const tests = [
    ...(owners.length > 0 ? [belongs] : []),
    ...(plan.matches === null ? [] : [plan.matches]),
    ...memberTests(query),
  ];
  const matches =
    tests.length === 0 ? null : (record: PracticeRecord) => tests.every((test) => test(record));
  return { range: { filter, order, after }, matches, isByName: false };
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

/** Every selected record in the order asked for; the place of a cursor is left out of account. */
export function* selected(
  { range, matches }: Selection,
  world: World,
): Generator<PracticeRecord, void, undefined> {
  for (const record of world.index.each({ ...range, after: null })) {
    if (matches === null || matches(record)) yield record;
  }
}

/** The rows of one page, and how many there are on all of them. */
export function fetchRows(
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
  for (const record of selected(selection, world)) {
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

import type { JsonObject } from '#shared/support/json.ts';
import { errorAnswer, jsonAnswer, refuse, type Answer } from './answer.ts';
import { facetsOf } from './list-facets.ts';
import { nextLink, scrollLink } from './list-links.ts';
import { sampleGroup, sampleRecords, shuffled } from './list-sample.ts';
import { fetchRows, select, selected, type Selection } from './list-selection.ts';
import { readPage, totalPages, type Page } from './page.ts';
import { QuerySyntaxError } from './query-language.ts';
import type { PracticeRecord } from './record.ts';
import { serialiseClient } from './repository-routes.ts';
import type { PracticeRequest } from './request.ts';
import { serialiseRecord, type View } from './serialise-record.ts';
import type { World } from './world.ts';

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
    selection = select(request, page, world);
  } catch (cause) {
    if (!(cause instanceof QuerySyntaxError)) throw cause;
    return jsonAnswer(400, { errors: { title: cause.message } });
  }
  if (page.scroll !== null && !selection.isByName)
    return scrollDois(request, page.scroll, selection, world);
  return pageOfDois(request, page, selection, world);
}

function pageOfDois(
  request: PracticeRequest,
  page: Page,
  selection: Selection,
  world: World,
): Answer {
  const { query } = request;
  const { rows, total, pages } = rowsOf(request, page, selection, world);
  const view = listView(request, world);
  const isLast =
    rows.length < page.size || page.size === 0 || (page.cursor === null && page.number === pages);
  const hasFacets = total > 0 && query.get('disable-facets') === null && query.get('id') === null;
  return jsonAnswer(200, {
    data: rows.map((record) => serialiseRecord(record, view)),
    meta: {
      total,
      totalPages: pages,
      ...(page.cursor === null && { page: page.number }),
      ...(hasFacets && facetsOf(selected(selection, world), query.list('facets'), world)),
    },
    links: {
      self: world.baseUrl + request.target,
      ...(!isLast && { next: nextLink(request, page, rows.at(-1), world) }),
    },
    ...included(request, rows, world),
  });
}

interface Rows {
  readonly rows: readonly PracticeRecord[];
  readonly total: number;
  readonly pages: number;
}

function rowsOf({ query }: PracticeRequest, page: Page, selection: Selection, world: World): Rows {
  const groupOf = selection.isByName ? null : sampleGroup(query);
  if (groupOf !== null) {
    // A grouped sample comes in one piece, whatever page is asked for.
    const rows = sampleRecords(inOrder(query, selection, world), groupOf, query, world);
    return { rows, total: rows.length, pages: 1 };
  }
  if (query.get('random') !== null && !selection.isByName) {
    const all = inOrder(query, selection, world);
    const from = (page.number - 1) * page.size;
    const rows = all.slice(from, from + page.size);
    return { rows, total: all.length, pages: totalPages(all.length, page) };
  }
  const { rows, total } = fetchRows(selection, page, world);
  return { rows, total, pages: totalPages(total, page) };
}

/** All selected records in the order of `sort`, or in a random one. */
function inOrder(
  query: PracticeRequest['query'],
  selection: Selection,
  world: World,
): PracticeRecord[] {
  const records = selected(selection, world);
  return query.get('random') === null ? [...records] : shuffled(records, world.randomBytes);
}

/** `page[scroll]=1m`: a snapshot, read part by part; every other parameter counts on opening it only. */
function scrollDois(
  request: PracticeRequest,
  keepAlive: string,
  selection: Selection,
  world: World,
): Answer {
  const { query } = request;
  const { size } = readPage(query);
  const id = query.get('scroll-id');
  const part =
    id === null
      ? world.scrolls.open(inOrder(query, selection, world), size, keepAlive)
      : (world.scrolls.next(id, keepAlive) ?? refuse(404));
  const view = listView(request, world);
  const isLast = part.rows.length < size || size === 0;
  return jsonAnswer(200, {
    data: part.rows.map((record) => serialiseRecord(record, view)),
    meta: { total: part.total, 'scroll-id': part.id },
    links: {
      self: world.baseUrl + request.target,
      ...(!isLast && { next: scrollLink(part.id, keepAlive, size, world) }),
    },
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

import type { RecordFilter } from '#shared/contract/records.ts';
import type { recordSort } from '#shared/contract/records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilterTests } from './filter-tests.ts';
import { filterTests } from './filter-tests.ts';
import type { RecordColumns } from './record-columns.ts';
import { createRecordColumns, states, syncStates } from './record-columns.ts';
import { searchRecords } from './search-text.ts';

export type RecordSort = (typeof recordSort.options)[number];

export interface Order {
  readonly sort: RecordSort;
  readonly descending: boolean;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}
export type FacetName = 'state' | 'type' | 'year' | 'sync' | 'collection' | 'findingCode';

/**
 * Views of the ledger's records: a filter and an order, as the array of ids that they give. Made once,
 * kept for the last few, dropped when a record is written. Any page is a slice of one, and the total is
 * exact.
 */
export interface RecordViews {
  /** Ids in order; by DOI unless told. Do not change the array. */
  idsOf(filter: RecordFilter, order?: Order): Int32Array;
  /** DOIs of a filter, for a selection of thousands. */
  doisOf(filter: RecordFilter): string[];
  /**
   * Counts of each value, over the records that the other parts of the filter leave: the counts beside
   * a box that is ticked say what ticking its neighbour would add.
   */
  facets(filter: RecordFilter): Record<FacetName, FacetCount[]>;
}

/** Orders, searches, views and counts kept: a list, where one came from, and back. 4 bytes a record each. */
const keptLimit = 24;
const facetLimit = 200;
const byDoi: Order = { sort: 'doi', descending: false };

const ofLedger = new WeakMap<Ledger, RecordViews>();

/** The views of a ledger; the same ones for everybody who asks. */
export function recordViews(ledger: Ledger): RecordViews {
  const known = ofLedger.get(ledger);
  if (known !== undefined) return known;
  const views = createRecordViews(ledger);
  ofLedger.set(ledger, views);
  return views;
}

function createRecordViews(ledger: Ledger): RecordViews {
  const columns = createRecordColumns(ledger);
  const cache = createCache(columns);

  const inOrder = (sort: RecordSort): Int32Array =>
    cache(`order ${sort}`, () => orderedIds(ledger, columns, sort));
  const hits = (filter: RecordFilter): Uint8Array | null =>
    filter.text === undefined
      ? null
      : cache(`search ${filter.text}`, () =>
          marked(columns, searchRecords(ledger, filter.text ?? '')),
        );

  const idsOf = (filter: RecordFilter, order = byDoi): Int32Array => {
    columns.refresh();
    return cache(`view ${JSON.stringify([filter, order])}`, () => {
      const tests = Object.values(filterTests(columns, filter));
      const found = hits(filter);
      const ids = inOrder(order.sort).filter(
        (id) => (found === null || found[id] === 1) && tests.every((test) => test(id)),
      );
      return order.descending ? ids.reverse() : ids;
    });
  };
  return {
    idsOf,
    doisOf: (filter) =>
      ledger.db
        .all<{ doi: string }>(
          `select doi from json_each(?) join record on record.id = json_each.value order by json_each.key`,
          JSON.stringify([...idsOf(filter)]),
        )
        .map(({ doi }) => doi),
    facets(filter) {
      columns.refresh();
      return cache(`facets ${JSON.stringify(filter)}`, () =>
        countFacets(columns, filterTests(columns, filter), hits(filter)),
      );
    },
  };
}

/** Keeps what was computed until a record is written; the one that was used longest ago goes first. */
function createCache(columns: RecordColumns): <T>(key: string, make: () => T) => T {
  const kept = new Map<string, unknown>();
  let version = -1;
  return <T>(key: string, make: () => T): T => {
    if (version !== columns.version) {
      kept.clear();
      version = columns.version;
    }
    const value = kept.has(key) ? (kept.get(key) as T) : make();
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptLimit) break;
      kept.delete(oldest);
    }
    return value;
  };
}

function marked(columns: RecordColumns, ids: Iterable<number> | null): Uint8Array | null {
  if (ids === null) return null;
  const marks = new Uint8Array(columns.maxId + 1);
  for (const id of ids) marks[id] = 1;
  return marks;
}

/** Ids of all present records in ascending order; equal keys stay in the order of their ids. */
function orderedIds(ledger: Ledger, columns: RecordColumns, sort: RecordSort): Int32Array {
  switch (sort) {
    case 'updated':
      return byIndex(ledger, columns, 'select id from record order by updated_at, id');
    case 'title':
      return byIndex(ledger, columns, 'select id from record order by title_sort, id');
    case 'doi':
      return byIndex(ledger, columns, 'select id from record order by doi');
    case 'state':
      return byKey(columns, columns.state, states.length);
    case 'sync':
      return byKey(columns, columns.sync, syncStates.length);
    case 'year':
      return byKey(columns, columns.year, 10_000);
    case 'type': {
      const { texts } = columns.types;
      const rank = new Uint16Array(texts.length);
      [...texts.keys()]
        .sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1))
        .forEach((number, position) => (rank[number] = position));
      return byKey(
        columns,
        columns.type.map((number) => rank[number] ?? 0),
        texts.length,
      );
    }
    case 'findings':
      return byFindings(columns);
  }
}

function byIndex(ledger: Ledger, columns: RecordColumns, sql: string): Int32Array {
  const ids = new Int32Array(columns.maxId + 1);
  let count = 0;
  for (const [id] of ledger.db.scan<readonly [number]>(sql)) {
    if (columns.present[id] === 1) ids[count++] = id;
  }
  return ids.subarray(0, count);
}

/** A counting sort: keys are small whole numbers below `keyCount`. */
function byKey(columns: RecordColumns, keys: ArrayLike<number>, keyCount: number): Int32Array {
  const { present, maxId } = columns;
  // Behind each key, where the next id of that key goes.
  const places = new Int32Array(keyCount + 1);
  for (let id = 1; id <= maxId; id += 1) {
    if (present[id] === 1) add(places, (keys[id] ?? 0) + 1, 1);
  }
  for (let key = 1; key <= keyCount; key += 1) add(places, key, places[key - 1] ?? 0);
  const ids = new Int32Array(places[keyCount] ?? 0);
  for (let id = 1; id <= maxId; id += 1) {
    if (present[id] !== 1) continue;
    const key = keys[id] ?? 0;
    ids[places[key] ?? 0] = id;
    add(places, key, 1);
  }
  return ids;
}

function add(array: Int32Array, index: number, amount: number): void {
  array[index] = (array[index] ?? 0) + amount;
}

/** Fewest errors first, then fewest warnings, then fewest hints. */
function byFindings({ present, maxId, errors, warnings, hints }: RecordColumns): Int32Array {
  const ids = Int32Array.from({ length: maxId }, (_, index) => index + 1).filter(
    (id) => present[id] === 1,
  );
  const weight = (id: number): number =>
    ((errors[id] ?? 0) * 65_536 + (warnings[id] ?? 0)) * 65_536 + (hints[id] ?? 0);
  return ids.sort((a, b) => weight(a) - weight(b) || a - b);
}

function countFacets(
  columns: RecordColumns,
  tests: FilterTests,
  hits: Uint8Array | null,
): Record<FacetName, FacetCount[]> {
  const counts = {
    state: new Map<number, number>(),
    type: new Map<number, number>(),
    year: new Map<number, number>(),
    sync: new Map<number, number>(),
    collection: new Map<number, number>(),
    findingCode: new Map<number, number>(),
  } satisfies Record<FacetName, Map<number, number>>;
  const keys = {
    state: columns.state,
    type: columns.type,
    year: columns.year,
    sync: columns.sync,
    collection: columns.collection,
    findingCode: columns.codeSet,
  } satisfies Record<FacetName, ArrayLike<number>>;
  const names = Object.keys(counts) as FacetName[];
  const parts = Object.entries(tests);

  for (let id = 1; id <= columns.maxId; id += 1) {
    if (columns.present[id] !== 1 || (hits !== null && hits[id] !== 1)) continue;
    const failed = parts.filter(([, test]) => !test(id));
    if (failed.length > 1) continue;
    const only = failed[0]?.[0];
    for (const name of only === undefined ? names : names.filter((each) => each === only)) {
      const key = keys[name][id] ?? 0;
      counts[name].set(key, (counts[name].get(key) ?? 0) + 1);
    }
  }
  const bySize = (named: Iterable<readonly [string, number]>): FacetCount[] =>
    [...named]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, facetLimit);
  const inListOrder = (list: readonly string[], found: Map<number, number>): FacetCount[] =>
    list.flatMap((value, key) => {
      const count = found.get(key);
      return count === undefined ? [] : [{ value, count }];
    });
  const withoutNone = (found: Map<number, number>): (readonly [number, number])[] =>
    [...found].filter(([key]) => key !== 0);
  return {
    state: inListOrder(states, counts.state),
    sync: inListOrder(syncStates, counts.sync),
    type: bySize(withoutNone(counts.type).map(([key, n]) => [columns.types.texts[key] ?? '', n])),
    year: bySize(withoutNone(counts.year).map(([key, n]) => [String(key), n])),
    collection: bySize(withoutNone(counts.collection).map(([key, n]) => [String(key), n])),
    findingCode: bySize(perCode(columns, counts.findingCode)),
  };
}

function perCode(columns: RecordColumns, perSet: Map<number, number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [set, count] of perSet) {
    for (const code of columns.codeSets[set] ?? []) {
      counts.set(code, (counts.get(code) ?? 0) + count);
    }
  }
  return counts;
}

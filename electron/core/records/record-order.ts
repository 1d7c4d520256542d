import { propertyKey, parsePropertyPath } from '#shared/query/property-path.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SqlValue } from '../sqlite/database.ts';
import { firstOfRecord } from './properties/value-lists.ts';
import type { RecordProperties } from './properties/record-properties.ts';
import { hasMark, marksOfIds } from './marks.ts';
import type { RecordColumns } from './record-columns.ts';
import { states, syncStates } from './column-rows.ts';

/** More written records than this, and an order is made anew. */
const patchLimit = 200;

/** The columns of the ledger that an order follows through an index. */
const indexed: Readonly<Record<string, { readonly column: string; readonly sql: string }>> = {
  updated: { column: 'updated_at', sql: 'select id from record order by updated_at, id' },
  title: { column: 'title_sort', sql: 'select id from record order by title_sort, id' },
  doi: { column: 'doi', sql: 'select id from record order by doi' },
};

/** The property that an order `property:PATH` sorts by, or null. */
export function propertyOfSort(sort: string): string | null {
  if (!sort.startsWith('property:')) return null;
  const steps = parsePropertyPath(sort.slice('property:'.length));
  return steps === null ? null : propertyKey(steps);
}

/** Ids of all present records in ascending order; equal keys stay in the order of their ids. */
export function orderOf({ ledger, columns, properties }: OrderSources, sort: string): Int32Array {
  const { sql } = indexed[sort] ?? {};
  if (sql !== undefined) return byIndex(ledger, columns, sql);
  const property = propertyOfSort(sort);
  if (property !== null) return byProperty(columns, properties, property);
  switch (sort) {
    case 'state':
      return byKey(columns, columns.state, states.length);
    case 'sync':
      return byKey(columns, columns.sync, syncStates.length);
    case 'year':
      return byKey(columns, columns.year, 10_000);
    case 'type':
      return byText(columns, columns.type, columns.types.texts);
    case 'publisher':
      return byText(columns, columns.publisher, columns.publishers.texts);
    case 'creators':
      return byProperty(columns, properties, 'creators.name');
    case 'findings':
      // Fewest errors first, then fewest warnings, then fewest hints: a stable sort by each, last first.
      return (
        [columns.hints, columns.warnings, columns.errors].reduce<Int32Array | null>(
          (ids, counts) => byKey(columns, counts, 0x1_0000, ids),
          null,
        ) ?? new Int32Array(0)
      );
    default:
      return byKey(columns, columns.present, 2);
  }
}

export interface OrderSources {
  readonly ledger: Ledger;
  readonly columns: RecordColumns;
  readonly properties: RecordProperties;
}

/**
 * An order with some written records put where they belong now; null when it is cheaper or only
 * possible to make it anew. `changed` holds every record written since the order was right. What is given is
 * used up: it may be the same array.
 */
export function patchedOrder(
  { ledger, columns }: OrderSources,
  sort: string,
  order: Int32Array,
  changed: ReadonlySet<number>,
): Int32Array | null {
  const column = indexed[sort]?.column;
  if (column === undefined || changed.size > patchLimit) return null;
  const keyOf = (id: number): SqlValue =>
    ledger.db.get<{ key: SqlValue }>(keySql[column] ?? '', id)?.key ?? null;
  const added = [...changed].filter((id) => columns.present[id] === 1);
  const { ids, count } = without(order, changed, added.length);
  const kept = ids.subarray(0, count);
  const placed = added
    .map((id) => {
      const key = keyOf(id);
      return { id, key, place: placeOf(kept, (other) => isBefore(keyOf(other), other, key, id)) };
    })
    .sort((a, b) => a.place - b.place || (isBefore(a.key, a.id, b.key, b.id) ? -1 : 1));
  // The last first: what stands behind its place moves on by as many as come before, and by itself.
  let end = count;
  for (const [index, { id, place }] of [...placed.entries()].reverse()) {
    ids.copyWithin(place + index + 1, place, end);
    ids[place + index] = id;
    end = place;
  }
  return ids.subarray(0, count + placed.length);
}

/** Ids that may come to an order before it needs another array. */
const spareRoom = 1024;

/**
 * The order without some ids, with room for as many as `room` behind it: in its own array where that has room,
 * because a million ids are 4 MB, and what is freed of that size stays with the process for long.
 */
function without(
  order: Int32Array,
  left: ReadonlySet<number>,
  room: number,
): { readonly ids: Int32Array; readonly count: number } {
  const own = new Int32Array(order.buffer);
  const isRoomy = own.length >= order.length + room;
  const ids = isRoomy ? own : new Int32Array(order.length + room + spareRoom);
  if (!isRoomy) ids.set(order);
  const places = placesOf(order, left);
  let [from, count] = [0, 0];
  for (const place of [...places, order.length]) {
    ids.copyWithin(count, from, place);
    count += place - from;
    from = place + 1;
  }
  return { ids, count };
}

/** Where some ids stand in an order, smallest first. */
function placesOf(order: Int32Array, wanted: ReadonlySet<number>): number[] {
  const marks = marksOfIds(Math.max(...wanted), wanted);
  const places: number[] = [];
  for (let at = 0, end = order.length; at < end; at += 1) {
    if (hasMark(marks, order[at] ?? 0)) places.push(at);
  }
  return places;
}

const keySql: Readonly<Record<string, string>> = {
  updated_at: 'select updated_at as key from record where id = ?',
  title_sort: 'select title_sort as key from record where id = ?',
  doi: 'select doi as key from record where id = ?',
};

/** How many come before, by halving. */
function placeOf(ids: Int32Array, isSmaller: (id: number) => boolean): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSmaller(ids[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As SQLite orders: nothing first, then texts by their bytes, which for UTF-8 is by code points. */
function isBefore(key: SqlValue, id: number, otherKey: SqlValue, otherId: number): boolean {
  if (key === otherKey) return id < otherId;
  if (key === null || otherKey === null) return key === null;
  return Buffer.compare(Buffer.from(String(key)), Buffer.from(String(otherKey))) < 0;
}

function byIndex(ledger: Ledger, columns: RecordColumns, sql: string): Int32Array {
  const ids = Int32Array.from(ledger.db.column<number>(sql));
  let count = 0;
  for (let at = 0, end = ids.length; at < end; at += 1) {
    const id = ids[at] ?? 0;
    ids[count] = id;
    count += columns.present[id] ?? 0;
  }
  return count === ids.length ? ids : ids.slice(0, count);
}

function byText(
  columns: RecordColumns,
  keys: ArrayLike<number>,
  texts: readonly string[],
): Int32Array {
  const rank = new Uint32Array(texts.length);
  [...texts.keys()]
    .sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1))
    .forEach((number, position) => (rank[number] = position));
  const ranks = new Uint32Array(columns.maxId + 1);
  for (let id = 1; id <= columns.maxId; id += 1) ranks[id] = rank[keys[id] ?? 0] ?? 0;
  return byKey(columns, ranks, texts.length);
}

/** By the first value of each record; those without one come first, as nothing does everywhere. */
function byProperty(
  columns: RecordColumns,
  properties: RecordProperties,
  name: string,
): Int32Array {
  const column = properties.column(name);
  const { lists, valueCount } = column;
  const rankOf = column.ranks();
  const keys = new Uint32Array(columns.maxId + 1);
  for (let id = 1; id <= columns.maxId; id += 1) {
    keys[id] = rankOf[firstOfRecord(lists, id)] ?? 0;
  }
  return byKey(columns, keys, valueCount + 1);
}

/** A stable counting sort: keys are whole numbers below `keyCount`; `order` is by id unless given. */
function byKey(
  { present, maxId }: RecordColumns,
  keys: ArrayLike<number>,
  keyCount: number,
  order: Int32Array | null = null,
): Int32Array {
  // Behind each key, where the next id of that key goes.
  const places = new Uint32Array(keyCount + 1);
  for (let id = 1; id <= maxId; id += 1) {
    if (present[id] === 1) add(places, (keys[id] ?? 0) + 1, 1);
  }
  for (let key = 1; key <= keyCount; key += 1) add(places, key, places[key - 1] ?? 0);
  const ids = new Int32Array(places[keyCount] ?? 0);
  const put = (id: number): void => {
    const key = keys[id] ?? 0;
    ids[places[key] ?? 0] = id;
    add(places, key, 1);
  };
  if (order !== null) for (const id of order) put(id);
  else for (let id = 1; id <= maxId; id += 1) if (present[id] === 1) put(id);
  return ids;
}

function add(array: Uint32Array, index: number, amount: number): void {
  array[index] = (array[index] ?? 0) + amount;
}

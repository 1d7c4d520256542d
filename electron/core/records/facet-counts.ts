import { isDerived } from '#shared/query/derived-properties.ts';
import { subjectOf } from '#shared/query/fields.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Keys } from './marks.ts';
import type { ValueLists } from './properties/value-lists.ts';
import type { QuerySources } from './query-marks.ts';
import { columnOf } from './query-marks.ts';

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export interface FacetCounts {
  /** Most frequent first, or in the order of a closed list. */
  readonly values: FacetCount[];
  /** Records without a value. */
  readonly withoutValue: number;
  /** Different values, also those that `values` leaves out. */
  readonly distinct: number;
}

/** The property whose index a facet needs; null when it needs none. */
export function propertyOfFacet(facet: string): string | null {
  const subject = mustExist(subjectOf(facet), `the facet ${facet}`);
  if (subject.kind === 'property') return subject.key;
  const { id } = subject.field;
  if (isDerived(id)) return id;
  return wordsProperty[id] ?? null;
}

/** Fields that are searched by words are counted by the values behind them. */
const wordsProperty: Readonly<Record<string, string>> = {
  title: 'titles.title',
  creator: 'creators.name',
};

/** How often each value's number occurs among some records, and how many of them have none. */
export interface Counts {
  readonly counts: Uint32Array;
  readonly withoutValue: number;
}

/** Counts over the records that are asked for, by whatever costs least; what it answers is the caller's. */
export type CountOver = (count: (ids: Int32Array) => Counts) => Counts;

/** Over the records of a list, all of which are looked at. */
export function overAll(ids: Int32Array): CountOver {
  return (count) => count(ids);
}

/**
 * Over all records but these, by what all come to: most lists hold more than half of the records. `all` answers the
 * same every time until a record is written.
 */
export function overRest(ids: Int32Array, all: CountOver): CountOver {
  return (count) => {
    const [whole, rest] = [all(count), count(ids)];
    const counts = Uint32Array.from(whole.counts);
    for (let at = 0; at < counts.length; at += 1) {
      counts[at] = (counts[at] ?? 0) - (rest.counts[at] ?? 0);
    }
    return { counts, withoutValue: whole.withoutValue - rest.withoutValue };
  };
}

/** Counts the values of a facet. `limit`: values that are listed. */
export function countFacet(
  sources: QuerySources,
  facet: string,
  over: CountOver,
  limit: number,
): FacetCounts {
  const { columns, properties, sides } = sources;
  const subject = mustExist(subjectOf(facet), `the facet ${facet}`);
  const property = propertyOfFacet(facet);
  if (property !== null) {
    const column = properties.column(property);
    const counts = over((ids) => countLists(column.lists, column.valueCount, ids));
    const most = mostFrequent(counts.counts, limit);
    const texts = column.textsOf(most);
    return {
      values: inOrder(most.map((number, at) => [texts[at] ?? '', counts.counts[number] ?? 0])),
      withoutValue: counts.withoutValue,
      distinct: counts.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    };
  }
  if (subject.kind === 'property') throw new Error('Invariant broken: a property has an index');
  const { field } = subject;
  const column = columnOf(columns, field);
  switch (column.kind) {
    case 'keyed':
    case 'amount': {
      const isAmount = column.kind === 'amount';
      const keys = isAmount ? column.amounts : column.keys;
      const size = isAmount
        ? column.most + 1
        : field.id === 'collection'
          ? newestCollection(sources) + 1
          : column.texts.length;
      const { counts } = over((ids) => countKeys(keys, size, ids));
      const without = column.none === null ? 0 : (counts[column.none] ?? 0);
      if (column.none !== null) counts[column.none] = 0;
      const textOf = (key: number): string =>
        isAmount || field.id === 'collection'
          ? `${field.id === 'collection' ? '#' : ''}${key}`
          : (column.texts[key] ?? '');
      const named = mostFrequent(counts, limit).map((key): readonly [string, number] => [
        textOf(key),
        counts[key] ?? 0,
      ]);
      return {
        values: field.kind === 'choice' ? inListOrder(field.values, named) : inOrder(named),
        withoutValue: without,
        distinct: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      };
    }
    case 'sets': {
      const { counts } = over((ids) => countKeys(column.keys, column.sets.length, ids));
      const perValue = new Map<string, number>();
      counts.forEach((count, set) => {
        if (count === 0) return;
        for (const value of column.sets[set] ?? [])
          perValue.set(value, (perValue.get(value) ?? 0) + count);
      });
      const named =
        field.kind === 'choice' ? inListOrder(field.values, [...perValue]) : inOrder([...perValue]);
      const without = column.sets.reduce(
        (sum, set, number) => sum + (set.length === 0 ? (counts[number] ?? 0) : 0),
        0,
      );
      return { values: named.slice(0, limit), withoutValue: without, distinct: perValue.size };
    }
    case 'side': {
      const side = sides.of(column);
      const { counts, withoutValue } = over((ids) =>
        countLists(side.lists, side.dictionary.texts.length - 1, ids),
      );
      const named = mostFrequent(counts, limit).map((number): readonly [string, number] => [
        side.dictionary.texts[number] ?? '',
        counts[number] ?? 0,
      ]);
      return { values: inOrder(named), withoutValue, distinct: named.length };
    }
    case 'property':
    case 'words':
    case 'doi':
      return { values: [], withoutValue: 0, distinct: 0 };
  }
}

/** Which number stands for none, whoever asks knows. */
function countKeys(keys: Keys, size: number, ids: Int32Array): Counts {
  const isShort = keys instanceof Uint16Array;
  const counts = isShort ? countShortKeys(keys, size, ids) : countLongKeys(keys, size, ids);
  return { counts, withoutValue: 0 };
}

// Twice the same loop, once for each kind of array: one for both would take twice the time.
function countShortKeys(keys: Uint16Array, size: number, ids: Int32Array): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0, end = ids.length; at < end; at += 1) {
    const key = keys[ids[at] ?? 0] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function countLongKeys(keys: Uint32Array, size: number, ids: Int32Array): Uint32Array {
  const counts = new Uint32Array(size);
  for (let at = 0, end = ids.length; at < end; at += 1) {
    const key = keys[ids[at] ?? 0] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function countLists(
  { keys, more, through }: ValueLists,
  valueCount: number,
  ids: Int32Array,
): Counts {
  const counts = new Uint32Array(valueCount + 1);
  let anyKey = 0;
  for (let place = 0, count = ids.length; place < count; place += 1) {
    const id = ids[place] ?? 0;
    const key = id <= through ? (keys[id] ?? 0) : 0;
    anyKey |= key;
    // Several count as none at first: with a branch for them the loop takes twice the time.
    const single = key & ~(key >> 31);
    counts[single] = (counts[single] ?? 0) + 1;
  }
  const severalCount = anyKey < 0 ? countSeveral(counts, { keys, more, through }, ids) : 0;
  // What has no value was counted as number 0, which no value has.
  const withoutValue = (counts[0] ?? 0) - severalCount;
  counts[0] = 0;
  return { counts, withoutValue };
}

/** Counts the values of those records that have several; answers how many these are. */
function countSeveral(
  counts: Uint32Array,
  { keys, more, through }: ValueLists,
  ids: Int32Array,
): number {
  let severalCount = 0;
  for (let place = 0, count = ids.length; place < count; place += 1) {
    const id = ids[place] ?? 0;
    const key = id <= through ? (keys[id] ?? 0) : 0;
    if (key >= 0) continue;
    severalCount += 1;
    const start = ~key;
    for (let at = start + 1, end = at + (more[start] ?? 0); at < end; at += 1) {
      const number = more[at] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return severalCount;
}

/** Collections are counted by their numbers; their names are few, change, and stand elsewhere. */
function newestCollection({ ledger }: QuerySources): number {
  return ledger.db.get<{ id: number | null }>('select max(id) as id from collection')?.id ?? 0;
}

/** Keys with the largest counts, of which there are any; a sort only over those that can be among them. */
function mostFrequent(counts: Uint32Array, limit: number): number[] {
  let least = 1;
  let keys: number[] = [];
  for (let key = 0; key < counts.length; key += 1) {
    if ((counts[key] ?? 0) < least) continue;
    keys.push(key);
    if (keys.length < limit * 8) continue;
    keys = keys.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).slice(0, limit);
    least = (counts[keys.at(-1) ?? 0] ?? 0) + 1;
  }
  return keys.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).slice(0, limit);
}

function inOrder(named: readonly (readonly [string, number])[]): FacetCount[] {
  return named
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function inListOrder(
  list: readonly string[],
  named: readonly (readonly [string, number])[],
): FacetCount[] {
  const counts = new Map(named);
  return list.flatMap((value) => {
    const count = counts.get(value);
    return count === undefined ? [] : [{ value, count }];
  });
}

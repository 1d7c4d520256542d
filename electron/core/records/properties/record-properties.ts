import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Operator } from '#shared/query/query.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { PropertyIndex, readNext, readThese } from './property-index.ts';
import type { PropertyStore } from './property-store.ts';
import { createPropertyStore } from './property-store.ts';
import { watchRecords } from '../watch-records.ts';
import type { ValueLists } from './value-lists.ts';

/** The values of one property over all records, up to date with the ledger. Do not keep it. */
export interface PropertyColumn {
  readonly lists: ValueLists;
  readonly valueCount: number;
  /** By value number, 1 where the test fits the value. `isWhole` as for the store's `matching`. */
  marks(
    test: { readonly operator: Operator; readonly values: readonly string[] },
    isWhole: boolean,
  ): Uint8Array;
  /** By value number, its place in ascending order. */
  ranks(): Uint32Array;
  textsOf(numbers: readonly number[]): string[];
}

export interface IndexProgress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/**
 * Indexes over any property of the metadata, made when a property is first asked for and kept in the
 * ledger. Triggers note what changes and it is read again before the next answer: an index may take
 * time, but it never lies.
 */
export interface RecordProperties {
  /** The column of a property; brings it up to date first, however long that takes. */
  column(name: string): PropertyColumn;
  /** True when `column` would answer at once. */
  isReady(name: string): boolean;
  /** Brings properties up to date in turns, so that other calls are answered meanwhile. */
  prepare(names: readonly string[]): Promise<void>;
  /** Indexes that are being made now. */
  progress(): readonly IndexProgress[];
  /** Forgets what is in memory: another process wrote. */
  forget(): void;
}

/** More records than this to be read are read in turns. */
const fewRecords = 2_000;
/** Changed records read between two turns of the event loop: about 20 ms. */
const recordsPerTurn = 500;
/** New records are read a few at a time, and so often between two turns: about 10 ms. */
const readsPerTurn = 8;
/** Stale records that are read again at every start; more are written back into the index. */
const staleLimit = 4_096;

/** The indexes that were used since the start, and the records that they must read again. */
interface LoadedIndexes {
  of(name: string): PropertyIndex;
  /** Records that the indexes of these still have to read. */
  behind(names: readonly string[]): number;
  /** Each step leaves every index sound, so that others may ask between two. */
  catchUp(names: readonly string[]): Generator<void>;
  hasTouched(id: number): boolean;
  newestId(): number;
  forget(): void;
}

function createIndexes(ledger: Ledger, store: PropertyStore): LoadedIndexes {
  const indexes = new Map<string, PropertyIndex>();
  /** Records whose metadata was written since the loaded indexes last read them. */
  const touched = new Set<number>();
  watchRecords(ledger, (id, hasMetadata) => {
    if (!hasMetadata) return;
    // A record behind the end of an index is new to it and read anyway.
    for (const index of indexes.values()) {
      if (id > index.lists().through) continue;
      touched.add(id);
      return;
    }
  });
  const newestId = (): number =>
    ledger.db.get<{ id: number | null }>('select max(id) as id from record')?.id ?? 0;
  const indexOf = (name: string): PropertyIndex => {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const index = new PropertyIndex(store, name, newestId());
    for (const ids of slices(store.staleIds()))
      index.replace(readThese(ledger, ids, [index.member]));
    indexes.set(name, index);
    return index;
  };
  return {
    of: indexOf,
    newestId,
    hasTouched: (id) => touched.has(id),
    behind(names) {
      const newest = newestId();
      const missing = names.map((name) => newest - (indexes.get(name)?.lists().through ?? 0));
      return Math.max(0, ...missing) + touched.size;
    },
    *catchUp(names) {
      const wanted = names.map(indexOf);
      for (const ids of slices([...touched])) {
        const records = readThese(ledger, ids, membersOf(indexes.values()));
        for (const index of indexes.values()) index.replace(records);
        for (const id of ids) touched.delete(id);
        yield;
      }
      for (let reads = 1; ; reads += 1) {
        const last = newestId();
        const behind = wanted.filter((index) => index.lists().through < last);
        if (behind.length === 0) return;
        const from = Math.min(...behind.map((index) => index.lists().through));
        const reading = behind.filter((index) => index.lists().through === from);
        const records = readNext(ledger, from, membersOf(reading));
        if (records.length === 0) return;
        for (const index of reading) index.add(records);
        if (reads % readsPerTurn === 0) yield;
      }
    },
    forget() {
      indexes.clear();
      touched.clear();
    },
  };
}

export function createRecordProperties(ledger: Ledger, onProgress: () => void): RecordProperties {
  const store = createPropertyStore(ledger);
  const indexes = createIndexes(ledger, store);
  let underWay: readonly IndexProgress[] = [];
  let lastJob: Promise<void> = Promise.resolve();

  /** Writes stale records back, for all properties that the ledger has, so that the list of them ends. */
  const writeBack = async (): Promise<void> => {
    const stale = store.staleIds();
    if (ledger.isReadonly || stale.length <= staleLimit) return;
    for (const name of store.names()) {
      for (const step of indexes.catchUp([name])) await nextTurn(step);
      indexes.of(name).save(stale);
      await nextTurn();
    }
    // Written again meanwhile: they stay on the list.
    store.clearStale(stale.filter((id) => !indexes.hasTouched(id)));
  };

  const prepare = async (names: readonly string[]): Promise<void> => {
    const started = new Set(names.filter((name) => !isReady(name)));
    for (const step of indexes.catchUp(names)) {
      await nextTurn(step);
      const total = indexes.newestId();
      underWay = [...started].map((name) => ({
        name,
        done: Math.min(indexes.of(name).lists().through, total),
        total,
      }));
      if (started.size > 0) onProgress();
    }
    for (const name of started) {
      if (!ledger.isReadonly) indexes.of(name).save();
      indexes.of(name).settle();
    }
    for (const name of ledger.isReadonly ? [] : names) {
      while (indexes.of(name).pack()) await nextTurn();
    }
    await writeBack();
  };

  const isReady = (name: string): boolean => indexes.behind([name]) <= fewRecords;

  return {
    isReady,
    column(name) {
      const steps = indexes.catchUp([name]);
      while (steps.next().done !== true);
      const index = indexes.of(name);
      index.saveValues();
      return columnOf(store, index);
    },
    prepare(names) {
      const job = lastJob.then(() => prepare(names));
      lastJob = job
        .catch(() => undefined)
        .finally(() => {
          if (underWay.length === 0) return;
          underWay = [];
          onProgress();
        });
      return job;
    },
    progress: () => underWay,
    forget: () => indexes.forget(),
  };
}

function columnOf(store: PropertyStore, index: PropertyIndex): PropertyColumn {
  const { stored } = index;
  return {
    lists: index.lists(),
    valueCount: stored.valueCount,
    marks(test, isWhole) {
      const marks = new Uint8Array(stored.valueCount + 1);
      for (const number of store.matching(stored, test, isWhole)) marks[number] = 1;
      return marks;
    },
    ranks: () => store.ranks(stored),
    textsOf: (numbers) => store.textsOf(stored, numbers),
  };
}

function membersOf(indexes: Iterable<PropertyIndex>): readonly string[] {
  return [...new Set([...indexes].map(({ member }) => member))].sort();
}

function* slices(ids: readonly number[]): Generator<number[]> {
  for (let from = 0; from < ids.length; from += recordsPerTurn) {
    yield ids.slice(from, from + recordsPerTurn);
  }
}

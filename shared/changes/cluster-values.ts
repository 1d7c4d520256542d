import { fold } from '../query/fold.ts';
import { clusterKey, fingerprint, keyMethods } from './cluster-keys.ts';
import type { KeyMethod } from './cluster-keys.ts';
import { isNear, shortestBlock } from './near-texts.ts';
import { sortSteps } from './sort-steps.ts';

/** How spellings are found that may be one: keys that collide, or texts that few letters part. */
export const clusterMethods = [...keyMethods, 'nearest'] as const;
export type ClusterMethod = (typeof clusterMethods)[number];

export interface ClusteredValue {
  readonly value: string;
  /** How often it occurs. */
  readonly count: number;
}

export interface Cluster {
  /** The one that occurs most often, a proposal for all. */
  readonly suggestion: string;
  /** At least two, the most frequent first. */
  readonly values: readonly ClusteredValue[];
}

export interface Clusters {
  readonly clusters: readonly Cluster[];
  /** True when the work was bounded and pairs were left out. */
  readonly isPartial: boolean;
}

/** Work in short steps: each yields how many of all values it has got through, in all it has to do with them. */
export type ClusterSteps<Result = Clusters> = Generator<number, Result>;

/** Values that may be spellings of one thing; clusters that concern most records first. */
export function* clusterSteps(
  counts: ReadonlyMap<string, number>,
  method: ClusterMethod,
  mostPairs = defaultPairs,
): ClusterSteps {
  const values: ClusteredValue[] = [];
  const isDue = pace();
  for (const [value, count] of counts) {
    values.push({ value, count });
    if (isDue(1)) yield 0;
  }
  const { groups, isPartial } =
    method === 'nearest'
      ? yield* nearestGroups(values, mostPairs)
      : yield* keyGroups(values, method);
  const all = values.length;
  const sized: { readonly cluster: Cluster; readonly size: number }[] = [];
  for (const group of groups) {
    if (isDue(1 + group.length)) yield all;
    if (group.length < 2) continue;
    const sorted = yield* sortSteps(group, byCount, all);
    const size = group.reduce((sum, { count }) => sum + count, 0);
    sized.push({ cluster: { suggestion: sorted[0]?.value ?? '', values: sorted }, size });
  }
  const sorted = yield* sortSteps(
    sized,
    (one, other) =>
      other.size - one.size || (one.cluster.suggestion < other.cluster.suggestion ? -1 : 1),
    all,
  );
  return { clusters: sorted.map(({ cluster }) => cluster), isPartial };
}

const byCount = (one: ClusteredValue, other: ClusteredValue): number =>
  other.count - one.count || (one.value < other.value ? -1 : 1);

/** Says when a step was long enough: a millisecond or two, by letters looked at. */
function pace(): (effort: number) => boolean {
  let spent = 0;
  return (effort) => {
    spent += effort;
    if (spent < effortOfStep) return false;
    spent = 0;
    return true;
  };
}

const effortOfStep = 4000;
/** Of a value: its letters, and what even the shortest costs. */
const effortOf = ({ length }: string): number => 20 + length;

interface Groups {
  readonly groups: Iterable<readonly ClusteredValue[]>;
  readonly isPartial: boolean;
}

function* keyGroups(values: readonly ClusteredValue[], method: KeyMethod): ClusterSteps<Groups> {
  const groups = new Map<string, ClusteredValue[]>();
  const isDue = pace();
  for (const [at, value] of values.entries()) {
    if (isDue(effortOf(value.value))) yield at;
    const key = clusterKey(value.value, method);
    if (key !== '') entry(groups, key).push(value);
  }
  return { groups: groups.values(), isPartial: false };
}

/** Pairs compared at most: a second of work. */
const defaultPairs = 300_000;

/** Nearest neighbours: values of which few letters differ (Levenshtein), compared where they share a block. */
function* nearestGroups(
  values: readonly ClusteredValue[],
  mostPairs: number,
): ClusterSteps<Groups> {
  // Three rounds over all values, each a third of the work.
  const part = (round: number, share: number): number => ((round + share) * values.length) / 3;
  const texts: string[] = [];
  // As written as well: one other word is sorted to another place among the words of a fingerprint.
  const written: string[] = [];
  const isDue = pace();
  for (const [at, { value }] of values.entries()) {
    if (isDue(effortOf(value))) yield part(0, at / values.length);
    texts.push(fingerprint(value));
    written.push(fold(value));
  }
  const blocks = yield* sharedBlocks(texts, (share) => part(1, share));
  const pairsInAll = blocks.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const parent = texts.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  let pairs = 0;
  let seen = 0;
  for (const block of blocks) {
    for (let place = 0; place < block.length && pairs < mostPairs; place += 1) {
      const one = block[place] ?? 0;
      let isRestOne = true;
      for (let next = place + 1; next < block.length && pairs < mostPairs; next += 1) {
        const other = block[next] ?? 0;
        seen += 1;
        if (isDue(1)) yield part(2, Math.max(pairs / mostPairs, seen / pairsInAll));
        if (rootOf(one) === rootOf(other)) continue;
        pairs += 1;
        if (isDue(effortOf(texts[one] ?? '')))
          yield part(2, Math.max(pairs / mostPairs, seen / pairsInAll));
        const isOne =
          isNear(texts[one] ?? '', texts[other] ?? '') ||
          isNear(written[one] ?? '', written[other] ?? '');
        if (isOne) parent[rootOf(other)] = rootOf(one);
        else isRestOne = false;
      }
      // All that follow are of one group already: no pair of theirs is left to compare.
      if (isRestOne) break;
    }
  }
  const groups = new Map<number, ClusteredValue[]>();
  for (const [index, value] of values.entries()) {
    if (isDue(1)) yield values.length;
    entry(groups, rootOf(index)).push(value);
  }
  return { groups: groups.values(), isPartial: pairs >= mostPairs };
}

/** A map of millions of keys is made anew at once when it has grown; of many small ones, one at a time is. */
const mapCount = 512;

/**
 * Values by letters that they share in a row, where at least two do. Small blocks first: what few values share
 * says most, and what is left out is the least telling.
 */
function* sharedBlocks(
  texts: readonly string[],
  progress: (share: number) => number,
): ClusterSteps<readonly (readonly number[])[]> {
  const numbers = Array.from({ length: mapCount }, () => new Map<string, number>());
  // Most have one member for ever: a list is made for the second.
  const blocks: (number | number[])[] = [];
  const isDue = pace();
  for (const [index, text] of texts.entries()) {
    if (isDue(effortOf(text))) yield progress(index / texts.length);
    for (const key of keysOf(text)) {
      const known = numbers[mapOf(key)];
      const number = known?.get(key);
      const block = number === undefined ? undefined : blocks[number];
      if (block === undefined) known?.set(key, blocks.push(index) - 1);
      else if (typeof block === 'number') blocks[number ?? 0] = [block, index];
      else block.push(index);
    }
  }
  const byLength = new Map<number, number[][]>();
  for (const block of blocks) {
    if (isDue(1)) yield progress(1);
    if (typeof block !== 'number') entry(byLength, block.length).push(block);
  }
  const lengths = [...byLength.keys()].sort((a, b) => a - b);
  return lengths.flatMap((length) => byLength.get(length) ?? []);
}

function keysOf(text: string): Set<string> {
  const plain = text.replaceAll(' ', '');
  const keys = new Set<string>();
  for (let at = 0; at === 0 || at + shortestBlock <= plain.length; at += 1) {
    keys.add(plain.slice(at, at + shortestBlock));
  }
  return keys;
}

function mapOf(key: string): number {
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (sum * 31 + key.charCodeAt(at)) | 0;
  return (sum >>> 0) % mapCount;
}

function entry<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: Value[] = [];
  lists.set(key, made);
  return made;
}

import { clusterKey, fingerprint } from '#shared/changes/cluster-keys.ts';
import type { KeyMethod } from '#shared/changes/cluster-keys.ts';
import type {
  Cluster,
  ClusteredValue,
  ClusterMethod,
  Clusters,
} from '#shared/changes/cluster-values.ts';
import { fold } from '#shared/query/fold.ts';

/** The plainest form of the search for spellings, all at once: what the one in steps has to agree with. */
export function clustersAtOnce(
  counts: ReadonlyMap<string, number>,
  method: ClusterMethod,
  mostPairs = defaultPairs,
): Clusters {
  const values = [...counts].map(([value, count]) => ({ value, count }));
  const { groups, isPartial } =
    method === 'nearest' ? nearestGroups(values, mostPairs) : keyGroups(values, method);
  const clusters = groups
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)))
    .map((group) => ({ suggestion: group[0]?.value ?? '', values: group }))
    .sort((one, other) => size(other) - size(one) || (one.suggestion < other.suggestion ? -1 : 1));
  return { clusters, isPartial };
}

const size = ({ values }: Cluster): number => values.reduce((sum, { count }) => sum + count, 0);

interface Groups {
  readonly groups: readonly ClusteredValue[][];
  readonly isPartial: boolean;
}

function keyGroups(values: readonly ClusteredValue[], method: KeyMethod): Groups {
  const groups = new Map<string, ClusteredValue[]>();
  for (const value of values) {
    const key = clusterKey(value.value, method);
    if (key === '') continue;
    const group = groups.get(key) ?? [];
    group.push(value);
    groups.set(key, group);
  }
  return { groups: [...groups.values()], isPartial: false };
}

const blockLength = 6;
const farthest = 2;
const defaultPairs = 300_000;

function nearestGroups(values: readonly ClusteredValue[], mostPairs: number): Groups {
  const texts = values.map(({ value }) => fingerprint(value));
  // As written as well: one other word is sorted to another place among the words of a fingerprint.
  const written = values.map(({ value }) => fold(value));
  const parent = values.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  let pairs = 0;
  // Small blocks first: what few values share says most, and what is left out is the least telling.
  for (const block of [...blocksOf(texts).values()].sort((a, b) => a.length - b.length)) {
    for (let place = 0; place < block.length && pairs < mostPairs; place += 1) {
      const one = block[place] ?? 0;
      for (let next = place + 1; next < block.length && pairs < mostPairs; next += 1) {
        const other = block[next] ?? 0;
        if (rootOf(one) === rootOf(other)) continue;
        pairs += 1;
        const isOne =
          isNear(texts[one] ?? '', texts[other] ?? '') ||
          isNear(written[one] ?? '', written[other] ?? '');
        if (isOne) parent[rootOf(other)] = rootOf(one);
      }
    }
  }
  const groups = Map.groupBy(values.keys(), rootOf);
  return {
    groups: [...groups.values()].map((indexes) => indexes.flatMap((index) => values[index] ?? [])),
    isPartial: pairs >= mostPairs,
  };
}

function blocksOf(texts: readonly string[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const plain = text.replaceAll(' ', '');
    const keys = new Set<string>();
    for (let at = 0; at === 0 || at + blockLength <= plain.length; at += 1) {
      keys.add(plain.slice(at, at + blockLength));
    }
    for (const key of keys) {
      const block = blocks.get(key) ?? [];
      block.push(index);
      blocks.set(key, block);
    }
  }
  return blocks;
}

function isNear(one: string, other: string): boolean {
  const allowed = Math.min(one.length, other.length) < 2 * blockLength ? 1 : farthest;
  return Math.abs(one.length - other.length) <= allowed && distance(one, other, allowed) <= allowed;
}

function distance(one: string, other: string, limit: number): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    let best = at;
    for (let to = 1; to <= other.length; to += 1) {
      const isEqual = one[at - 1] === other[to - 1];
      const cost = Math.min(
        (next[to - 1] ?? 0) + 1,
        (row[to] ?? 0) + 1,
        (row[to - 1] ?? 0) + (isEqual ? 0 : 1),
      );
      next.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    row = next;
  }
  return row[other.length] ?? 0;
}

import type { Link } from './links.ts';
import { collectLinks } from './links.ts';
import { isChainKind } from './relation-kinds.ts';
import type { VersionNode } from './version-node.ts';
import { isLive, unknownNode } from './version-node.ts';
import { orderVersions } from './version-order.ts';

/** Records that version relations tie together, read as one chain. */
export interface Chain {
  /** The canonical DOI, else the first version: what the chain is called. */
  readonly key: string;
  /** The DOI above all versions; null when no record has versions. */
  readonly canonical: string | null;
  /** Further records that have versions: a chain should have one. */
  readonly otherCanonicals: readonly string[];
  /** Oldest first. */
  readonly versions: readonly string[];
  /** Tied by IsIdenticalTo, IsVariantFormOf or Obsoletes only: beside the line of versions. */
  readonly beside: readonly string[];
  /** The newest version that readers can be sent to. */
  readonly latest: string | null;
  readonly nodes: ReadonlyMap<string, VersionNode>;
  /** Chain links only. */
  readonly links: readonly Link[];
}

/** Reads records that belong together as a chain; those that others name and nobody brings are filled in. */
export function readChain(given: readonly VersionNode[]): Chain {
  const nodes = new Map(given.map((node) => [node.key, node]));
  const links = collectLinks(given).filter(({ kind }) => isChainKind(kind));
  for (const { start, end } of links) {
    for (const key of [start, end]) if (!nodes.has(key)) nodes.set(key, unknownNode(key));
  }
  const canonicals = findCanonicals(links, nodes);
  const lane = findVersions(nodes, links, new Set(canonicals));
  const versions = orderVersions(
    lane.map((key) => nodes.get(key) ?? unknownNode(key)),
    links.filter(isInTime).map(({ start, end }) => [start, end] as const),
  );
  const inChain = new Set([...canonicals, ...versions]);
  const beside = [...nodes.keys()].filter((key) => !inChain.has(key)).sort();
  const canonical = canonicals[0] ?? null;
  return {
    key: canonical ?? versions[0] ?? beside[0] ?? '',
    canonical,
    otherCanonicals: canonicals.slice(1),
    versions,
    beside,
    latest: latestLive(versions, nodes),
    nodes,
    links,
  };
}

/** Links that say which of two versions is the older. */
export function isInTime({ kind }: Pick<Link, 'kind'>): boolean {
  return kind === 'succession' || kind === 'obsolescence';
}

/**
 * Records that have versions: the one with the most first. One that is a version itself, is older or newer than
 * another, or has a version text, counts after one that is not, and a pair that is also older and newer is no item and version.
 */
function findCanonicals(links: readonly Link[], nodes: ReadonlyMap<string, VersionNode>): string[] {
  const inTime = new Set(links.filter(isInTime).map(pairOf));
  const count = new Map<string, { all: number; both: number }>();
  const isVersion = new Set<string>();
  const hasPlace = new Set(links.filter(isInTime).flatMap(({ start, end }) => [start, end]));
  const hasText = (key: string): boolean => (nodes.get(key)?.version ?? '') !== '';
  for (const link of links) {
    if (link.kind !== 'version' || inTime.has(pairOf(link))) continue;
    const known = count.get(link.start) ?? { all: 0, both: 0 };
    const isBoth = link.byStart !== null && link.byEnd !== null;
    count.set(link.start, { all: known.all + 1, both: known.both + Number(isBoth) });
    isVersion.add(link.end);
  }
  const found = [...count].sort(
    ([one, a], [other, b]) =>
      b.all - a.all ||
      Number(hasPlace.has(one)) - Number(hasPlace.has(other)) ||
      Number(hasText(one)) - Number(hasText(other)) ||
      Number(isVersion.has(one)) - Number(isVersion.has(other)) ||
      b.both - a.both ||
      (one < other ? -1 : 1),
  );
  return found.flatMap(([key], at) => (at === 0 || !isVersion.has(key) ? [key] : []));
}

/** Names two records whichever comes first. */
export function pairOf({ start, end }: Pick<Link, 'start' | 'end'>): string {
  return start < end ? `${start} ${end}` : `${end} ${start}`;
}

/** Everything that is a version of something, or newer or older than something. */
function findVersions(
  nodes: ReadonlyMap<string, VersionNode>,
  links: readonly Link[],
  canonicals: ReadonlySet<string>,
): string[] {
  const found = new Set<string>();
  for (const link of links) {
    if (link.kind === 'version' || isInTime(link)) found.add(link.end).add(link.start);
  }
  return [...nodes.keys()].filter((key) => found.has(key) && !canonicals.has(key));
}

function latestLive(
  versions: readonly string[],
  nodes: ReadonlyMap<string, VersionNode>,
): string | null {
  return (
    versions.findLast((key) => {
      const node = nodes.get(key);
      return node !== undefined && isLive(node);
    }) ?? null
  );
}

/** Parts records into chains: those that chain links tie together, however indirectly. */
export function partIntoChains(nodes: readonly VersionNode[]): VersionNode[][] {
  const group = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = group.get(root); next !== undefined && next !== root; next = group.get(root)) {
      root = next;
    }
    for (let at = key; at !== root;) {
      const next = group.get(at) ?? root;
      group.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { key } of nodes) group.set(key, key);
  for (const { kind, start, end } of collectLinks(nodes)) {
    if (!isChainKind(kind)) continue;
    for (const key of [start, end]) if (!group.has(key)) group.set(key, key);
    group.set(find(start), find(end));
  }
  const parts = new Map<string, VersionNode[]>();
  for (const node of nodes) {
    const root = find(node.key);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, [node]);
    else part.push(node);
  }
  return [...parts.values()];
}

import type { Chain } from '../chain.ts';
import { isInTime } from '../chain.ts';
import type { Defect } from '../defect.ts';
import { defect } from '../defect.ts';
import type { Link } from '../links.ts';
import { linkName } from '../links.ts';
import { isLive } from '../version-node.ts';
import { compareByContent } from '../version-order.ts';
import { circlesOf, needlessTargets, reversed, runsOf, toGraph } from './graph.ts';
import type { Graph } from './graph.ts';
import { couldSay } from './pairs.ts';

/** The links of a chain that can be built upon, and those that run in circles. */
export interface Ties {
  /** Links of older and newer, without contradicted ones and without circles. */
  readonly straight: readonly Link[];
  /** Links of item and version that nothing contradicts. */
  readonly parents: readonly Link[];
  readonly circles: readonly (readonly string[])[];
}

export function readTies(chain: Chain, contradicted: ReadonlySet<string>): Ties {
  const sound = chain.links.filter((link) => !contradicted.has(linkName(link)));
  const inTime = sound.filter(isInTime);
  const parents = sound.filter(({ kind }) => kind === 'version');
  const circles = circlesOf(toGraph(inTime));
  const circleOf = new Map(circles.flatMap((keys, at) => keys.map((key) => [key, at] as const)));
  const straight = inTime.filter(({ start, end }) => {
    const circle = circleOf.get(start);
    return circle === undefined || circle !== circleOf.get(end);
  });
  return { straight, parents, circles: [...circles, ...circlesOf(toGraph(parents))] };
}

/** What is wrong with the chain as a whole: circles, forks, gaps, parents, versions that the item does not name. */
export function shapeDefects(chain: Chain, ties: Ties): Defect[] {
  const { straight, parents, circles } = ties;
  const line = toGraph(straight);
  return [
    ...circles.map((circle) => circleDefect(circle, chain)),
    ...parentDefects(reversed(toGraph(parents))),
    ...forkDefects(line, 'out'),
    ...forkDefects(reversed(line), 'in'),
    ...gapDefects(chain),
    ...latestDefects(chain, line, tangledKeys(chain, ties)),
    ...missingDefects(chain),
  ];
}

function circleDefect(circle: readonly string[], chain: Chain): Defect {
  const place = new Map(chain.versions.map((key, at) => [key, at]));
  const [first = '', ...others] = [...circle].sort(
    (one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0) || (one < other ? -1 : 1),
  );
  return defect('cycle', first, { others });
}

function parentDefects(parentsOf: Graph): Defect[] {
  return [...parentsOf].flatMap(([key, parents]) =>
    parents.size < 2 ? [] : [defect('two-parents', key, { others: [...parents].sort() })],
  );
}

/** Two versions that both come next (or before), and of which neither comes after the other. */
function forkDefects(graph: Graph, way: 'out' | 'in'): Defect[] {
  return [...graph].flatMap(([key, next]) => {
    if (next.size < 2) return [];
    const needless = needlessTargets(graph, key);
    const branches = [...next].filter((target) => !needless.has(target)).sort();
    return branches.length < 2 ? [] : [defect('fork', key, { others: branches, values: { way } })];
  });
}

/** Parts of the line that no link of older and newer joins, where such links are in use. */
function gapDefects(chain: Chain): Defect[] {
  if (!chain.links.some(isInTime)) return [];
  const isKnown = (key: string): boolean => chain.nodes.get(key)?.holding !== 'unknown';
  const runs = runsOf(chain.versions, chain.links).filter((run) => run.some(isKnown));
  return runs.slice(1).flatMap((run) => {
    const [first = ''] = run;
    const before = chain.versions[chain.versions.indexOf(first) - 1];
    return before === undefined ? [] : [defect('gap', first, { others: [before] })];
  });
}

/** Several versions that readers could take for the newest, and nothing that tells which it is. */
function latestDefects(chain: Chain, straight: Graph, tangled: ReadonlySet<string>): Defect[] {
  const isShown = (key: string): boolean => {
    const node = chain.nodes.get(key);
    return node !== undefined && node.holding !== 'unknown' && isLive(node);
  };
  const heads = chain.versions.filter(
    (key) => isShown(key) && !tangled.has(key) && !hasLiveAfter(key, straight, isShown),
  );
  const newest = heads.at(-1);
  if (newest === undefined || heads.length < 2) return [];
  const runOf = new Map(
    runsOf(chain.versions, chain.links).flatMap((run, at) => run.map((key) => [key, at] as const)),
  );
  const node = chain.nodes.get(newest);
  const rivals = heads.slice(0, -1).filter((key) => {
    if (runOf.get(key) === runOf.get(newest)) return true;
    const rival = chain.nodes.get(key);
    return node !== undefined && rival !== undefined && compareByContent(rival, node) === 0;
  });
  return rivals.length === 0 ? [] : [defect('two-latest', newest, { others: rivals })];
}

/** Versions whose links to other versions are wrong already: what they make of the newest is no second fault. */
function tangledKeys(chain: Chain, { straight, circles }: Ties): ReadonlySet<string> {
  const isSound = new Set(straight);
  const inLine = new Set(chain.versions);
  const keys = new Set(circles.flat());
  for (const link of chain.links) {
    if (isSound.has(link) || !inLine.has(link.start) || !inLine.has(link.end)) continue;
    if (link.kind !== 'variant') keys.add(link.start).add(link.end);
  }
  return keys;
}

function hasLiveAfter(key: string, graph: Graph, isShown: (key: string) => boolean): boolean {
  const seen = new Set<string>();
  const ahead = [...(graph.get(key) ?? [])];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (isShown(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...(graph.get(next) ?? []));
  }
  return false;
}

/** Versions of the line that neither say whose versions they are nor are named by the item. */
function missingDefects(chain: Chain): Defect[] {
  const { canonical, nodes } = chain;
  const item = canonical === null ? undefined : nodes.get(canonical);
  if (item === undefined) return [];
  const tied = new Set<string>();
  const successive = new Set<string>();
  for (const { kind, start, end } of chain.links) {
    if (kind === 'version') tied.add(end);
    if (start === canonical || end === canonical) tied.add(start).add(end);
    if (kind === 'succession') successive.add(start).add(end);
  }
  return chain.versions.flatMap((key) => {
    const node = nodes.get(key);
    if (node === undefined || tied.has(key) || !successive.has(key)) return [];
    // A removed version need not be named any more.
    if (node.holding === 'unknown' || node.isTombstone || !couldSay(item, node)) return [];
    const values = { type: 'HasVersion', said: '' };
    return [defect('canonical-missing-version', item.key, { others: [key], values })];
  });
}

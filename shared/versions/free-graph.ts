import type { ChainNode, ChainView } from '../contract/version-chains.ts';
import { pairOf } from './chain.ts';
import { needlessTargets, toGraph } from './defects/graph.ts';
import { nodeSize } from './layout.ts';

/** What a general layout is asked to place: boxes of `nodeSize`, and arrows that time runs along. */
export interface FreeGraph {
  readonly nodes: readonly string[];
  readonly links: readonly { readonly start: string; readonly end: string }[];
}

/** By DOI: left upper corner, px. */
export type FreePlaces = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** More than this a general layout takes seconds for (measured, `spikes.md` 3): the lanes are drawn instead. */
const mostNodes = 500;

/**
 * The records of a picture that is neither a chain nor a tree, for a general layout; null where lanes show it
 * better. The canonical DOI is no part of it: it stands as a bar above its versions either way, and a link that
 * skips versions which others connect is as good as theirs.
 */
export function freeGraphOf(chain: ChainView): FreeGraph | null {
  if (chain.hiddenCount > 0 || chain.nodes.length > mostNodes) return null;
  const above = new Set(
    chain.nodes.flatMap(({ lane, doi }) => (lane === 'canonical' ? [doi] : [])),
  );
  const links = [
    ...new Map(
      chain.links
        .filter(
          ({ kind, start, end }) => kind !== 'version' && !above.has(start) && !above.has(end),
        )
        .map((link) => [pairOf(link), { start: link.start, end: link.end }]),
    ).values(),
  ];
  const graph = toGraph(links);
  const needless = new Map([...graph.keys()].map((key) => [key, needlessTargets(graph, key)]));
  const drawn = links.filter(({ start, end }) => needless.get(start)?.has(end) !== true);
  if (!hasCross(drawn)) return null;
  const nodes = chain.nodes.flatMap(({ doi }) => (above.has(doi) ? [] : [doi]));
  return { nodes, links };
}

/** True when two records are joined in more than one way, whichever way the arrows point. */
function hasCross(links: FreeGraph['links']): boolean {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  for (const { start, end } of links) {
    const [one, other] = [find(start), find(end)];
    if (one === other) return true;
    parent.set(one, other);
  }
  return false;
}

/** The picture with its records where a general layout put them; bars span their versions, each in a row above. */
export function withFreePlaces(chain: ChainView, places: FreePlaces): ChainView {
  const bars = chain.nodes.filter(({ lane }) => lane === 'canonical');
  const top = bars.length * (nodeSize.height + rowGap);
  const placed = new Map(
    chain.nodes.flatMap((node) => {
      const at = places[node.doi];
      return at === undefined ? [] : [[node.doi, { ...node, x: at.x, y: at.y + top }] as const];
    }),
  );
  const nodes = chain.nodes.map((node): ChainNode => {
    const at = bars.indexOf(node);
    if (at === -1) return placed.get(node.doi) ?? node;
    const below = chain.links.flatMap(({ kind, start, end }) =>
      kind === 'version' && start === node.doi ? (placed.get(end) ?? []) : [],
    );
    const left = Math.min(...below.map(({ x }) => x), Infinity);
    const right = Math.max(...below.map(({ x, width }) => x + width), -Infinity);
    const y = (bars.length - 1 - at) * (nodeSize.height + rowGap);
    if (left > right) return { ...node, x: 0, y, width: nodeSize.width };
    return { ...node, x: left, y, width: right - left };
  });
  return { ...chain, nodes, isFree: true };
}

/** px between a bar and what stands below it. */
const rowGap = 40;

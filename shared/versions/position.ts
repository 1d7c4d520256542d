import type { Chain } from './chain.ts';
import { isInTime } from './chain.ts';

/** Where a record stands in its chain: what cite boxes, landing pages and exports tell of it. */
export type Position =
  | {
      readonly kind: 'version';
      /** Counted from 1, the oldest first. */
      readonly number: number;
      readonly count: number;
      readonly canonical: string | null;
      /** The newest version that readers can be sent to, when it is newer than this one. */
      readonly newer: string | null;
      /** True when something newer exists, or somebody noted it. */
      readonly isOutdated: boolean;
    }
  | {
      readonly kind: 'canonical';
      readonly count: number;
      /** The newest version that readers can be sent to. */
      readonly latest: string | null;
    };

/** The position of a record; null when the chain does not hold it as a version or as the item. */
export function positionInChain(chain: Chain, key: string): Position | null {
  return positionsIn(chain)(key);
}

/** The positions of many records of one chain: what they share is found once. */
export function positionsIn(chain: Chain): (key: string) => Position | null {
  const count = chain.versions.length;
  const places = new Map(chain.versions.map((key, at) => [key, at]));
  const canonicals = new Set([chain.canonical, ...chain.otherCanonicals]);
  const latestAt = chain.latest === null ? -1 : (places.get(chain.latest) ?? -1);
  const hasNext = new Set(chain.links.filter(isInTime).map(({ start }) => start));
  return (key) => {
    if (canonicals.has(key)) return { kind: 'canonical', count, latest: chain.latest };
    const at = places.get(key);
    if (at === undefined) return null;
    const newer = latestAt > at ? chain.latest : null;
    const isMarked = chain.nodes.get(key)?.isMarkedOutdated === true;
    const isOutdated = hasNext.has(key) || newer !== null || isMarked;
    return {
      kind: 'version',
      number: at + 1,
      count,
      canonical: chain.canonical,
      newer,
      isOutdated,
    };
  };
}

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
  const count = chain.versions.length;
  if (key === chain.canonical || chain.otherCanonicals.includes(key)) {
    return { kind: 'canonical', count, latest: chain.latest };
  }
  const at = chain.versions.indexOf(key);
  if (at < 0) return null;
  const latestAt = chain.latest === null ? -1 : chain.versions.indexOf(chain.latest);
  const newer = latestAt > at ? chain.latest : null;
  const hasNext = chain.links.some((link) => isInTime(link) && link.start === key);
  const isOutdated = hasNext || newer !== null || chain.nodes.get(key)?.isMarkedOutdated === true;
  return { kind: 'version', number: at + 1, count, canonical: chain.canonical, newer, isOutdated };
}

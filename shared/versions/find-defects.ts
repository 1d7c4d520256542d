import type { Chain } from './chain.ts';
import type { Defect, Surroundings } from './defect.ts';
import { defectCodes, defectName } from './defect.ts';
import { contentDefects } from './defects/content.ts';
import { contradictions, contradictsContent, oneSidedDefect } from './defects/pairs.ts';
import { readTies, shapeDefects } from './defects/shape.ts';
import { statementDefects, tombstoneDefects } from './defects/statements.ts';
import type { Link } from './links.ts';
import { linkName } from './links.ts';

/**
 * Everything that is wrong with a chain, each thing under the one name that fits best: a link that
 * contradicts another is not also called one-sided. In the order of the codes, then of the DOIs.
 */
export function findDefects(chain: Chain, surroundings: Surroundings): Defect[] {
  const { defects, unsound } = contradictions(chain);
  const ties = readTies(chain, unsound);
  const misdirected = new Set<Link>();
  const backwards = ties.straight.flatMap((link) => {
    const found = contradictsContent(link, chain);
    if (found !== null) misdirected.add(link);
    return found ?? [];
  });
  const straight = ties.straight.filter((link) => !misdirected.has(link));
  const found = [
    ...statementDefects(chain, surroundings),
    ...defects,
    ...backwards,
    ...chain.links.flatMap((link) =>
      unsound.has(linkName(link)) ? [] : (oneSidedDefect(link, chain) ?? []),
    ),
    ...shapeDefects(chain, { ...ties, straight }),
    ...tombstoneDefects(chain),
    ...contentDefects(chain, straight),
  ];
  const byName = new Map(found.map((one) => [defectName(one), one]));
  const rank = new Map(defectCodes.map((code, at) => [code, at]));
  return [...byName.values()].sort(
    (one, other) =>
      (rank.get(one.code) ?? 0) - (rank.get(other.code) ?? 0) ||
      (one.at < other.at ? -1 : one.at > other.at ? 1 : 0) ||
      (one.index ?? 0) - (other.index ?? 0),
  );
}

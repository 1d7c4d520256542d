import type { Chain } from '../chain.ts';
import { isInTime } from '../chain.ts';
import type { Defect, DefectCode } from '../defect.ts';
import { typeFor } from '../relation-kinds.ts';
import { canReach, toGraph } from '../defects/graph.ts';
import type { Choices, Judge } from './decide.ts';
import { itemOf, judgeOf, withoutVersion } from './decide.ts';
import type { Workbench } from './workbench.ts';

/** What a mender works with. `chain` is as the defect was found in it. */
export interface Mending {
  readonly chain: Chain;
  readonly bench: Workbench;
  readonly choices: Choices;
}

/** Mends one defect on the bench; false when there is nothing that could be done without a person or an owner. */
export type Mend = (defect: Defect, mending: Mending) => boolean;

/**
 * How defects are mended, in stages: first what single statements say wrong, then what contradicts, then what is
 * missing. A stage is begun when the one before finds nothing more to do, on a chain that is read anew.
 */
export const stages: readonly Partial<Readonly<Record<DefectCode, Mend>>>[] = [
  {
    'self-link': takeAway,
    'wrong-relation-type': ({ at, index, values }, { bench }) => {
      const right = values['right'];
      return index !== null && right !== undefined && bench.correct(at, index, { type: right });
    },
    'non-doi-target': ({ at, index, others: [target] }, { bench }) =>
      index !== null && target !== undefined && bench.correct(at, index, { target }),
  },
  {
    'wrong-direction': turnRound,
    'wrong-relation-type': sayOneThing,
    'two-parents': keepOneParent,
    cycle: openCircle,
    'dangling-target': takeAway,
  },
  {
    fork: joinBranches,
    gap: closeGap,
    'outdated-without-successor': nameSuccessor,
    'two-latest': joinInOrder,
  },
  {
    'one-sided-link': ({ at, others: [other], values }, { bench }) =>
      other !== undefined && bench.add(at, values['type'] ?? '', other),
    'canonical-missing-version': ({ at, others: [version] }, { bench, chain }) => {
      if (version === undefined) return false;
      const isSaid = chain.nodes
        .get(version)
        ?.statements.some(({ key, type }) => key === at && type === 'IsVersionOf');
      const isAdded = isSaid !== true && bench.add(version, 'IsVersionOf', at);
      return bench.add(at, 'HasVersion', version) || isAdded;
    },
  },
];

function takeAway({ at, index }: Defect, { bench }: Mending): boolean {
  return index !== null && bench.removeAt(at, index);
}

/** Defects that are mended in the one statement at which they are seen, whatever is done to others meanwhile. */
export const ofOneStatement: ReadonlySet<DefectCode> = new Set([
  'self-link',
  'dangling-target',
  'non-doi-target',
]);

function turnRound({ at, others: [other] }: Defect, { chain, bench, choices }: Mending): boolean {
  if (other === undefined) return false;
  const links = chain.links.filter(
    ({ start, end }) => (start === at && end === other) || (start === other && end === at),
  );
  if (links.some(isInTime)) {
    const order = judgeOf(chain, choices)(at, other);
    if (order === 0) return false;
    const [start, end] = order < 0 ? [at, other] : [other, at];
    const isForced = links.some(
      (link) => link.kind === 'obsolescence' && link.start === start && link.end === end,
    );
    return bench.setPair({ kind: 'succession', start, end }, isForced ? ['obsolescence'] : []);
  }
  const item = itemOf(chain, at, other) ?? withoutVersion(chain, at, other);
  if (item === null) return false;
  return bench.setPair({ kind: 'version', start: item, end: item === at ? other : at });
}

function sayOneThing({ at, others: [other] }: Defect, { chain, bench, choices }: Mending): boolean {
  if (other === undefined) return false;
  const item = itemOf(chain, at, other);
  if (item !== null) {
    return bench.setPair({ kind: 'version', start: item, end: item === at ? other : at });
  }
  const order = judgeOf(chain, choices)(at, other);
  const [start, end] = order <= 0 ? [at, other] : [other, at];
  if (order !== 0) return bench.setPair({ kind: 'succession', start, end });
  const above = withoutVersion(chain, at, other);
  if (above === null) return false;
  return bench.setPair({ kind: 'version', start: above, end: above === at ? other : at });
}

function keepOneParent(
  { at, others }: Defect,
  { chain, bench, choices: { parent = {} } }: Mending,
): boolean {
  const chosen = parent[at];
  const wanted = chosen !== undefined && others.includes(chosen) ? chosen : chain.canonical;
  if (wanted === null || !others.includes(wanted)) return false;
  return others
    .filter((key) => key !== wanted)
    .map((key) => {
      const isGone = bench.remove(at, (said) => said.key === key && said.type === 'IsVersionOf');
      return bench.remove(key, (said) => said.key === at && said.type === 'HasVersion') || isGone;
    })
    .some((isChanged) => isChanged);
}

/** Takes away the links of the circle that lead from a newer version to an older one. */
function openCircle({ at, others }: Defect, { chain, bench, choices }: Mending): boolean {
  const circle = new Set([at, ...others]);
  const judge = judgeOf(chain, choices);
  const inside = chain.links.filter(
    (link) => isInTime(link) && circle.has(link.start) && circle.has(link.end),
  );
  const backwards = inside.filter(({ start, end }) => judge(start, end) > 0);
  // Where content is silent about a part of the circle, taking away the rest opens it all the same.
  return backwards
    .map(({ kind, start, end }) => {
      const isGone = bench.remove(
        start,
        (said) => said.key === end && said.type === typeFor(kind, 'start'),
      );
      const isToo = bench.remove(
        end,
        (said) => said.key === start && said.type === typeFor(kind, 'end'),
      );
      return isGone || isToo;
    })
    .some((isChanged) => isChanged);
}

/** Branches are put into one line: between the first and the last of them, each version follows the one before it. */
function joinBranches({ others }: Defect, { chain, bench, choices }: Mending): boolean {
  const judge = judgeOf(chain, choices);
  const line = toGraph(chain.links.filter(isInTime));
  const places = others.map((key) => chain.versions.indexOf(key));
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return chain.versions
    .slice(first + 1, last + 1)
    .map((key, at) => {
      const before = chain.versions[first + at];
      const isJoined = before !== undefined && canReach(line, before, key);
      return !isJoined && follow(key, { chain, bench, judge });
    })
    .some((isChanged) => isChanged);
}

function closeGap({ at }: Defect, { chain, bench, choices }: Mending): boolean {
  return follow(at, { chain, bench, judge: judgeOf(chain, choices) });
}

/** Makes a version follow the one that stands before it, where something tells that it does. */
function follow(
  key: string,
  { chain, bench, judge }: { chain: Chain; bench: Workbench; judge: Judge },
): boolean {
  const before = chain.versions[chain.versions.indexOf(key) - 1];
  if (before === undefined || judge(before, key) >= 0) return false;
  return bench.setPair({ kind: 'succession', start: before, end: key }, [
    'obsolescence',
    'variant',
  ]);
}

function nameSuccessor({ at }: Defect, { chain, bench, choices }: Mending): boolean {
  const place = chain.versions.indexOf(at);
  const next = place < 0 ? undefined : chain.versions[place + 1];
  if (next === undefined || judgeOf(chain, choices)(at, next) >= 0) return false;
  return bench.setPair({ kind: 'succession', start: at, end: next }, ['obsolescence', 'variant']);
}

/** Only a person's order settles which of several is the newest. */
function joinInOrder({ at, others }: Defect, { bench, choices: { order = [] } }: Mending): boolean {
  const line = order.filter((key) => key === at || others.includes(key));
  if (line.length <= others.length) return false;
  return line
    .slice(1)
    .map((end, place) => {
      const start = line[place];
      return start !== undefined && bench.setPair({ kind: 'succession', start, end });
    })
    .some((isChanged) => isChanged);
}

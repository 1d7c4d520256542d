import type { Attributes, RelatedIdentifier } from '../../metadata/attributes.ts';
import { listOf } from '../../values/tolerant.ts';
import { partIntoChains, readChain } from '../chain.ts';
import type { Defect, Surroundings } from '../defect.ts';
import { defectName } from '../defect.ts';
import { findDefects } from '../find-defects.ts';
import type { VersionNode } from '../version-node.ts';
import type { Choices } from './decide.ts';
import { ofOneStatement, stages } from './mend.ts';
import type { Mending } from './mend.ts';
import type { RelationChange, Workbench } from './workbench.ts';
import { createWorkbench } from './workbench.ts';

/** The smallest set of changes found that makes a chain sound, and what it leaves to people. */
export interface RepairPlan {
  /** By record; the records in the order in which they were given. */
  readonly changes: ReadonlyMap<string, readonly RelationChange[]>;
  /** Changes to records that are not ours: to be asked of their owners. */
  readonly wishes: ReadonlyMap<string, readonly RelationChange[]>;
  /** Defects that are gone afterwards. */
  readonly mended: readonly Defect[];
  /** Defects that remain: a person, another workflow or an owner is needed. */
  readonly left: readonly Defect[];
}

/** Each round mends one thing of each defect at least; a chain needs a few. The limit only ends a mistake of ours. */
const mostRounds = 200;

/** Plans the repair of the records of one chain (or of several; each is repaired by itself). Changes nothing. */
export function planRepair(
  nodes: readonly VersionNode[],
  surroundings: Surroundings,
  choices: Choices = {},
): RepairPlan {
  const bench = createWorkbench(nodes);
  const before = audit(nodes, surroundings);
  for (let round = 0; round < mostRounds; round += 1) {
    if (!mendOnce(bench, surroundings, choices)) break;
  }
  const left = audit(bench.nodes(), surroundings);
  const still = new Set(left.map(withoutIndex));
  return {
    changes: bench.changes(),
    wishes: bench.wishes(),
    mended: before.filter((defect) => !still.has(withoutIndex(defect))),
    left,
  };
}

/** A statement's place moves when one before it is taken away; the defect remains the same. */
function withoutIndex(defect: Defect): string {
  return defectName({ ...defect, index: null });
}

function audit(nodes: readonly VersionNode[], surroundings: Surroundings): Defect[] {
  return partIntoChains(nodes).flatMap((part) => findDefects(readChain(part), surroundings));
}

/** Works on the first stage that finds something to do. True when anything changed. */
function mendOnce(bench: Workbench, surroundings: Surroundings, choices: Choices): boolean {
  const left = new Set(choices.leave);
  const parts = partIntoChains(bench.nodes()).map((part) => {
    const chain = readChain(part);
    return { chain, defects: findDefects(chain, surroundings) };
  });
  for (const stage of stages) {
    let isChanged = false;
    for (const { chain, defects } of parts) {
      const wanted = defects.filter((defect) => !left.has(withoutIndex(defect)));
      if (mendPart(stage, wanted, { chain, bench, choices })) isChanged = true;
    }
    if (isChanged) return true;
  }
  return false;
}

/** One stage of one chain. True when anything changed. */
function mendPart(
  stage: (typeof stages)[number],
  defects: readonly Defect[],
  work: Mending,
): boolean {
  let isChanged = false;
  // What is done to a pair changes what is right for the next: each record is worked on once a round.
  const touched = new Set<string>();
  for (const defect of defects) {
    const keys = [defect.at, ...defect.others];
    const isAlone = ofOneStatement.has(defect.code);
    if (!isAlone && defect.index !== null && keys.some((key) => touched.has(key))) continue;
    if (stage[defect.code]?.(defect, work) !== true) continue;
    isChanged = true;
    if (!isAlone) for (const key of keys) touched.add(key);
  }
  return isChanged;
}

/** The related identifiers of a record after its part of a plan; what is not changed keeps every member and its place. */
export function applyChanges(
  attributes: Attributes,
  changes: readonly RelationChange[],
): RelatedIdentifier[] {
  const gone = new Set(changes.flatMap(({ kind, index }) => (kind === 'remove' ? [index] : [])));
  const replaced = new Map(
    changes.flatMap(({ kind, index, after }) =>
      kind === 'replace' && index !== null && after !== null ? [[index, after] as const] : [],
    ),
  );
  const kept = listOf(attributes.relatedIdentifiers).flatMap((related, index) => {
    if (gone.has(index)) return [];
    return [{ ...related, ...replaced.get(index) }];
  });
  const added = changes.flatMap(({ kind, after }) =>
    kind === 'add' && after !== null ? [after] : [],
  );
  return [...kept, ...added];
}

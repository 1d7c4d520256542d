import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { WireRepairPlan } from '#shared/contract/version-changes.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import type { Choices } from '#shared/versions/repair/decide.ts';
import type { RepairPlan } from '#shared/versions/repair/repair-plan.ts';
import { planRepair } from '#shared/versions/repair/repair-plan.ts';
import { applyChangeSet } from '../changes/apply-change-set.ts';
import type { Edit } from '../changes/edit.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { chainOf, toWire } from './chain-view.ts';
import type { JudgedChain } from './judge-chains.ts';
import { relationEdits, showPlan } from './relation-edits.ts';
import { readSurroundings } from './version-records.ts';

/** What would make the chain of a record sound. Nothing is changed. */
export function planChainRepair(
  ledger: Ledger,
  doi: string,
  choices: ParsedInput<'versions.planRepair'>['choices'],
): WireRepairPlan {
  const judged = knownChain(ledger, doi);
  const plan = planOf(ledger, judged, choices);
  return {
    ...showPlan(judged.records, plan),
    mended: plan.mended.slice(0, 2000).map(toWire),
    left: plan.left.slice(0, 2000).map(toWire),
  };
}

/**
 * Carries out the repair of the chains of these records as one change set. The plan is made anew from what the
 * ledger holds now, so that nothing is written that was not looked at.
 */
export async function repairChains(
  context: CoreContext,
  { dois, choices, reason }: ParsedInput<'versions.repair'>,
): Promise<Output<'versions.repair'>> {
  const { ledger } = context;
  const seen = new Set<string>();
  const edits: Edit[] = [];
  let [chainCount, leftCount, wishCount] = [0, 0, 0];
  for (const doi of dois.map(doiKey)) {
    if (seen.has(doi)) continue;
    const judged = knownChain(ledger, doi);
    for (const { node } of judged.records) seen.add(node.key);
    const plan = planOf(ledger, judged, choices);
    chainCount += 1;
    leftCount += plan.left.length;
    wishCount += plan.wishes.size;
    edits.push(...relationEdits(judged.records, plan.changes));
    // Other calls get their turn between two chains.
    await context.ports.clock.sleep(0);
  }
  const outcome = await applyChangeSet(context, {
    title: versionsText.changeSetTitle(chainCount),
    kind: 'versions',
    changeKind: 'correction',
    reason,
    edits,
  });
  return {
    changeSetId: outcome.id,
    changedCount: outcome.changedCount,
    refused: [...outcome.refused],
    leftCount,
    wishCount,
  };
}

function knownChain(ledger: Ledger, doi: string): JudgedChain {
  const judged = chainOf(ledger, doiKey(doi));
  if (judged !== null) return judged;
  throw new AppError('NOT_FOUND', { message: versionsText.notInLedger(doi) });
}

function planOf(
  ledger: Ledger,
  { records }: JudgedChain,
  { order, parent, leave }: ParsedInput<'versions.planRepair'>['choices'],
): RepairPlan {
  const choices: Choices = {
    ...(order === undefined ? {} : { order: order.map(doiKey) }),
    ...(parent === undefined ? {} : { parent }),
    ...(leave === undefined ? {} : { leave }),
  };
  return planRepair(
    records.map(({ node }) => node),
    readSurroundings(ledger),
    choices,
  );
}

import type { WireRepairPlan } from '#shared/contract/version-changes.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { linkText } from '#shared/text/version-links.en.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import type { PairAs } from '#shared/versions/link-pair.ts';
import { linkPair } from '#shared/versions/link-pair.ts';
import { readNode } from '#shared/versions/version-node.ts';
import type { ChangeOutcome } from '#shared/contract/changes.ts';
import { applyFew } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { getRecord } from '../records/find-records.ts';
import { relationEdits, showPlan } from './relation-edits.ts';
import { addressBook } from './version-records.ts';

interface Pair {
  readonly doi: string;
  /** Need not be in this ledger. */
  readonly other: string;
  readonly as: PairAs | null;
  /** What was decided before and is taken back by this. */
  readonly earlier: PairAs | null;
}

/** What would be written into both records. Nothing is changed. */
export function planLink(ledger: Ledger, pair: Pair): Pick<WireRepairPlan, 'changes' | 'wishes'> {
  const { records, plan } = planOf(ledger, pair);
  return showPlan(records, plan);
}

/**
 * Links a draft with another record as one change set that can be undone, in one transaction that joins the caller's.
 * Where only the other record refuses, the draft is linked all the same and the refusal is answered. Throws
 * `CONFLICT`, and nothing is linked, when the draft itself cannot be edited.
 */
export function linkRecords(
  context: CoreContext,
  pair: Pair,
  reason: string,
): Pick<ChangeOutcome, 'id' | 'refused'> {
  const { records, plan } = planOf(context.ledger, pair);
  if (plan.changes.size === 0) return { id: null, refused: [] };
  const linked = context.ledger.transaction(() => {
    const { id, refused } = applyFew(context, {
      title: linkText.title(doiKey(pair.doi), doiKey(pair.other)),
      kind: 'versions',
      changeKind: 'other',
      reason,
      edits: relationEdits(records, plan.changes),
    });
    const own = refused.find(({ doi }) => doi === doiKey(pair.doi));
    if (own !== undefined) {
      // Thrown inside: the other one is not left with a link that the draft does not answer.
      throw new AppError('CONFLICT', { message: own.message, nextStep: linkText.refusedNext });
    }
    return { id, refused };
  });
  context.emit('versions.changed', {});
  return linked;
}

function planOf(ledger: Ledger, { doi, other, as, earlier }: Pair) {
  const draft = recordAt(ledger, doi);
  if (draft === null) {
    throw new AppError('NOT_FOUND', { message: versionsText.notInLedger(doiKey(doi)) });
  }
  // Of a record that is not here, only its name is known: its owner is asked to say the same.
  const known = recordAt(ledger, other) ?? {
    node: readNode(other, {}, { holding: 'observed', state: 'findable' }),
    attributes: {},
  };
  return { records: [draft, known], plan: linkPair(draft.node, known.node, { as, earlier }) };
}

function recordAt(ledger: Ledger, doi: string) {
  const record = getRecord(ledger, doiKey(doi));
  if (record === null) return null;
  const { attributes, isBurnt: isGivenUp, state, sync } = record;
  const holding = sync === 'observe-only' ? 'observed' : 'own';
  const doiAt = addressBook(ledger);
  return {
    node: readNode(record.doi, attributes, { holding, state, isGivenUp, doiAt }),
    attributes,
  };
}

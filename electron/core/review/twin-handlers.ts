import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { PairAs } from '#shared/versions/link-pair.ts';
import type { CoreContext } from '../context.ts';
import { findOnlineTwins, onlineQuestions } from '../duplicates/online-twins.ts';
import type { Decision } from '../duplicates/twin-decisions.ts';
import { decideTwin, decisionsOf } from '../duplicates/twin-decisions.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { linkRecords, planLink } from '../versions/link-records.ts';
import { describeItem, withoutOther } from './review-detail.ts';
import { readReviewPolicies } from './review-policies.ts';
import { reviewed } from './review-table.ts';
import type { Stewards } from './stewards.ts';

type Names =
  'review.planTwin' | 'review.decideTwin' | 'review.onlineQuestions' | 'review.onlineTwins';

/** Records that may be the same item as a draft, and what a person decides about each (E7). */
export function createTwinHandlers(
  context: CoreContext,
  stewards: Stewards,
): Pick<Handlers, Names> {
  const { ledger } = context;
  const pairOf = ({ doi, other, decision }: Asked) => {
    const { record } = reviewed(ledger, doiKey(doi));
    if (record.doi === doiKey(other)) {
      throw new AppError('VALIDATION', { message: text.ownTwin, path: 'other' });
    }
    const before = decisionsOf(ledger, record).get(doiKey(other))?.decision;
    return { doi, other, as: pairAs(decision), earlier: pairAs(before ?? 'different') };
  };
  return {
    'review.planTwin': (asked) => planLink(ledger, pairOf(asked)),
    'review.decideTwin': (what) => {
      const { name } = stewards.required();
      return ledger.transaction(() => {
        const { id: changeSetId, refused } = linkRecords(context, pairOf(what), what.reason);
        decideTwin(context, { ...what, changeSetId }, name);
        return { changeSetId, refused: refused.map(({ doi, message }) => ({ doi, message })) };
      });
    },
    'review.onlineQuestions': ({ doi }) => {
      const { record } = reviewed(ledger, doiKey(doi));
      const asked = onlineQuestions(record.attributes);
      return { questions: asked.map(({ service, words }) => ({ service, words })) };
    },
    'review.onlineTwins': async ({ doi }) => {
      const { record } = reviewed(ledger, doiKey(doi));
      const { environment } = getRepository(ledger, record.repositoryId);
      const { collectionId } = record;
      if (!readReviewPolicies(ledger).of({ collectionId, environment }).usesOnlineSources) {
        throw new AppError('FORBIDDEN', { message: text.notOnline });
      }
      const found = await findOnlineTwins(context, record);
      const decisions = decisionsOf(ledger, record);
      return {
        twins: found.map(({ doi: other, attributes, reasons }) => ({
          ...describeItem(attributes),
          ...{ doi: other, state: null, reasons: [...reasons] },
          decision: withoutOther(decisions.get(other)),
        })),
      };
    },
  };
}

interface Asked {
  readonly doi: string;
  readonly other: string;
  readonly decision: Decision;
}

/** Null: this decision ties the two by nothing. */
function pairAs(decision: Decision): PairAs | null {
  return decision === 'cancel' || decision === 'different' ? null : decision;
}

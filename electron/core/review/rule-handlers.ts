import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { findOnlineTwins, onlineQuestions } from '../duplicates/online-twins.ts';
import { decideTwin, decisionsOf } from '../duplicates/twin-decisions.ts';
import { quotaOf, setQuota } from '../register/publish-quota.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { consentsAsCsv } from './consents.ts';
import { describeItem, withoutOther } from './review-detail.ts';
import { readReviewPolicies, saveReviewPolicy } from './review-policies.ts';
import { reviewed } from './review-table.ts';
import type { Stewards } from './stewards.ts';

type Names =
  | 'review.policy'
  | 'review.setPolicy'
  | 'review.onlineQuestions'
  | 'review.onlineTwins'
  | 'review.quota'
  | 'review.setQuota'
  | 'review.consents'
  | 'review.decideTwin';

/** What collections and accounts ask for before publishing, and what is decided about twins. */
export function createRuleHandlers(
  context: CoreContext,
  stewards: Stewards,
): Pick<Handlers, Names> {
  const { ledger } = context;
  const told = <T>(outcome: T): T => {
    context.emit('review.changed', {});
    return outcome;
  };
  return {
    'review.policy': ({ collectionId }) => {
      const place = ledger.db.get<{ environment: string }>(
        'select a.environment from collection c join repository a on a.id = c.repository_id where c.id = ?',
        collectionId,
      );
      if (place === undefined) {
        throw new AppError('NOT_FOUND', { message: `There is no collection ${collectionId}.` });
      }
      const policies = readReviewPolicies(ledger);
      return {
        policy: policies.of({ collectionId, ...place }),
        isOwn: policies.isOwn(collectionId),
      };
    },
    'review.setPolicy': ({ collectionId, policy, reason }) => {
      saveReviewPolicy(context, collectionId, { policy, reason });
      return {};
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
    'review.quota': ({ repositoryId }) => ({
      quota: quotaOf(context, getRepository(ledger, repositoryId)),
    }),
    'review.setQuota': ({ repositoryId, perHour, reason }) => {
      setQuota(context, getRepository(ledger, repositoryId), { perHour, reason });
      return told({});
    },
    'review.consents': ({ collectionId }) => ({
      text: consentsAsCsv(ledger, collectionId),
      fileName: `consents-${collectionId}.csv`,
    }),
    'review.decideTwin': (what) => {
      const { name } = stewards.required();
      decideTwin(context, what, name);
      return {};
    },
  };
}

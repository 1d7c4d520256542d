import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { quotaOf, setQuota } from '../register/publish-quota.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { consentsAsCsv } from './consents.ts';
import { readReviewPolicies, saveReviewPolicy } from './review-policies.ts';

type Names =
  'review.policy' | 'review.setPolicy' | 'review.quota' | 'review.setQuota' | 'review.consents';

/** What collections and accounts ask for before publishing. */
export function createRuleHandlers(context: CoreContext): Pick<Handlers, Names> {
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
        contactConfirmedAt: policies.contactConfirmedAt(collectionId),
      };
    },
    'review.setPolicy': ({ collectionId, policy, reason }) => {
      saveReviewPolicy(context, collectionId, { policy, reason });
      return {};
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
  };
}

import type { ReviewPolicy } from '#shared/review/review-policy.ts';
import { standardPolicy } from '#shared/review/review-policy.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a collection asks of its drafts, as it is now: make one for a batch, not for longer. */
export interface ReviewPolicies {
  of(place: { readonly collectionId: number | null; readonly environment: string }): ReviewPolicy;
  /** True where somebody of the institution wrote it. */
  isOwn(collectionId: number | null): boolean;
  /** True where any collection has one of its own. */
  readonly hasOwn: boolean;
  /** When somebody last said that the contact is the right one (E4); null: nobody has, or there is none. */
  contactConfirmedAt(collectionId: number): string | null;
}

/** As it is kept: the policy, and beside it when its contact was confirmed. */
type Kept = Partial<ReviewPolicy> & { readonly contactConfirmedAt?: string };

export function readReviewPolicies(ledger: Ledger): ReviewPolicies {
  const own = new Map(
    ledger.db
      .all<{ collection_id: number; policy: string }>('select * from review_policy')
      .map((row) => [row.collection_id, JSON.parse(row.policy) as Kept] as const),
  );
  return {
    of({ collectionId, environment }) {
      const standard = standardPolicy(environment);
      const found = collectionId === null ? undefined : own.get(collectionId);
      if (found === undefined) return standard;
      const { contactConfirmedAt: _at, ...policy } = found;
      return { ...standard, ...policy };
    },
    hasOwn: own.size > 0,
    isOwn: (collectionId) => collectionId !== null && own.has(collectionId),
    contactConfirmedAt: (collectionId) => own.get(collectionId)?.contactConfirmedAt ?? null,
  };
}

/** Null: the standard policy holds again. Decisions that were made stay as they are. */
export function saveReviewPolicy(
  context: CoreContext,
  collectionId: number,
  what: { readonly policy: ReviewPolicy | null; readonly reason: string | null },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    const place = ledger.db.get<{ name: string; environment: string }>(
      `select c.name, a.environment from collection c join repository a on a.id = c.repository_id
       where c.id = ?`,
      collectionId,
    );
    if (place === undefined) {
      throw new AppError('NOT_FOUND', { message: `There is no collection ${collectionId}.` });
    }
    const before = readReviewPolicies(ledger).of({ collectionId, ...place });
    if (what.policy === null) {
      ledger.db.run('delete from review_policy where collection_id = ?', collectionId);
    } else {
      ledger.db.run(
        `insert into review_policy (collection_id, policy) values (?, ?)
         on conflict do update set policy = excluded.policy`,
        collectionId,
        // Whoever saves a policy has its contact before her eyes.
        canonicalJson({
          ...what.policy,
          ...(what.policy.contact.trim() === '' ? {} : { contactConfirmedAt: context.timestamp() }),
        }),
      );
    }
    const after = what.policy ?? standardPolicy(place.environment);
    appendEvent(context, {
      kind: 'collection.review-policy-set',
      summary: text.policySet(place.name),
      reason: what.reason,
      changes: (Object.keys(after) as (keyof ReviewPolicy)[]).flatMap((path) =>
        before[path] === after[path] ? [] : [{ path, before: before[path], after: after[path] }],
      ),
      detail: { collectionId },
    });
  });
  context.emit('review.changed', {});
  context.emit('collections.changed', { collectionId });
}

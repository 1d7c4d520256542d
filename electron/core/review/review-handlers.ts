import { doiKey } from '#shared/doi/doi.ts';
import { approvalText } from '#shared/review/statement.ts';
import type { ReviewStep } from '#shared/review/status.ts';
import { afterStep } from '#shared/review/status.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { twinReading } from '../duplicates/twin-index.ts';
import { appendEvent } from '../history/append-event.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Handlers } from '../router.ts';
import { approvalRefusal, assess, describeReview } from './review-detail.ts';
import { noteStep, writeComment } from './review-notes.ts';
import { countQueue, listQueue, queueAuthors } from './review-queue.ts';
import { reviewed, writeReview } from './review-table.ts';
import type { Standing } from './review-table.ts';
import type { Stewards } from './stewards.ts';

type Names =
  | 'review.queue'
  | 'review.counts'
  | 'review.authors'
  | 'review.get'
  | 'review.assign'
  | 'review.submit'
  | 'review.return'
  | 'review.approve'
  | 'review.takeBack';

/** What people do with drafts. Every step is an event of the history. */
export function createReviewHandlers(
  context: CoreContext,
  stewards: Stewards,
): Pick<Handlers, Names> {
  const { ledger } = context;
  const told = <T>(outcome: T): T => {
    context.emit('review.changed', {});
    return outcome;
  };
  return {
    'review.queue': (asked) => listQueue(context, asked),
    'review.counts': ({ filter }) => countQueue(context, filter),
    'review.authors': () => ({ names: queueAuthors(context) }),
    'review.get': async ({ doi }) => {
      await twinReading(ledger).settle();
      return describeReview(context, stewards, doi);
    },
    'review.assign': ({ dois, stewardId }) => {
      const steward = stewardId === null ? null : stewards.find(stewardId);
      if (stewardId !== null && steward === null) {
        throw new AppError('NOT_FOUND', { message: text.noSteward });
      }
      ledger.transaction(() => {
        for (const doi of dois) {
          const { record } = reviewed(ledger, doiKey(doi));
          writeReview(context, record, { assignee: stewardId });
          noteStep(context, record, {
            kind: 'review.assigned',
            summary: text.assigned(steward?.name ?? null),
          });
        }
      });
      return told({});
    },
    'review.submit': ({ dois }) => {
      const { name } = stewards.required();
      const count = ledger.transaction(
        () => dois.filter((doi) => submit(context, doiKey(doi), name)).length,
      );
      return told({ count });
    },
    'review.return': ({ doi, reason }) => {
      const { name, id } = stewards.required();
      ledger.transaction(() => {
        const { record, standing } = reviewed(ledger, doiKey(doi));
        mustBePossible(standing, 'return');
        writeReview(context, record, { step: 'changes-asked' });
        withdrawApprovals(context, record);
        writeComment(context, record, { path: '', parentId: null, body: reason, author: name });
        noteStep(context, record, {
          kind: 'review.returned',
          summary: text.returned,
          reason,
          by: id,
        });
      });
      return told({});
    },
    'review.approve': async ({ doi, contentHash, note: remark }) => {
      const { name } = stewards.required();
      await twinReading(ledger).settle();
      ledger.transaction(() => {
        const { record, standing } = reviewed(ledger, doiKey(doi));
        mustBePossible(standing, 'approve');
        if (record.contentHash !== contentHash) {
          throw new AppError('CONFLICT', {
            message: text.changedMeanwhile,
            nextStep: text.changedMeanwhileNext,
          });
        }
        const refusal = approvalRefusal(context, record, {
          assessment: assess(context, record),
          name,
        });
        if (refusal !== null) throw new AppError('FORBIDDEN', refusal);
        approve(context, stewards, record, remark);
      });
      return told({});
    },
    'review.takeBack': ({ doi, reason }) => {
      const { id } = stewards.required();
      ledger.transaction(() => {
        const { record, standing } = reviewed(ledger, doiKey(doi));
        mustBePossible(standing, 'take-back');
        writeReview(context, record, { step: 'in-review' });
        withdrawApprovals(context, record);
        noteStep(context, record, {
          kind: 'review.taken-back',
          summary: text.takenBack,
          reason,
          by: id,
        });
      });
      return told({});
    },
  };
}

function mustBePossible({ status }: Standing, step: ReviewStep): void {
  if (afterStep(status, step) !== null) return;
  throw new AppError('CONFLICT', { message: text.notPossible(status) });
}

/** What is in review already stays so: handing in a whole collection again harms nobody. */
function submit(context: CoreContext, doi: string, name: string): boolean {
  const { record, standing } = reviewed(context.ledger, doi);
  if (afterStep(standing.status, 'submit') === null && standing.status !== 'in-review')
    return false;
  writeReview(context, record, { step: 'in-review', submittedBy: name });
  noteStep(context, record, { kind: 'review.submitted', summary: text.submitted });
  return true;
}

/** Signs for the chosen person; throws `VAULT_UNAVAILABLE` while her key is locked. */
function approve(
  context: CoreContext,
  stewards: Stewards,
  record: LedgerRecord,
  remark: string | null,
): void {
  const approvedAt = context.timestamp();
  const statement = {
    doi: record.doi,
    contentSha256: record.contentHash,
    approvedAt,
    note: remark,
  };
  const { steward, signature } = stewards.sign(approvalText(statement));
  writeReview(context, record, { step: 'approved' });
  storeApproval(context, record, { stewardId: steward.id, approvedAt, note: remark, signature });
}

/** Joins the caller's transaction. The signature was made here, or came with a bundle and was checked. */
export function storeApproval(
  context: CoreContext,
  record: LedgerRecord,
  approval: {
    readonly stewardId: string;
    readonly approvedAt: string;
    readonly note: string | null;
    readonly signature: string;
  },
): void {
  context.ledger.db.run(
    `insert into review_approval (record_id, content_hash, steward_id, note, signature, approved_at)
     values (@id, @contentHash, @stewardId, @note, @signature, @approvedAt)
     on conflict do update set note = excluded.note, signature = excluded.signature,
       approved_at = excluded.approved_at, withdrawn_at = null`,
    { id: record.id, contentHash: record.contentHash, ...approval },
  );
  const { stewardId, signature } = approval;
  appendEvent(context, {
    kind: 'review.approved',
    summary: text.approved,
    doi: record.doi,
    reason: approval.note,
    detail: { contentSha256: record.contentHash, stewardId, signature },
  });
}

function withdrawApprovals(context: CoreContext, record: LedgerRecord): void {
  context.ledger.db.run(
    'update review_approval set withdrawn_at = ? where record_id = ? and withdrawn_at is null',
    context.timestamp(),
    record.id,
  );
}

import { doiKey } from '#shared/doi/doi.ts';
import type { GivenAnswer } from '#shared/review/checklist.ts';
import { approvalText } from '#shared/review/statement.ts';
import type { ReviewStep } from '#shared/review/status.ts';
import { afterStep } from '#shared/review/status.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { decideTwin } from '../duplicates/twin-decisions.ts';
import { appendEvent } from '../history/append-event.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Handlers } from '../router.ts';
import { approvalRefusal, assess, describeReview } from './review-detail.ts';
import { readReviewPolicies, saveReviewPolicy } from './review-policies.ts';
import { countQueue, listQueue } from './review-queue.ts';
import { reviewed, writeReview } from './review-table.ts';
import type { Standing } from './review-table.ts';
import type { Stewards } from './stewards.ts';

type Names =
  | 'review.queue'
  | 'review.counts'
  | 'review.get'
  | 'review.assign'
  | 'review.submit'
  | 'review.return'
  | 'review.approve'
  | 'review.takeBack'
  | 'review.comment'
  | 'review.resolve'
  | 'review.answer'
  | 'review.policy'
  | 'review.setPolicy'
  | 'review.decideTwin';

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
    'review.queue': (asked) => listQueue(ledger, asked),
    'review.counts': ({ filter }) => countQueue(ledger, filter),
    'review.get': ({ doi }) => describeReview(context, stewards, doi),
    'review.assign': ({ dois, stewardId }) => {
      const steward = stewardId === null ? null : stewards.find(stewardId);
      if (stewardId !== null && steward === null) {
        throw new AppError('NOT_FOUND', { message: text.noSteward });
      }
      ledger.transaction(() => {
        for (const doi of dois) {
          const { record } = reviewed(ledger, doiKey(doi));
          writeReview(context, record, { assignee: stewardId });
          note(context, record, {
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
        note(context, record, { kind: 'review.returned', summary: text.returned, reason, by: id });
      });
      return told({});
    },
    'review.approve': ({ doi, contentHash, note: remark }) => {
      const { name } = stewards.required();
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
        note(context, record, {
          kind: 'review.taken-back',
          summary: text.takenBack,
          reason,
          by: id,
        });
      });
      return told({});
    },
    'review.comment': ({ doi, ...comment }) => {
      const { name } = stewards.required();
      const id = ledger.transaction(() => {
        const { record } = reviewed(ledger, doiKey(doi));
        mustBeOf(context, record, comment.parentId);
        const written = writeComment(context, record, { ...comment, author: name });
        note(context, record, { kind: 'review.commented', summary: text.commented });
        return written;
      });
      return told({ id });
    },
    'review.resolve': ({ id, isResolved }) => {
      const { name } = stewards.required();
      ledger.transaction(() => {
        const { changes } = ledger.db.run(
          'update review_comment set resolved_at = ?, resolved_by = ? where id = ? and parent_id is null',
          isResolved ? context.timestamp() : null,
          isResolved ? name : null,
          id,
        );
        if (changes === 0) throw new AppError('NOT_FOUND', { message: text.noRecord('') });
        const row = ledger.db.get<{ doi: string }>(
          'select r.doi from review_comment c join record r on r.id = c.record_id where c.id = ?',
          id,
        );
        appendEvent(context, {
          kind: 'review.comment-settled',
          summary: isResolved ? text.resolved : text.reopened,
          doi: row?.doi ?? null,
          detail: { commentId: id },
        });
      });
      return told({});
    },
    'review.answer': ({ dois, question, answer, note: remark }) => {
      const { name } = stewards.required();
      ledger.transaction(() => {
        for (const doi of dois) {
          const { record } = reviewed(ledger, doiKey(doi));
          writeAnswer(context, record, { question, answer, note: remark, person: name });
        }
      });
      return told({});
    },
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
    'review.decideTwin': (what) => {
      const { name } = stewards.required();
      decideTwin(context, what, name);
      return {};
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
  note(context, record, { kind: 'review.submitted', summary: text.submitted });
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

function mustBeOf({ ledger }: CoreContext, record: LedgerRecord, parentId: string | null): void {
  if (parentId === null) return;
  const parent = ledger.db.get(
    'select 1 from review_comment where id = ? and record_id = ? and parent_id is null',
    parentId,
    record.id,
  );
  if (parent === undefined) throw new AppError('NOT_FOUND', { message: text.noRecord(record.doi) });
}

export interface NewComment {
  readonly path: string;
  readonly parentId: string | null;
  readonly body: string;
  readonly author: string;
}

/** Returns its id. Comments are plain text wherever they are shown. */
export function writeComment(
  context: CoreContext,
  record: LedgerRecord,
  comment: NewComment,
): string {
  const id = context.newId();
  context.ledger.db.run(
    `insert into review_comment (id, record_id, parent_id, path, body, author, created_at)
     values (@id, @recordId, @parentId, @path, @body, @author, @now)`,
    { id, recordId: record.id, ...comment, now: context.timestamp() },
  );
  return id;
}

interface NewAnswer {
  readonly question: GivenAnswer['question'];
  readonly answer: string | null;
  readonly note: string | null;
  readonly person: string;
}

function writeAnswer(context: CoreContext, record: LedgerRecord, given: NewAnswer): void {
  const { question, answer, note: remark, person } = given;
  if (answer === 'waived' && (remark ?? '') === '') {
    throw new AppError('VALIDATION', { message: text.openItemsNext, path: 'note' });
  }
  if (answer === null) {
    context.ledger.db.run(
      'delete from review_answer where record_id = ? and question = ?',
      record.id,
      question,
    );
  } else {
    context.ledger.db.run(
      `insert into review_answer (record_id, question, answer, note, person, answered_at)
       values (@id, @question, @answer, @note, @person, @now)
       on conflict do update set answer = excluded.answer, note = excluded.note,
         person = excluded.person, answered_at = excluded.answered_at`,
      { id: record.id, question, answer, note: remark, person, now: context.timestamp() },
    );
  }
  appendEvent(context, {
    kind: 'review.answered',
    summary: answer === null ? text.unanswered(question) : text.answered(question),
    doi: record.doi,
    reason: remark,
    detail: { question, answer: answer ?? '' },
  });
}

function note(
  context: CoreContext,
  record: LedgerRecord,
  what: {
    readonly kind: string;
    readonly summary: string;
    readonly reason?: string;
    readonly by?: string;
  },
): void {
  appendEvent(context, {
    kind: what.kind,
    summary: what.summary,
    doi: record.doi,
    reason: what.reason ?? null,
    detail: {
      contentSha256: record.contentHash,
      ...(what.by === undefined ? {} : { stewardId: what.by }),
    },
  });
}

import type { ReviewComment } from '#shared/contract/review-shapes.ts';
import type { GivenAnswer } from '#shared/review/checklist.ts';
import type { ReviewStatus } from '#shared/review/status.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { withoutStaleConsent } from './consents.ts';

export interface Standing {
  readonly status: ReviewStatus;
  readonly isVoided: boolean;
}

/** A record that the review speaks of; throws `NOT_FOUND` for one that is no draft and never was from here. */
export function reviewed(
  ledger: Ledger,
  doi: string,
): { record: LedgerRecord; standing: Standing } {
  const record = getRecord(ledger, doi);
  const row =
    record === null
      ? undefined
      : ledger.db.get<{ status: ReviewStatus; is_voided: number }>(
          'select status, is_voided from review_standing where record_id = ?',
          record.id,
        );
  if (record === null || row === undefined) {
    throw new AppError('NOT_FOUND', { message: text.noRecord(doi) });
  }
  return { record, standing: { status: row.status, isVoided: row.is_voided === 1 } };
}

export interface ReviewRow {
  readonly step: string;
  readonly content_hash: string;
  readonly assignee: string | null;
  readonly submitted_by: string | null;
}

export function reviewRow(ledger: Ledger, recordId: number): ReviewRow | null {
  return ledger.db.get<ReviewRow>('select * from review where record_id = ?', recordId) ?? null;
}

/** Joins the caller's transaction. What is absent stays as it was. */
export function writeReview(
  context: CoreContext,
  record: LedgerRecord,
  what: {
    readonly step?: 'new' | 'in-review' | 'changes-asked' | 'approved';
    readonly assignee?: string | null;
    readonly submittedBy?: string;
  },
): void {
  const before = reviewRow(context.ledger, record.id);
  context.ledger.db.run(
    `insert into review (record_id, step, content_hash, assignee, submitted_by, changed_at)
     values (@id, @step, @contentHash, @assignee, @submittedBy, @now)
     on conflict do update set step = excluded.step, content_hash = excluded.content_hash,
       assignee = excluded.assignee, submitted_by = excluded.submitted_by, changed_at = excluded.changed_at`,
    {
      id: record.id,
      step: what.step ?? before?.step ?? 'new',
      // An assignment says nothing about the content.
      contentHash:
        what.step === undefined ? (before?.content_hash ?? record.contentHash) : record.contentHash,
      assignee: what.assignee === undefined ? (before?.assignee ?? null) : what.assignee,
      submittedBy: what.submittedBy ?? before?.submitted_by ?? null,
      now: context.timestamp(),
    },
  );
}

export function commentsOf(ledger: Ledger, recordId: number): ReviewComment[] {
  return ledger.db.all<ReviewComment>(
    `select id, parent_id as parentId, path, body, author, created_at as createdAt,
       resolved_at as resolvedAt, resolved_by as resolvedBy
     from review_comment where record_id = ? order by created_at, id limit 1000`,
    recordId,
  );
}

export function countOpenComments(ledger: Ledger, recordId: number): number {
  const row = ledger.db.get<{ count: number }>(
    `select count(*) as count from review_comment
     where record_id = ? and parent_id is null and resolved_at is null`,
    recordId,
  );
  return row?.count ?? 0;
}

/** Questions come from a closed list; what an older version wrote and this one does not know is left out. */
export function answersOf(
  ledger: Ledger,
  record: Pick<LedgerRecord, 'id' | 'attributes'>,
): GivenAnswer[] {
  const given = ledger.db.all<GivenAnswer>(
    'select question, answer, note from review_answer where record_id = ?',
    record.id,
  );
  return withoutStaleConsent(ledger, record, given);
}

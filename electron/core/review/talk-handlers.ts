import { doiKey } from '#shared/doi/doi.ts';
import type { GivenAnswer } from '#shared/review/checklist.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Handlers } from '../router.ts';
import { noteConsent } from './consents.ts';
import { noteStep, writeComment } from './review-notes.ts';
import { reviewed } from './review-table.ts';
import type { Stewards } from './stewards.ts';

type Names = 'review.comment' | 'review.resolve' | 'review.answer';

/** What people say about a draft: comments, and answers to the questions of its checklist. */
export function createTalkHandlers(
  context: CoreContext,
  stewards: Stewards,
): Pick<Handlers, Names> {
  const { ledger } = context;
  const told = <T>(outcome: T): T => {
    context.emit('review.changed', {});
    return outcome;
  };
  return {
    'review.comment': ({ doi, ...comment }) => {
      const { name } = stewards.required();
      const id = ledger.transaction(() => {
        const { record } = reviewed(ledger, doiKey(doi));
        mustBeOf(context, record, comment.parentId);
        const written = writeComment(context, record, { ...comment, author: name });
        noteStep(context, record, { kind: 'review.commented', summary: text.commented });
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
  };
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
  if (question === 'consent') noteConsent(context, record, { isGiven: answer === 'yes', person });
  appendEvent(context, {
    kind: 'review.answered',
    summary: answer === null ? text.unanswered(question) : text.answered(question),
    doi: record.doi,
    reason: remark,
    detail: { question, answer: answer ?? '' },
  });
}

import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { BundleItem } from './bundle-file.ts';
import { answersOf } from './review-table.ts';

type Answer = BundleItem['answers'][number];
type Consent = NonNullable<BundleItem['consent']>;

/** The answers that hold now, with who gave them, and the consent that one of them stands for. */
export function answersGiven(
  ledger: Ledger,
  record: LedgerRecord,
): Pick<BundleItem, 'answers' | 'consent'> {
  const holding = new Set(answersOf(ledger, record).map(({ question }) => question));
  const answers = ledger.db
    .all<Answer>(
      `select question, answer, note, person, answered_at as answeredAt from review_answer
       where record_id = ? order by question`,
      record.id,
    )
    .filter(({ question }) => holding.has(question));
  const isAgreed = answers.some(
    ({ question, answer }) => question === 'consent' && answer === 'yes',
  );
  return { answers, consent: isAgreed ? consentFor(ledger.db, record.id) : null };
}

function consentFor(db: Ledger['db'], recordId: number): Consent | null {
  const row = db.get<Omit<Consent, 'people'> & { readonly people: string }>(
    `select people, text_version as textVersion, text, terms, terms_url as termsUrl, person,
       given_at as givenAt
     from review_consent where record_id = ? and withdrawn_at is null order by id desc`,
    recordId,
  );
  return row === undefined ? null : { ...row, people: JSON.parse(row.people) as string[] };
}

/**
 * Takes the answers of a colleague who saw exactly this content; the caller has made sure of it. The newest word
 * about a question stands, also where it was to take an answer back. Returns how many were taken. Joins the
 * caller's transaction.
 */
export function takeAnswers(
  context: CoreContext,
  record: LedgerRecord,
  { answers, consent }: Pick<BundleItem, 'answers' | 'consent'>,
): number {
  const taken = answers.filter((given) => {
    const isConsent = given.question === 'consent' && given.answer === 'yes';
    if (isConsent && consent === null) return false;
    const last = lastWord(context.ledger, record.doi, given.question);
    return last === null || last < given.answeredAt;
  });
  for (const given of taken) {
    writeAnswer(context, record, given);
    if (given.question === 'consent') writeConsent(context, record, given, consent);
  }
  return taken.length;
}

/** When somebody here last answered this, or took the answer back; null: nobody ever did. */
function lastWord({ db }: Ledger, doi: string, question: string): string | null {
  const row = db.get<{ at: string | null }>(
    `select max(coalesce(json_extract(body, '$.detail.answeredAt'), at)) as at from history_event
     where doi = ? and kind = 'review.answered' and json_extract(body, '$.detail.question') = ?`,
    doi,
    question,
  );
  return row?.at ?? null;
}

function writeAnswer(context: CoreContext, record: LedgerRecord, given: Answer): void {
  context.ledger.db.run(
    `insert into review_answer (record_id, question, answer, note, person, answered_at)
     values (@recordId, @question, @answer, @note, @person, @answeredAt)
     on conflict do update set answer = excluded.answer, note = excluded.note,
       person = excluded.person, answered_at = excluded.answered_at`,
    { ...given, recordId: record.id },
  );
  const { question, answer, answeredAt } = given;
  appendEvent(context, {
    kind: 'review.answered',
    summary: text.answered(question),
    doi: record.doi,
    reason: given.note,
    detail: { question, answer, answeredAt, contentSha256: record.contentHash },
  });
}

function writeConsent(
  { ledger }: CoreContext,
  record: LedgerRecord,
  { answer, answeredAt }: Answer,
  consent: Consent | null,
): void {
  ledger.db.run(
    'update review_consent set withdrawn_at = ? where record_id = ? and withdrawn_at is null',
    answeredAt,
    record.id,
  );
  if (answer !== 'yes' || consent === null) return;
  ledger.db.run(
    `insert into review_consent (record_id, people, text_version, text, terms, terms_url, person, given_at)
     values (@recordId, @people, @textVersion, @text, @terms, @termsUrl, @person, @givenAt)`,
    { ...consent, people: JSON.stringify(consent.people), recordId: record.id },
  );
}

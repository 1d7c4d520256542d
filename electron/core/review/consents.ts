import type { GivenAnswer } from '#shared/review/checklist.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { consentOf, coversAll } from '#shared/review/consent.ts';
import { consentText } from '#shared/text/consent.en.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../records/record.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { csvHeader, csvSparseRow } from '../sheets/write-csv.ts';
import { readReviewPolicies } from './review-policies.ts';

/** Keeps what was agreed to, word for word, or notes that it was taken back. Joins the caller's transaction. */
export function noteConsent(
  context: CoreContext,
  record: LedgerRecord,
  { isGiven, person }: { readonly isGiven: boolean; readonly person: string },
): void {
  const { ledger } = context;
  const now = context.timestamp();
  ledger.db.run(
    'update review_consent set withdrawn_at = ? where record_id = ? and withdrawn_at is null',
    now,
    record.id,
  );
  if (!isGiven) return;
  const { environment } = getRepository(ledger, record.repositoryId);
  const policy = readReviewPolicies(ledger).of({ collectionId: record.collectionId, environment });
  const { people, version, text, terms, termsUrl } = consentOf(record.attributes, policy);
  ledger.db.run(
    `insert into review_consent (record_id, people, text_version, text, terms, terms_url, person, given_at)
     values (@id, @people, @version, @text, @terms, @termsUrl, @person, @now)`,
    { id: record.id, people: JSON.stringify(people), version, text, terms, termsUrl, person, now },
  );
}

/** Without a consent that speaks of people whom the record has got since. */
export function withoutStaleConsent(
  { db }: Ledger,
  { id, attributes }: { readonly id: number; readonly attributes: Attributes },
  answers: readonly GivenAnswer[],
): GivenAnswer[] {
  return answers.filter(({ question, answer }) => {
    if (question !== 'consent' || answer !== 'yes') return true;
    const row = db.get<{ people: string }>(
      'select people from review_consent where record_id = ? and withdrawn_at is null order by id desc',
      id,
    );
    return row !== undefined && coversAll(JSON.parse(row.people) as string[], attributes);
  });
}

interface Row {
  readonly given_at: string;
  readonly withdrawn_at: string | null;
  readonly doi: string;
  readonly people: string;
  readonly text_version: string;
  readonly text: string;
  readonly terms: string;
  readonly terms_url: string;
  readonly person: string;
}

/** All consents of a collection as CSV, for whoever is asked what was agreed to (D8). */
export function consentsAsCsv({ db }: Ledger, collectionId: number): string {
  const rows = db.all<Row>(
    `select c.given_at, c.withdrawn_at, r.doi, c.people, c.text_version, c.text, c.terms, c.terms_url, c.person
     from review_consent c join record r on r.id = c.record_id where r.collection_id = ? order by c.id`,
    collectionId,
  );
  if (rows.length === 0) return '';
  const lines = rows.map((row) =>
    csvSparseRow([
      row.given_at,
      row.withdrawn_at,
      row.doi,
      (JSON.parse(row.people) as string[]).join('; '),
      row.text_version,
      row.text,
      row.terms,
      row.terms_url,
      row.person,
    ]),
  );
  return csvHeader(consentText.heading) + lines.join('');
}

import { approvalText } from '#shared/review/statement.ts';
import type { ReviewPolicy } from '#shared/review/review-policy.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isSignedWith } from './steward-key.ts';

export interface StoredApproval {
  readonly steward_id: string;
  readonly name: string;
  readonly public_key: string;
  readonly content_hash: string;
  readonly note: string | null;
  readonly signature: string;
  readonly approved_at: string;
  readonly withdrawn_at: string | null;
}

interface Reviewed {
  readonly id: number;
  readonly doi: string;
  readonly contentHash: string;
}

export function approvalsOf(ledger: Ledger, recordId: number): StoredApproval[] {
  return ledger.db.all<StoredApproval>(
    `select a.*, s.name, s.public_key from review_approval a join steward s on s.id = a.steward_id
     where a.record_id = ? order by a.approved_at desc limit 100`,
    recordId,
  );
}

/** True where the signature stands under exactly this approval of this DOI. */
export function isGenuine(doi: string, approval: StoredApproval): boolean {
  const { content_hash: contentSha256, approved_at: approvedAt, note, signature } = approval;
  return isSignedWith(
    approval.public_key,
    approvalText({ doi, contentSha256, approvedAt, note }),
    signature,
  );
}

export function isCurrent(
  record: Pick<Reviewed, 'contentHash'>,
  approval: StoredApproval,
): boolean {
  return approval.withdrawn_at === null && approval.content_hash === record.contentHash;
}

/**
 * True where people who may approve have approved this very content, and the ledger still says so. Worked out from
 * the signatures, so that a row that somebody wrote by hand approves nothing.
 */
export function isApproved(
  ledger: Ledger,
  record: Reviewed,
  policy: Pick<ReviewPolicy, 'approval'>,
): boolean {
  const step = ledger.db.get<{ step: string; content_hash: string }>(
    'select step, content_hash from review where record_id = ?',
    record.id,
  );
  if (step?.step !== 'approved' || step.content_hash !== record.contentHash) return false;
  const counted = approvalsOf(ledger, record.id).filter(
    (approval) => isCurrent(record, approval) && isGenuine(record.doi, approval),
  );
  if (policy.approval !== 'two-persons') return counted.length > 0;
  const authors = new Set(authorsOf(ledger, record).map(nameForm));
  return authors.size > 0 && counted.some(({ name }) => !authors.has(nameForm(name)));
}

/** Names compare without case and runs of blanks. */
export function nameForm(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Events by which a person writes a record, or has it written; of the table `history_event` as `e`. */
export const isWriting = `e.kind like 'record.%' and e.kind not in ('record.waived',
  'record.waiver-withdrawn', 'record.twin-decided', 'record.sync', 'record.conflicted', 'record.overwrote')`;

/** Everybody who wrote the record or handed it in, as the history tells; redacted names are not among them. */
export function authorsOf(ledger: Ledger, record: Pick<Reviewed, 'id' | 'doi'>): string[] {
  const rows = ledger.db.all<{ name: string }>(
    `select distinct t.text as name from history_event e
       join history_text t on t.sequence = e.sequence and t.part = 'person'
     where e.doi = @doi and t.text is not null and ${isWriting}
     union
     select submitted_by from review where record_id = @id and submitted_by is not null
     limit 100`,
    { doi: record.doi, id: record.id },
  );
  return rows.map(({ name }) => name);
}

import type { Failure } from '#shared/contract/define.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import type { ReadyOperation } from '../outbox/operation-table.ts';
import { sentAttributes, sha256 } from '../register/build-payload.ts';
import { isApproved } from './approvals.ts';
import { readReviewPolicies } from './review-policies.ts';

/**
 * The last look before a request leaves that makes a draft public: the bytes themselves must be a valid record, and
 * where an approval is asked for, it must be of the content that these bytes carry and still stand. An edit after
 * the approval, an approval that was taken back, and an operation that came into the ledger by another way than
 * the queue all end here. Null: it may go.
 */
export function refusalAtDeparture(
  context: CoreContext,
  operation: ReadyOperation,
): Failure | null {
  const { target_state: target, record_state: state } = operation;
  // What is unknown is only read.
  if (operation.status === 'unknown' || operation.kind === 'delete') return null;
  if (target === null || target === 'draft' || state === 'registered' || state === 'findable') {
    return null;
  }
  // Damaged bytes are refused by the flight itself, with their own words.
  if (sha256(operation.payload) !== operation.payload_sha256) return null;
  const sent = sentAttributes(operation.payload);
  const known =
    operation.record_remote === null ? {} : (JSON.parse(operation.record_remote) as Attributes);
  const stored: Attributes = operation.kind === 'create' ? sent : { ...known, ...sent };
  const error = checkRecord(stored, { state: target }).find(({ severity }) => severity === 'error');
  if (error !== undefined) {
    return failure('VALIDATION', text.gate.invalid(error.message), error.path);
  }
  return approvalRefusal(context, operation);
}

interface Row {
  readonly id: number;
  readonly doi: string;
  readonly collection_id: number | null;
  readonly content_hash: string;
  readonly environment: string;
  readonly content_sha256: string | null;
}

function approvalRefusal({ ledger }: CoreContext, operation: ReadyOperation): Failure | null {
  const row = ledger.db.get<Row>(
    `select r.id, r.doi, r.collection_id, r.content_hash, a.environment, o.content_sha256
     from operation o join record r on r.id = o.record_id join repository a on a.id = o.repository_id
     where o.id = ?`,
    operation.id,
  );
  if (row === undefined) return failure('NOT_FOUND', text.noRecord(operation.doi), '');
  const { environment, collection_id: collectionId } = row;
  const policy = readReviewPolicies(ledger).of({ collectionId, environment });
  if (policy.approval === 'none') return null;
  const record = { id: row.id, doi: row.doi, contentHash: row.content_hash };
  const isMeant = row.content_sha256 === row.content_hash;
  if (isMeant && isApproved(ledger, record, policy)) return null;
  return failure('FORBIDDEN', isMeant ? text.gate.approval[policy.approval] : text.gate.voided, '');
}

function failure(code: string, message: string, path: string): Failure {
  return { code, message, path, nextStep: text.gate.remedy };
}

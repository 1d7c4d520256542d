import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Proof = NonNullable<ReviewDetail['proof']>;
export type Check = Proof['checks'][number];

export function proofOf(ledger: Ledger, recordId: number): Proof | null {
  const row = ledger.db.get<{
    verdict: Proof['verdict'];
    checks: string;
    checked_at: string | null;
  }>('select verdict, checks, checked_at from publish_proof where record_id = ?', recordId);
  if (row === undefined) return null;
  const { verdict, checked_at: checkedAt } = row;
  return { verdict, checks: JSON.parse(row.checks) as Check[], checkedAt };
}

export interface PendingProof {
  readonly record_id: number;
  readonly operation_id: string;
  readonly repository_id: string;
  readonly doi: string;
  readonly target_state: 'registered' | 'findable';
  readonly try_count: number;
  readonly finished_at: string | null;
}

export function pendingProofs(ledger: Ledger, limit: number): PendingProof[] {
  return ledger.db.all<PendingProof>(
    `select p.record_id, p.operation_id, p.try_count, o.finished_at, r.repository_id, r.doi, o.target_state
     from publish_proof p join record r on r.id = p.record_id join operation o on o.id = p.operation_id
     where p.verdict = 'pending' order by p.try_count, p.record_id limit ?`,
    limit,
  );
}

/** Unless the record was published once more meanwhile: then that one is still to be looked at. */
export function writeProof(
  context: CoreContext,
  { record_id: recordId, operation_id: operationId }: PendingProof,
  what: {
    readonly verdict: Proof['verdict'];
    readonly checks: readonly Check[];
    /** False: nobody could be asked, which costs no try. */
    readonly isTry: boolean;
  },
): void {
  context.ledger.db.run(
    `update publish_proof set verdict = @verdict, checks = @checks, try_count = try_count + @tries,
       checked_at = @now where record_id = @recordId and operation_id = @operationId`,
    {
      recordId,
      operationId,
      verdict: what.verdict,
      tries: what.isTry ? 1 : 0,
      checks: JSON.stringify(what.checks),
      now: context.timestamp(),
    },
  );
}

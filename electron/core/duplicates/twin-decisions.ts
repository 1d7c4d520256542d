import { AppError } from '#shared/support/app-error.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { getRecord } from '../records/find-records.ts';

/**
 * What a person decided about a possible twin (E7). `cancel`: this draft is not registered; `identical`: neither
 * is it, the other DOI serves; the others let it go on, and say why.
 */
export type Decision = 'cancel' | 'new-version' | 'variant' | 'identical' | 'different';

export interface TwinDecision {
  readonly other: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly person: string | null;
  readonly at: string;
}

/** By the other DOI. A decision about a pair holds for both of its records. */
export function decisionsOf(
  ledger: Ledger,
  record: { id: number; doi: string },
): Map<string, TwinDecision> {
  const rows = ledger.db.all<TwinDecision>(
    `select other, decision, reason, person, decided_at as at from duplicate_decision where record_id = @id
     union all
     select r.doi, 'different', d.reason, d.person, d.decided_at from duplicate_decision d
       join record r on r.id = d.record_id
     where d.other = @doi and d.decision in ('new-version', 'variant', 'different')
       and not exists (select 1 from duplicate_decision o where o.record_id = @id and o.other = r.doi)`,
    { id: record.id, doi: record.doi },
  );
  return new Map(rows.map((row) => [row.other, row]));
}

/** True where somebody said that this draft is not to be registered at all. */
export function isCalledOff(decisions: ReadonlyMap<string, TwinDecision>): boolean {
  return [...decisions.values()].some(
    ({ decision }) => decision === 'cancel' || decision === 'identical',
  );
}

export function decideTwin(
  context: CoreContext,
  what: {
    readonly doi: string;
    readonly other: string;
    readonly decision: Decision;
    readonly reason: string;
    /** The change set that linked the two; null: there was nothing to write. */
    readonly changeSetId: string | null;
  },
  person: string | null,
): void {
  const { ledger } = context;
  const other = doiKey(what.other);
  ledger.transaction(() => {
    const record = getRecord(ledger, what.doi);
    if (record === null || record.doi === other) {
      throw new AppError('NOT_FOUND', { message: text.noRecord(what.doi) });
    }
    ledger.db.run(
      `insert into duplicate_decision (record_id, other, decision, reason, person, decided_at)
       values (@id, @other, @decision, @reason, @person, @at)
       on conflict do update set decision = excluded.decision, reason = excluded.reason,
         person = excluded.person, decided_at = excluded.decided_at`,
      {
        id: record.id,
        other,
        decision: what.decision,
        reason: what.reason,
        person,
        at: context.timestamp(),
      },
    );
    appendEvent(context, {
      kind: 'record.twin-decided',
      summary: text.twinDecided[what.decision](other),
      doi: record.doi,
      batchId: what.changeSetId,
      reason: what.reason,
      detail: { other, decision: what.decision },
    });
  });
  context.emit('review.changed', {});
}

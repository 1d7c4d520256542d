import type { Failure } from '#shared/contract/define.ts';
import type { OperationStatus } from '#shared/contract/outbox.ts';
import type { RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import type { OperationEvent } from '#shared/outbox/operation-state.ts';
import { nextStatus } from '#shared/outbox/operation-state.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface OperationTableRow {
  readonly id: string;
  readonly batch_id: string | null;
  readonly record_id: number;
  readonly doi: string;
  readonly repository_id: string;
  readonly sequence: number;
  readonly kind: 'create' | 'update' | 'delete';
  readonly target_state: RemoteState | null;
  readonly status: OperationStatus;
  readonly payload: string;
  readonly payload_sha256: string;
  readonly attempt_count: number;
  readonly next_attempt_at: string | null;
  /** JSON of a `Failure`; of an unknown one: why it must not be sent again as it is. */
  readonly failure: string | null;
  /** 1: its address is sent although DataCite holds it (`Intent.resends`), so that reading never proves it done. */
  readonly is_resend: 0 | 1;
}

/** An operation that may go now, with what its flight has to know of the record. */
export interface ReadyOperation extends OperationTableRow {
  readonly record_state: RecordState;
  readonly record_remote: string | null;
  /** How often the service answered 500 to it. */
  readonly server_errors: number;
  /** Of an update: JSON list of the requests for its record that ended where nobody saw it. */
  readonly unseen_payloads: string | null;
}

/**
 * Ready: nothing of the same DOI before it is still open, its account is not held and its batch not
 * paused. The order is that of queueing: the oldest promise goes first.
 */
const selectReady = `
  select o.*, r.state as record_state, r.remote as record_remote,
    (select count(*) from attempt a where a.operation_id = o.id and a.http_status = 500) as server_errors,
    case o.kind when 'update' then (
      select json_group_array(u.payload) from operation u where u.record_id = o.record_id
        and exists (select 1 from attempt a where a.operation_id = u.id
          and (a.outcome is null or a.outcome = 'unknown'))
    ) end as unseen_payloads
  from operation o
    join record r on r.id = o.record_id
    join repository a on a.id = o.repository_id
    left join batch b on b.id = o.batch_id
  where a.held_reason is null and a.is_writing_open = 1 and a.removed_at is null
    and coalesce(b.paused, 0) = 0
    and not exists (select 1 from operation e where e.doi = o.doi and e.sequence < o.sequence
      and e.status not in ('done', 'cancelled', 'superseded'))`;

export function readyQueued(
  ledger: Ledger,
  repositoryIds: readonly string[],
  limit: number,
): ReadyOperation[] {
  return ledger.db.all<ReadyOperation>(
    `${selectReady} and o.status = 'queued' and o.next_attempt_at is null
       and o.repository_id in (select value from json_each(?)) order by o.rowid limit ?`,
    JSON.stringify(repositoryIds),
    limit,
  );
}

/** Of `ids`, those that still wait for their time. */
export function stillWaiting(ledger: Ledger, ids: readonly string[]): Set<string> {
  const rows = ledger.db.all<{ id: string }>(
    `select id from operation where status in ('waiting', 'unknown')
       and id in (select value from json_each(?))`,
    JSON.stringify(ids),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Of `ids`, waiting or unknown, those of these accounts that nothing else holds back. */
export function readyByIds(
  ledger: Ledger,
  ids: readonly string[],
  repositoryIds: readonly string[],
): ReadyOperation[] {
  return ledger.db.all<ReadyOperation>(
    `${selectReady} and o.status in ('waiting', 'unknown')
       and o.id in (select value from json_each(?))
       and o.repository_id in (select value from json_each(?)) order by o.rowid limit ?`,
    JSON.stringify(ids),
    JSON.stringify(repositoryIds),
    mostDue,
  );
}

/** More than ever go at once. */
const mostDue = 64;

export interface Moved {
  readonly failure?: Failure | null;
  readonly nextAttemptAt?: string | null;
  readonly finishedAt?: string | null;
  readonly receipt?: string | null;
  readonly differences?: string;
}

/** Takes an operation to the state after `event`; the table of states refuses what cannot be. */
export function moveOperation(
  ledger: Ledger,
  operation: { readonly id: string; readonly status: OperationStatus },
  event: OperationEvent,
  moved: Moved = {},
): OperationStatus {
  const status = nextStatus(operation.status, event);
  const { changes } = ledger.db.run(
    `update operation set status = @status, failure = @failure, next_attempt_at = @nextAttemptAt,
       finished_at = @finishedAt, receipt = coalesce(@receipt, receipt),
       differences = coalesce(@differences, differences)
     where id = @id and status = @from`,
    {
      id: operation.id,
      from: operation.status,
      status,
      failure: moved.failure == null ? null : JSON.stringify(moved.failure),
      nextAttemptAt: moved.nextAttemptAt ?? null,
      finishedAt: moved.finishedAt ?? null,
      receipt: moved.receipt ?? null,
      differences: moved.differences ?? null,
    },
  );
  if (changes !== 1) throw new Error(`Operation ${operation.id} is no longer ${operation.status}`);
  return status;
}

/** Writes the attempt before the request leaves, so that a crash leaves its trace. */
export function beginAttempt(
  ledger: Ledger,
  operation: OperationTableRow,
  startedAt: string,
): void {
  const number = operation.attempt_count + 1;
  ledger.db.run('update operation set attempt_count = ? where id = ?', number, operation.id);
  ledger.db.run(
    'insert into attempt (operation_id, number, started_at) values (?, ?, ?)',
    operation.id,
    number,
    startedAt,
  );
}

export interface AttemptEnd {
  readonly endedAt: string;
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly message: string | null;
}

/** Ends the open attempt of an operation; without one (a read after a restart) nothing happens. */
export function endAttempt(ledger: Ledger, operationId: string, end: AttemptEnd): void {
  ledger.db.run(
    `update attempt set ended_at = @endedAt, outcome = @outcome, http_status = @httpStatus,
       message = @message
     where operation_id = @operationId and ended_at is null`,
    { operationId, ...end },
  );
}

/** Operations of a record that have not ended, in their order. */
export function openOperations(ledger: Ledger, recordId: number): OperationTableRow[] {
  return ledger.db.all<OperationTableRow>(
    `select * from operation where record_id = ?
       and status not in ('done', 'cancelled', 'superseded') order by sequence`,
    recordId,
  );
}

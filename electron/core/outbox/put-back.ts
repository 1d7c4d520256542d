import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { OperationTableRow } from './operation-table.ts';

/**
 * Queues once more what a later operation superseded before it was sent, with the same bytes and under the
 * same batch: for when that later one is taken back. One that DataCite had refused is refused again, with its
 * reason. Joins the caller's transaction; returns the id of the copy.
 */
export function putBack(context: CoreContext, operationId: string): string {
  const { db } = context.ledger;
  const id = context.newId();
  const now = context.timestamp();
  // `superseded` has forgotten what it was before; a refusal is known by its failed attempt.
  db.run(
    `insert into operation (id, batch_id, record_id, doi, repository_id, sequence, kind, target_state, status,
       payload, payload_sha256, base_hash, content_sha256, is_resend, attempt_count, failure, created_at)
     select @id, o.batch_id, o.record_id, o.doi, o.repository_id,
       (select max(sequence) + 1 from operation where doi = o.doi), o.kind, o.target_state,
       case when last.outcome = 'rejected' then 'rejected' else 'queued' end,
       o.payload, o.payload_sha256, o.base_hash, o.content_sha256, o.is_resend, 0,
       case when last.outcome = 'rejected' then json_object('code', 'REMOTE_REJECTED', 'message',
         coalesce(last.message, ''), 'path', null, 'nextStep', null) end, @now
     from operation o left join attempt last
       on last.operation_id = o.id and last.number = o.attempt_count
     where o.id = @operationId`,
    { id, operationId, now },
  );
  const copy = db.get<OperationTableRow>('select * from operation where id = ?', id);
  if (copy === undefined) throw new Error(`Operation ${operationId} is missing`);
  appendEvent(context, {
    kind: 'operation.put-back',
    summary: 'Waits again, as before the change that was taken back.',
    doi: copy.doi,
    batchId: copy.batch_id,
    operationId: id,
    detail: { payloadSha256: copy.payload_sha256, insteadOf: operationId },
  });
  return id;
}

import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { RecordTableRow } from '../records/record.ts';
import { toRecord } from '../records/record.ts';
import { enqueue } from './enqueue.ts';
import { moveOperation } from './operation-table.ts';
import type { OperationTableRow } from './operation-table.ts';
import { syncOf } from './settle.ts';

/** Rows worked on in one transaction, so that the ledger is never held for long. */
const chunkSize = 500;

/**
 * Tries again what DataCite refused, with the records as they are now: a record that was mended gets
 * a new operation in place of the old one, an unchanged one the same operation once more. Conflicts
 * are not among them: those are decided one by one. Returns how many were taken up.
 */
export function retryFailed(context: CoreContext, batchId: string | null): number {
  return inChunks(context, { statuses: ['rejected'], batchId }, (operation) => {
    const row = context.ledger.db.get<RecordTableRow & { client_id: string }>(
      `select r.*, a.client_id from record r join repository a on a.id = r.repository_id
       where r.id = ?`,
      operation.record_id,
    );
    if (row === undefined) throw new Error(`Record ${String(operation.record_id)} is missing`);
    const target = operation.target_state;
    if (target === null) {
      moveOperation(context.ledger, operation, 'retry');
      return true;
    }
    const outcome = enqueue(context, {
      record: toRecord(row),
      clientId: row.client_id,
      target,
      batchId: operation.batch_id,
      reason: 'Tried again',
    });
    return outcome === 'queued';
  });
}

/** Takes back what has certainly not been sent. What may have been sent is seen to its end. */
export function cancelWaiting(context: CoreContext, batchId: string | null): number {
  return inChunks(context, { statuses: ['queued', 'waiting'], batchId }, (operation) => {
    const { ledger } = context;
    moveOperation(ledger, operation, 'cancel', { finishedAt: context.timestamp() });
    const row = ledger.db.get<RecordTableRow>(
      'select * from record where id = ?',
      operation.record_id,
    );
    const record = row === undefined ? null : toRecord(row);
    if (record?.sync === 'sending') {
      const sync = record.remote === null ? 'local' : syncOf(context, operation, record.remote);
      ledger.db.run('update record set sync = ? where id = ?', sync, record.id);
    }
    appendEvent(context, {
      kind: 'operation.cancelled',
      summary: 'Taken back before it was sent.',
      doi: operation.doi,
      batchId: operation.batch_id,
      operationId: operation.id,
    });
    return true;
  });
}

function inChunks(
  context: CoreContext,
  which: { readonly statuses: readonly string[]; readonly batchId: string | null },
  work: (operation: OperationTableRow) => boolean,
): number {
  let count = 0;
  let last = 0;
  for (;;) {
    const rows = context.ledger.db.all<OperationTableRow & { row: number }>(
      `select *, rowid as row from operation
       where status in (select value from json_each(@statuses)) and rowid > @last
         and (@batchId is null or batch_id = @batchId) order by rowid limit @limit`,
      {
        statuses: JSON.stringify(which.statuses),
        batchId: which.batchId,
        last,
        limit: chunkSize,
      },
    );
    if (rows.length === 0) break;
    count += context.ledger.transaction(() => rows.filter(work).length);
    last = rows.at(-1)?.row ?? last;
  }
  context.emit('records.changed', { dois: null });
  return count;
}

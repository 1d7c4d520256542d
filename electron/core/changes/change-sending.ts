import { furtherState } from '#shared/outbox/coalesce.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { isInStep } from '#shared/sync/stored-value.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { moveOperation, openOperations } from '../outbox/operation-table.ts';
import type { OperationTableRow } from '../outbox/operation-table.ts';
import { putBack } from '../outbox/put-back.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { sentAttributes } from '../register/build-payload.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { noteQueued } from './change-set-table.ts';
import type { ChangedRecordRow } from './change-set-table.ts';

/** The batches of the outbox that send one change set: one for each account, made when it is needed. */
export interface SendingBatches {
  /** The batch of an account, in the caller's transaction. */
  of(repositoryId: string): { readonly batchId: string; readonly repository: Repository };
  /** There is never an empty batch: call it at the end of each transaction. */
  dropEmpty(): void;
}

export function sendingBatches(
  context: CoreContext,
  set: { readonly id: string; readonly title: string },
): SendingBatches {
  const made = new Map<string, { batchId: string; repository: Repository }>();
  return {
    of(repositoryId) {
      const known = made.get(repositoryId);
      if (known !== undefined && exists(context, known.batchId)) return known;
      const batch = {
        batchId: context.newId(),
        repository: getRepository(context.ledger, repositoryId),
      };
      context.ledger.db.run(
        `insert into batch (id, kind, title, repository_id, target_state, created_at, change_set_id)
         values (?, 'change-set', ?, ?, null, ?, ?)`,
        batch.batchId,
        changesText.sendTitle(set.title, batch.repository.name).slice(0, 500),
        repositoryId,
        context.timestamp(),
        set.id,
      );
      made.set(repositoryId, batch);
      return batch;
    },
    dropEmpty: () =>
      void context.ledger.db.run(
        `delete from batch where change_set_id = ? and id not in
           (select batch_id from operation where batch_id is not null)`,
        set.id,
      ),
  };
}

/** False when the transaction that made it was rolled back. */
function exists({ ledger }: CoreContext, batchId: string): boolean {
  return ledger.db.get('select 1 from batch where id = ?', batchId) !== undefined;
}

export function isReplaceable({ status }: Pick<OperationTableRow, 'status'>): boolean {
  return status === 'queued' || status === 'waiting' || status === 'rejected';
}

/** Queues a record's update and notes in the change set's row what that did. True when something was queued. */
export function queueRecord(
  context: CoreContext,
  set: { readonly id: string; readonly reason: string | null },
  what: {
    readonly row: Pick<ChangedRecordRow, 'record_id' | 'queued' | 'replaced'>;
    readonly record: LedgerRecord;
    readonly target: RemoteState;
    readonly batch: { readonly batchId: string; readonly repository: Repository };
  },
): boolean {
  const { row, record, target, batch } = what;
  const { ledger } = context;
  const before = openOperations(ledger, record.id).filter(isReplaceable);
  const { clientId } = batch.repository;
  const { batchId } = batch;
  const outcome = enqueue(context, { record, clientId, target, batchId, reason: set.reason });
  const own = new Set(JSON.parse(row.queued) as string[]);
  const gone = before
    .filter(({ id }) => statusOf(context, id) === 'superseded')
    .map(({ id }) => id);
  if (outcome !== 'queued' && gone.length === 0) return false;
  const newest = outcome === 'queued' ? openOperations(ledger, record.id).at(-1) : undefined;
  noteQueued(ledger, set.id, row.record_id, {
    queued: newest === undefined ? [] : [newest.id],
    // What an earlier sending of the same change set made is its own and does not come back.
    replaced: [...(JSON.parse(row.replaced) as string[]), ...gone.filter((id) => !own.has(id))],
  });
  return outcome === 'queued';
}

function statusOf({ ledger }: CoreContext, id: string): string | undefined {
  return ledger.db.get<{ status: string }>('select status from operation where id = ?', id)?.status;
}

/** What became of a change of one record in the outbox. */
export interface Trace {
  /** Operations of its sending that certainly have not reached DataCite; they can be swapped back. */
  readonly own: readonly OperationTableRow[];
  /** Later operations that carry the change and have not been sent. */
  readonly waiting: readonly OperationTableRow[];
  /** True when it is at DataCite, or may be. */
  readonly isSent: boolean;
  /** The newest of those that were sent or may have been. */
  readonly sent: OperationTableRow | null;
}

export function traceOf(
  { ledger }: CoreContext,
  row: Pick<ChangedRecordRow, 'record_id' | 'sequence' | 'queued'>,
  paths: readonly string[],
): Trace {
  const queued = new Set(JSON.parse(row.queued) as string[]);
  const later = ledger.db
    .all<OperationTableRow>(
      `select * from operation where record_id = ? and sequence > ?
         and status not in ('cancelled', 'superseded') order by sequence`,
      row.record_id,
      row.sequence,
    )
    .filter((operation) => queued.has(operation.id) || carries(operation, paths));
  const sent = later.filter((operation) => !isReplaceable(operation));
  const waiting = later.filter(isReplaceable);
  const own = sent.length > 0 ? [] : waiting.filter(({ id }) => queued.has(id));
  return { own, waiting, isSent: sent.length > 0, sent: sent.at(-1) ?? null };
}

function carries({ kind, payload }: OperationTableRow, paths: readonly string[]): boolean {
  if (kind === 'delete') return false;
  const sent = sentAttributes(payload);
  return paths.some((path) => Object.hasOwn(sent, path));
}

/** Supersedes what the change set queued and puts back what that had superseded. */
export function swapBack(
  context: CoreContext,
  {
    own,
    replaced,
  }: { readonly own: readonly OperationTableRow[]; readonly replaced: readonly string[] },
): string[] {
  for (const operation of own) {
    moveOperation(context.ledger, operation, 'supersede', { finishedAt: context.timestamp() });
  }
  return replaced.map((id) => putBack(context, id));
}

/** Sets where a record stands from what the outbox holds for it now. */
export function settleSync({ ledger }: CoreContext, record: LedgerRecord): void {
  const sync = syncOf(record, openOperations(ledger, record.id));
  if (sync === record.sync) return;
  ledger.db.run('update record set sync = ? where id = ?', sync, record.id);
}

function syncOf(record: LedgerRecord, open: readonly OperationTableRow[]): SyncState {
  if (open.some(({ status }) => status === 'conflict')) return 'conflict';
  if (open.some(({ status }) => status === 'rejected')) return 'failed';
  if (open.length > 0) return 'sending';
  if (record.remote === null) return 'local';
  return isInStep(record.attributes, record.remote) ? 'in-step' : 'unsent';
}

/** The state to ask for, so that the record keeps the one that it has or is about to get. */
export function keptState(record: LedgerRecord, trace: Trace): RemoteState {
  const targets = [...trace.waiting, trace.sent].flatMap((operation) =>
    operation?.target_state == null ? [] : [operation.target_state],
  );
  const own: RemoteState = record.state === 'reserved' ? 'draft' : record.state;
  return targets.reduce(furtherState, own);
}

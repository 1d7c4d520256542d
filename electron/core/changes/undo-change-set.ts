import type { ChangeOutcome } from '#shared/contract/changes.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { ChangeControl } from './apply-change-set.ts';
import { applyChangeSet } from './apply-change-set.ts';
import type { Edit, Subject } from './edit.ts';
import type { ChangedRecordRow, ChangeSetRow } from './change-set-table.ts';
import {
  changedRecord,
  changesOf,
  eachChangedKey,
  getChangeSet,
  noteQueued,
} from './change-set-table.ts';
import { kernelPath, planUndo, undoable, withoutKernel } from './plan-undo.ts';
import type { SendingBatches } from './change-sending.ts';
import {
  keptState,
  queueRecord,
  sendingBatches,
  settleSync,
  swapBack,
  traceOf,
} from './change-sending.ts';
import { assertConfirmed } from './confirm-sending.ts';
import { restored, restoredHashes } from './restored.ts';

export interface UndoOrder {
  /** The change set to take back. */
  readonly id: string;
  readonly undoId: string;
  readonly reason: string | null;
}

/**
 * Takes a change set back as a change set of its own: where nothing was sent, metadata, sync and queue
 * become what they were; where it was sent, the earlier values are queued as updates, which the outbox sends
 * only after it has read that nobody changed these attributes meanwhile. A record whose attributes somebody
 * changed since is left as it is and listed.
 */
export async function undoChangeSet(
  context: CoreContext,
  order: UndoOrder,
  control?: ChangeControl,
): Promise<ChangeOutcome> {
  const set = undoable(context, order.id);
  const title = set.undo_of === null ? changesText.undoTitle(set.title) : redoTitle(context, set);
  const undo = { id: order.undoId, title: title.slice(0, 500), reason: order.reason };
  const batches = sendingBatches(context, undo);
  const outcome = await applyChangeSet(
    context,
    {
      ...undo,
      kind: 'undo',
      changeKind: set.change_kind,
      edits: undoEdits(context, set, { undo, batches }),
      undoOf: set,
      ahead: { task: { kind: 'undo', changeSetId: set.id }, count: set.changed_count },
    },
    control,
  );
  context.emit('outbox.changed', { batchId: null });
  return outcome;
}

/** Throws `CONFIRMATION_NEEDED` when earlier values would be sent and the typed words are not the plan's. */
export async function assertUndoAllowed(
  context: CoreContext,
  id: string,
  confirmation: string | null,
): Promise<void> {
  const set = undoable(context, id);
  // Most are undone before anything of them was sent: then nobody has to confirm anything.
  if (!(await wasQueuedSince(context, set.id))) return;
  const plan = await planUndo(context, id);
  assertConfirmed(plan.confirmation, confirmation);
}

/** True where anything was queued for a record of the change set after it. Reads only; others get their turn. */
async function wasQueuedSince({ ledger, ports }: CoreContext, id: string): Promise<boolean> {
  let after = 0;
  for (;;) {
    const { last, queued } = ledger.db.get<{ last: number | null; queued: number }>(
      `select max(record_id) as last, max(exists (
         select 1 from operation o where o.record_id = c.record_id and o.sequence > c.sequence)) as queued
       from (select record_id, sequence from change_set_record
         where change_set_id = ? and record_id > ? order by record_id limit 5000) c`,
      id,
      after,
    ) ?? { last: null, queued: 0 };
    if (queued === 1) return true;
    if (last === null) return false;
    after = last;
    await ports.clock.sleep(0);
  }
}

function redoTitle({ ledger }: CoreContext, undo: ChangeSetRow): string {
  const original = undo.undo_of === null ? undo : getChangeSet(ledger, undo.undo_of);
  return original.undo_of === null
    ? changesText.redoTitle(original.title)
    : changesText.undoTitle(original.title);
}

interface Undoing {
  readonly undo: { readonly id: string; readonly reason: string | null };
  readonly batches: SendingBatches;
}

function* undoEdits(context: CoreContext, set: ChangeSetRow, undoing: Undoing): Generator<Edit> {
  const { ledger } = context;
  for (const keys of eachChangedKey(ledger, set.id)) {
    for (const { record_id: recordId, doi, sequence, namesKernel } of keys) {
      // Most are worked out by the thread ahead: then they are not read here as well.
      const row = onFirstUse(() => changedRecord(ledger, { changeSetId: set.id, recordId }));
      const changed = onFirstUse(() => undoneBy(context, row()));
      const edit = {
        ...{ doi, recordId },
        change: (record: Subject) => restored(record, changed()),
        isRestoring: () => !traceOf(context, row(), changed().paths).isSent,
        queue: (newest: number) => {
          // Where nothing came after the change there is nothing to take back.
          if (newest > sequence) undoQueue(context, row(), undoing);
        },
      };
      // What the undo of an upgrade goes by, the thread ahead does not know: what was sent.
      if (namesKernel === 1) yield edit;
      else {
        yield {
          ...edit,
          get touches() {
            return changed().paths;
          },
          get hashes() {
            return restoredHashes(row());
          },
        };
      }
    }
  }
}

function onFirstUse<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => (made ??= make());
}

function undoneBy(context: CoreContext, row: ChangedRecordRow): ReturnType<typeof changesOf> {
  const all = changesOf(row);
  const isUpgrade = all.paths.includes(kernelPath);
  return isUpgrade && traceOf(context, row, all.paths).isSent ? withoutKernel(all) : all;
}

/** What the outbox has to do for one restored record; in the transaction that restored it. */
function undoQueue(context: CoreContext, row: ChangedRecordRow, { undo, batches }: Undoing): void {
  const { ledger } = context;
  const trace = traceOf(context, row, changesOf(row).paths);
  if (!trace.isSent && trace.waiting.length === 0) return;
  const record = getRecord(ledger, row.doi);
  if (record === null) return;
  if (trace.own.length > 0) {
    const replaced = JSON.parse(row.replaced) as string[];
    const copies = swapBack(context, { own: trace.own, replaced });
    const own = trace.own.map(({ id }) => id);
    noteQueued(ledger, undo.id, row.record_id, { queued: copies, replaced: own });
  } else {
    const batch = batches.of(record.repositoryId);
    const fresh = { record_id: row.record_id, queued: '[]', replaced: '[]' };
    queueRecord(context, undo, { row: fresh, record, target: keptState(record, trace), batch });
    batches.dropEmpty();
  }
  settleSync(context, mustStay(getRecord(ledger, row.doi)));
}

function mustStay(record: LedgerRecord | null): LedgerRecord {
  if (record === null) throw new Error('Invariant broken: the record was there a moment ago');
  return record;
}

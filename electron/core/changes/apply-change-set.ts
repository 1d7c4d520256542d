import type {
  ChangeKind,
  ChangeOutcome,
  ChangeSetKind,
  RefusedEdit,
} from '#shared/contract/changes.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { AheadTask } from '../ahead/ahead.ts';
import { startAhead } from '../ahead/many-records.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { keepLogShort } from '../ledger/keep-log-short.ts';
import { changeBatch } from './change-batch.ts';
import type { Batch } from './change-batch.ts';
import {
  finishChangeSet,
  insertChangeSet,
  insertRefusal,
  markUndone,
  removeChangeSet,
  setCounts,
} from './change-set-table.ts';
import type { ChangeSetRow } from './change-set-table.ts';
import type { Edit } from './edit.ts';
import { askAhead, resultsOf } from './share-work.ts';

export interface ChangeSetOrder {
  /** Given where the caller has to know it before; else a new one. */
  readonly id?: string;
  readonly title: string;
  readonly kind: ChangeSetKind;
  readonly changeKind: ChangeKind;
  readonly reason: string | null;
  /** The operations that make the edits, kept with the change set. */
  readonly recipe?: unknown;
  readonly edits: Iterable<Edit> | AsyncIterable<Edit>;
  /** How a second thread works the edits out, and how many there will be; absent: it does not. */
  readonly ahead?: { readonly task: AheadTask; readonly count: number };
  /** The change set that this one takes back. */
  readonly undoOf?: ChangeSetRow;
}

/** What a running change set asks at each whole record. */
export interface ChangeControl {
  readonly isCancelled: () => boolean;
  /** Resolves at once unless it is paused. */
  readonly whenRunning: () => Promise<void>;
  readonly onProgress: (handled: number) => void;
}

const unattended: ChangeControl = {
  isCancelled: () => false,
  whenRunning: () => Promise.resolve(),
  onProgress: () => undefined,
};

type Ending = 'applied' | 'cancelled' | 'interrupted';

const mostListed = 200;

/** Work counted while a change set runs. */
class Tally {
  changedCount = 0;
  unchangedCount = 0;
  refusedCount = 0;
  readonly refused: { doi: string; code: string; message: string }[] = [];

  get handled(): number {
    return this.changedCount + this.unchangedCount + this.refusedCount;
  }

  add({ changed, unchanged, refused }: Batch): void {
    this.changedCount += changed;
    this.unchangedCount += unchanged;
    this.refusedCount += refused.length;
    this.refused.push(...refused.slice(0, mostListed - this.refused.length));
  }
}

/**
 * Applies edits as one change set, at most 250 records a transaction and never longer than a turn: metadata,
 * findings, search columns, history and the before-image of each record stand or fall together. What must
 * not be edited is refused, record by record, with its reason. Ended in the middle by a crash, what was
 * changed is there, is listed as half applied, and can be undone.
 */
export async function applyChangeSet(
  context: CoreContext,
  order: ChangeSetOrder,
  control: ChangeControl = unattended,
): Promise<ChangeOutcome> {
  const { ledger, ports } = context;
  const { edits } = order;
  const isShort = Array.isArray(edits) && edits.length <= fewEdits;
  if (isShort && control === unattended) return applyFew(context, { ...order, edits });
  const id = order.id ?? context.newId();
  insertChangeSet(ledger, rowOf(order, id, context.timestamp()));
  context.emit('changes.changed', { id });
  const tally = new Tally();
  const writer = changeBatch(context, { id, kind: eventKind(order), reason: order.reason });
  const thread =
    order.ahead === undefined ? null : startAhead(context, order.ahead.task, order.ahead.count);
  const log = keepLogShort(context);
  let status: Ending = 'interrupted';
  try {
    await nextTurn();
    for await (const piece of askAhead(inChunks(edits), thread, ledger)) {
      await control.whenRunning();
      const ahead = resultsOf(await piece.ahead, piece);
      // The thread's answer and the end of the last transaction may come in one turn: two pieces would make it long.
      await nextTurn();
      let start = 0;
      while (start < piece.edits.length && !control.isCancelled()) {
        const batch = ledger.db.pieceTransaction(() => {
          const rest = piece.edits.slice(start);
          const written = writer.write(rest, ahead);
          count(context, { id, order, tally }, written);
          ports.crashPoint('changes.apply.before-commit');
          return written;
        });
        // Only what was committed counts.
        tally.add(batch);
        start += batch.handled;
        ports.crashPoint('changes.apply.after-commit');
        context.emit('changes.changed', { id });
        control.onProgress(tally.handled);
        await nextTurn();
        await log.afterCommit();
        await control.whenRunning();
      }
      if (control.isCancelled()) break;
    }
    status = control.isCancelled() ? 'cancelled' : 'applied';
  } finally {
    await Promise.all([thread?.close(), log.end()]);
    ledger.transaction(() => {
      end(context, { id, order, tally }, status);
    });
    context.emit('changes.changed', { id });
  }
  return outcomeOf(id, tally);
}

/** As many edits as a form or a panel makes: they need no turns, and wait for the disk once. */
const fewEdits = 20;

/** Few edits, from the beginning of their change set to its end in one transaction; joins the caller's. */
export function applyFew(
  context: CoreContext,
  order: ChangeSetOrder & { readonly edits: readonly Edit[] },
): ChangeOutcome {
  const { ledger, ports } = context;
  const id = order.id ?? context.newId();
  const tally = new Tally();
  const writer = changeBatch(context, { id, kind: eventKind(order), reason: order.reason });
  ledger.transaction(() => {
    insertChangeSet(ledger, rowOf(order, id, context.timestamp()));
    let rest = order.edits;
    while (rest.length > 0) {
      const batch = writer.write(rest);
      count(context, { id, order, tally }, batch);
      tally.add(batch);
      rest = rest.slice(batch.handled);
    }
    ports.crashPoint('changes.apply.before-commit');
    end(context, { id, order, tally }, 'applied');
  });
  ports.crashPoint('changes.apply.after-commit');
  context.emit('changes.changed', { id });
  return outcomeOf(id, tally);
}

/**
 * Few edits, all of them or none. Throws what `asError` makes of the first one that is refused; the transaction that
 * the caller holds falls with it. Answers the change set; null where nothing differed.
 */
export function applyAll(
  context: CoreContext,
  order: ChangeSetOrder & { readonly edits: readonly Edit[] },
  asError: (refused: RefusedEdit) => Error,
): string | null {
  return context.ledger.transaction(() => {
    const { id, refused } = applyFew(context, order);
    for (const each of refused) throw asError(each);
    return id;
  });
}

function outcomeOf(id: string, tally: Tally): ChangeOutcome {
  const { changedCount, unchangedCount, refusedCount, refused } = tally;
  return {
    id: changedCount === 0 ? null : id,
    ...{ changedCount, unchangedCount, refusedCount, refused },
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function rowOf(
  order: ChangeSetOrder,
  id: string,
  now: string,
): Parameters<typeof insertChangeSet>[1] {
  return {
    id,
    title: order.title,
    kind: order.kind,
    change_kind: order.changeKind,
    reason: order.reason,
    recipe: order.recipe === undefined ? null : JSON.stringify(order.recipe),
    undo_of: order.undoOf?.id ?? null,
    created_at: now,
  };
}

const eventKind = ({ undoOf, kind }: ChangeSetOrder): string =>
  undoOf !== undefined ? 'undo' : kind === 'edit' ? 'edit' : 'change-set';

interface Running {
  readonly id: string;
  readonly order: ChangeSetOrder;
  readonly tally: Tally;
}

/** In the transaction of the records: counts, refusals, and the event that the change set was begun. */
function count(context: CoreContext, { id, order, tally }: Running, batch: Batch): void {
  const { ledger } = context;
  if (tally.changedCount === 0 && batch.changed > 0) {
    appendEvent(context, {
      kind: 'change-set.begun',
      summary: changesText.begun(order.title),
      batchId: id,
      reason: order.reason,
      detail: { changeKind: order.changeKind, undoOf: order.undoOf?.id ?? null },
    });
  }
  batch.refused.forEach((refused, index) => {
    insertRefusal(ledger, id, tally.refusedCount + index, refused);
  });
  setCounts(ledger, id, {
    changedCount: tally.changedCount + batch.changed,
    unchangedCount: tally.unchangedCount + batch.unchanged,
    refusedCount: tally.refusedCount + batch.refused.length,
  });
}

/** In a transaction of the caller: what a change set leaves when it ends; one that changed nothing leaves no row. */
function end(context: CoreContext, { id, order, tally }: Running, status: Ending): void {
  const { ledger } = context;
  if (tally.changedCount === 0) {
    removeChangeSet(ledger, id);
    return;
  }
  finishChangeSet(ledger, id, status, context.timestamp());
  if (order.undoOf !== undefined && status === 'applied') {
    markUndone(ledger, order.undoOf, id);
  }
  const { changedCount, unchangedCount, refusedCount } = tally;
  appendEvent(context, {
    kind: 'change-set.ended',
    summary: changesText.ended(order.title, status, changedCount, refusedCount),
    batchId: id,
    detail: { status, changedCount, unchangedCount, refusedCount },
  });
  context.ports.crashPoint('changes.end.before-commit');
}

const chunkSize = 250;

async function* inChunks(edits: ChangeSetOrder['edits']): AsyncGenerator<Edit[]> {
  let chunk: Edit[] = [];
  for await (const edit of edits) {
    chunk.push(edit);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

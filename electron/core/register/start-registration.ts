import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { RegisterPlan } from '#shared/contract/outbox.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Repository } from '../repositories/repository-table.ts';
import {
  confirmationFor,
  judge,
  planRegistration,
  repositoryOf,
  standardsOf,
  weigh,
} from './plan-registration.ts';
import { prepareSelection, recordChunks, selectedIds } from './selection.ts';
import type { Selection } from './selection.ts';

export interface Registration {
  readonly batchId: string;
  /** Operations that were queued; those that waited already are not counted again. */
  readonly queuedCount: number;
}

/**
 * Queues everything that the plan would send, 500 records a transaction: record, operation and
 * history of each stand or fall together. Ended by a crash, it is begun again with the same
 * selection; what waits already is not queued twice. Throws `FORBIDDEN` with the plan's reason, and
 * `CONFIRMATION_NEEDED` when the typed words are not those of the plan.
 */
export async function startRegistration(
  context: CoreContext,
  what: {
    readonly selection: Selection;
    readonly target: RemoteState;
    readonly confirmation: string | null;
    /** Why it goes without a rehearsal; absent: it does not. */
    readonly rehearsalWaiver?: string | null;
  },
): Promise<Registration> {
  const { ledger, ports } = context;
  await prepareSelection(ledger, what.selection);
  const ids = selectedIds(ledger, what.selection);
  const repository = repositoryOf(context, ids);
  await assertAllowed(context, repository, what);
  const batchId = context.newId();
  const standards = standardsOf(context, repository.id);
  let queuedCount = 0;
  ports.crashPoint('register.before-begin');
  for (const records of recordChunks(ledger, ids)) {
    queuedCount += ledger.transaction(() => {
      const isFirst = queuedCount === 0;
      if (isFirst) insertBatch(context, batchId, repository, what.target);
      const count = records.filter((record) => {
        const findings = judge(record, standards, what.target);
        const verdict = weigh(record, repository, {
          target: what.target,
          findings,
          gate: standards.gate,
        });
        // An edit may have made a waiting operation needless: that is for `enqueue` to see.
        const isOpen =
          verdict.kind === 'unchanged' && (record.sync === 'sending' || record.sync === 'unsent');
        if (verdict.kind !== 'create' && verdict.kind !== 'update' && !isOpen) return false;
        const { clientId } = repository;
        const intent = { record, clientId, target: what.target, batchId, reason: null };
        return enqueue(context, intent) === 'queued';
      }).length;
      if (isFirst) keepOrDropBatch(context, batchId, count);
      ports.crashPoint('register.before-commit');
      return count;
    });
    ports.crashPoint('register.after-commit');
    // Other calls get their turn between two transactions.
    await ports.clock.sleep(0);
  }
  context.emit('outbox.changed', { batchId });
  context.emit('records.changed', { dois: null });
  return { batchId, queuedCount };
}

async function assertAllowed(
  context: CoreContext,
  repository: Repository,
  what: {
    readonly selection: Selection;
    readonly target: RemoteState;
    readonly confirmation: string | null;
    readonly rehearsalWaiver?: string | null;
  },
): Promise<void> {
  const plan = await planRegistration(context, what.selection, what.target);
  if (plan.blocked !== null) throw new AppError('FORBIDDEN', { message: plan.blocked });
  if (repository.environment === 'practice') return;
  assertRehearsed(context, plan, what.rehearsalWaiver ?? null);
  const wanted = confirmationFor(repository, plan.createCount + plan.updateCount);
  if (what.confirmation?.trim() === wanted) return;
  throw new AppError('CONFIRMATION_NEEDED', {
    message: `Nothing was sent: registering on ${repository.name} asks for the words “${wanted ?? ''}”.`,
    nextStep: 'Look at the number and the repository, then confirm with exactly these words.',
  });
}

function assertRehearsed(context: CoreContext, plan: RegisterPlan, waiver: string | null): void {
  if (plan.rehearsal === 'not-asked' || plan.rehearsal === 'passed') return;
  if (waiver === null) {
    throw new AppError('FORBIDDEN', {
      message: reviewText.gate.rehearsalMissing,
      nextStep: reviewText.gate.rehearsalNext,
    });
  }
  appendEvent(context, {
    kind: 'rehearsal.waived',
    summary: reviewText.rehearsal.waived,
    reason: waiver,
    detail: { planHash: plan.planHash },
  });
}

function insertBatch(
  context: CoreContext,
  batchId: string,
  repository: Repository,
  target: RemoteState,
): void {
  context.ledger.db.run(
    `insert into batch (id, kind, title, repository_id, target_state, created_at)
     values (?, 'register', ?, ?, ?, ?)`,
    batchId,
    `Register as ${target} on ${repository.name}`.slice(0, 500),
    repository.id,
    target,
    context.timestamp(),
  );
}

/** A batch stands in the transaction of its first operations, so that there is never an empty one. */
function keepOrDropBatch(context: CoreContext, batchId: string, count: number): void {
  if (count === 0) {
    context.ledger.db.run('delete from batch where id = ?', batchId);
    return;
  }
  appendEvent(context, { kind: 'batch.started', summary: 'Registering was begun.', batchId });
}

import type { SendPlan } from '#shared/contract/changes.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { findByDois } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Standards, Verdict } from '../register/plan-registration.ts';
import { judge, standardsOf, weigh } from '../register/plan-registration.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { queueRecord, sendingBatches, settleSync } from './change-sending.ts';
import { eachChangedRecord, getChangeSet } from './change-set-table.ts';
import type { ChangedRecordRow } from './change-set-table.ts';
import { assertConfirmed, confirmationFor } from './confirm-sending.ts';
import type { SendCounts } from './confirm-sending.ts';

type Account = { readonly repository: Repository; readonly standards: Standards };

/** What sending a change set would queue, before anything is queued. Reads only, in turns. */
export async function planSending(context: CoreContext, id: string): Promise<SendPlan> {
  const { ledger } = context;
  getChangeSet(ledger, id);
  const accountOf = accounts(context);
  const counts = { unchanged: 0, unregistered: 0, observeOnly: 0 };
  const leftOut = new Map<string, SendPlan['leftOut'][number]>();
  const sends: SendCounts = new Map();
  for (const rows of eachChangedRecord(ledger, id)) {
    for (const { record } of withRecords(context, rows)) {
      if (record.state === 'reserved') {
        counts.unregistered += 1;
        continue;
      }
      const verdict = verdictOn(record, record.state, accountOf(record.repositoryId));
      if (verdict.kind === 'unchanged') counts.unchanged += 1;
      else if (verdict.kind === 'observe-only') counts.observeOnly += 1;
      else if (verdict.kind === 'left-out') {
        const { code, message } = verdict.reason;
        const known = leftOut.get(code);
        leftOut.set(code, { code, message, count: (known?.count ?? 0) + 1 });
      } else sends.set(record.repositoryId, (sends.get(record.repositoryId) ?? 0) + 1);
    }
    await context.ports.clock.sleep(0);
  }
  return {
    sendCount: [...sends.values()].reduce((sum, count) => sum + count, 0),
    unchangedCount: counts.unchanged,
    unregisteredCount: counts.unregistered,
    observeOnlyCount: counts.observeOnly,
    leftOut: [...leftOut.values()].slice(0, 200),
    repositories: [...sends].slice(0, 200).map(([repositoryId, sendCount]) => {
      const { name } = accountOf(repositoryId).repository;
      return { id: repositoryId, name, sendCount };
    }),
    confirmation: confirmationFor(ledger, sends),
  };
}

/**
 * Queues the updates of a change set, at most 500 records a transaction; each record keeps its state. Ended by
 * a crash it is begun again: what waits already is not queued twice. Records that are not at DataCite yet are
 * left to their registration. Throws `CONFIRMATION_NEEDED`.
 */
export async function sendChangeSet(
  context: CoreContext,
  id: string,
  confirmation: string | null,
): Promise<number> {
  const { ledger, ports } = context;
  const set = getChangeSet(ledger, id);
  if (set.status === 'applying' || set.undone_by !== null) {
    throw new AppError('CONFLICT', {
      message:
        set.status === 'applying'
          ? 'This change set is still being applied.'
          : 'This change set was undone, so there is nothing to send.',
      nextStep: 'Look at the change set as it is now.',
    });
  }
  assertConfirmed((await planSending(context, id)).confirmation, confirmation);
  const accountOf = accounts(context);
  const batches = sendingBatches(context, set);
  let queuedCount = 0;
  for (const rows of eachChangedRecord(ledger, id)) {
    queuedCount += ledger.transaction(() => {
      const queued = withRecords(context, rows).filter(({ row, record }) => {
        if (record.state === 'reserved') return false;
        const target: RemoteState = record.state;
        const { kind } = verdictOn(record, target, accountOf(record.repositoryId));
        // An edit may have made a waiting operation needless: that is for the queue to see.
        const isOpen = kind === 'unchanged' && record.sync === 'sending';
        if (kind !== 'update' && !isOpen) return false;
        const batch = batches.of(record.repositoryId);
        const isQueued = queueRecord(context, set, { row, record, target, batch });
        if (!isQueued) settleSync(context, record);
        return isQueued;
      }).length;
      batches.dropEmpty();
      ports.crashPoint('changes.send.before-commit');
      return queued;
    });
    ports.crashPoint('changes.send.after-commit');
    await ports.clock.sleep(0);
  }
  context.emit('outbox.changed', { batchId: null });
  context.emit('records.changed', { dois: null });
  context.emit('changes.changed', { id });
  return queuedCount;
}

function verdictOn(record: LedgerRecord, target: RemoteState, account: Account): Verdict {
  const findings = judge(record, account.standards, target);
  return weigh(record, account.repository, { target, findings, gate: account.standards.gate });
}

function accounts(context: CoreContext): (repositoryId: string) => Account {
  const known = new Map<string, Account>();
  return (repositoryId) => {
    const found = known.get(repositoryId) ?? {
      repository: getRepository(context.ledger, repositoryId),
      standards: standardsOf(context, repositoryId),
    };
    known.set(repositoryId, found);
    return found;
  };
}

function withRecords(
  { ledger }: CoreContext,
  rows: readonly ChangedRecordRow[],
): { readonly row: ChangedRecordRow; readonly record: LedgerRecord }[] {
  const records = findByDois(
    ledger,
    rows.map(({ doi }) => doi),
  );
  return rows.flatMap((row) => {
    const record = records.get(row.doi);
    return record === undefined ? [] : [{ row, record }];
  });
}

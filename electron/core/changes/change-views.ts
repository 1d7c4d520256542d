import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { ChangeSetSummary, RefusedEdit } from '#shared/contract/changes.ts';
import type { CoreContext } from '../context.ts';
import type { ChangeJobs } from './change-jobs.ts';
import { attributeChanges, getChangeSet } from './change-set-table.ts';
import type { ChangedRecordRow, ChangeSetRow } from './change-set-table.ts';

type Views = Pick<ChangeJobs, 'progressOf'>;

export function listChangeSets(
  context: CoreContext,
  jobs: Views,
  { offset, limit }: ParsedInput<'changes.list'>,
): Output<'changes.list'> {
  const { db } = context.ledger;
  const total = db.get<{ count: number }>('select count(*) as count from change_set');
  const rows = db.all<ChangeSetRow>(
    'select * from change_set order by created_at desc, id desc limit ? offset ?',
    limit,
    offset,
  );
  return { total: total?.count ?? 0, changeSets: rows.map((row) => summaryOf(context, jobs, row)) };
}

export function readChangeSet(context: CoreContext, jobs: Views, id: string): ChangeSetSummary {
  return summaryOf(context, jobs, getChangeSet(context.ledger, id));
}

function summaryOf({ ledger }: CoreContext, jobs: Views, row: ChangeSetRow): ChangeSetSummary {
  const sending = ledger.db.get<ChangeSetSummary['sending']>(
    `select count(*) as total, coalesce(sum(o.status = 'done'), 0) as doneCount,
       coalesce(sum(o.status in ('queued', 'in-flight', 'unknown', 'waiting')), 0) as waitingCount,
       coalesce(sum(o.status in ('rejected', 'conflict')), 0) as failedCount
     from batch b join operation o on o.batch_id = b.id
     where b.change_set_id = ? and o.status not in ('superseded', 'cancelled')`,
    row.id,
  );
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    changeKind: row.change_kind,
    reason: row.reason,
    status: row.status,
    changedCount: row.changed_count,
    unchangedCount: row.unchanged_count,
    refusedCount: row.refused_count,
    undoOf: row.undo_of,
    undoneBy: row.undone_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    sending: sending ?? { total: 0, doneCount: 0, waitingCount: 0, failedCount: 0 },
    progress: jobs.progressOf(row.id),
  };
}

export function readChangedRecords(
  { ledger }: CoreContext,
  { id, offset, limit }: ParsedInput<'changes.records'>,
): Output<'changes.records'> {
  getChangeSet(ledger, id);
  const total = ledger.db.get<{ count: number }>(
    'select count(*) as count from change_set_record where change_set_id = ?',
    id,
  );
  const rows = ledger.db.all<ChangedRecordRow & { title: string | null }>(
    `select r.doi, r.title, c.before, c.after
     from change_set_record c join record r on r.id = c.record_id
     where c.change_set_id = ? order by c.record_id limit ? offset ?`,
    id,
    limit,
    offset,
  );
  return {
    total: total?.count ?? 0,
    records: rows.map((row) => ({
      doi: row.doi,
      title: row.title,
      changes: attributeChanges(row).slice(0, 200),
    })),
  };
}

export function readRefusals(
  { ledger }: CoreContext,
  { id, offset, limit }: ParsedInput<'changes.refused'>,
): Output<'changes.refused'> {
  const { refused_count: total } = getChangeSet(ledger, id);
  const refused = ledger.db.all<RefusedEdit>(
    `select doi, code, message from change_set_refusal where change_set_id = ? and line >= ?
     order by line limit ?`,
    id,
    offset,
    limit,
  );
  return { total, refused };
}

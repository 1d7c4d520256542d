import type { RegisterPlan } from '#shared/contract/outbox.ts';
import type { Rehearsal } from '#shared/contract/review-shapes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Repository } from '../repositories/repository-table.ts';

export interface RehearsalRow {
  readonly id: string;
  readonly plan_hash: string;
  readonly repository_name: string;
  readonly on_name: string;
  readonly target_state: Rehearsal['targetState'];
  readonly status: Rehearsal['status'];
  readonly total: number;
  readonly done_count: number;
  readonly failed_count: number;
  readonly started_at: string;
  readonly finished_at: string | null;
}

const select = `select h.*, r.name as repository_name, o.name as on_name from rehearsal h
  join repository r on r.id = h.repository_id join repository o on o.id = h.rehearsed_on`;

/** How far this very plan was rehearsed. Only what makes DOIs public on production asks for it. */
export function rehearsalStateOf(
  ledger: Ledger,
  { environment }: Pick<Repository, 'environment'>,
  plan: { readonly planHash: string; readonly publishCount: number },
): RegisterPlan['rehearsal'] {
  if (environment !== 'production' || plan.publishCount === 0) return 'not-asked';
  const found = ledger.db
    .all<{ status: Rehearsal['status'] }>(
      'select status from rehearsal where plan_hash = ?',
      plan.planHash,
    )
    .map(({ status }) => status);
  if (found.includes('passed')) return 'passed';
  if (found.includes('running')) return 'running';
  return found.includes('failed') ? 'failed' : 'missing';
}

export function findRehearsal(ledger: Ledger, id: string): Rehearsal | null {
  const row = ledger.db.get<RehearsalRow>(`${select} where h.id = ?`, id);
  return row === undefined ? null : describe(ledger, row);
}

export function newestRehearsal(ledger: Ledger, planHash: string): Rehearsal | null {
  const row = ledger.db.get<RehearsalRow>(
    `${select} where h.plan_hash = ? order by h.started_at desc, h.id desc limit 1`,
    planHash,
  );
  return row === undefined ? null : describe(ledger, row);
}

function describe(ledger: Ledger, row: RehearsalRow): Rehearsal {
  const failures = ledger.db.all<Rehearsal['failures'][number]>(
    `select doi, rehearsed_doi as rehearsedDoi, message from rehearsal_failure
     where rehearsal_id = ? order by doi limit 100`,
    row.id,
  );
  return {
    id: row.id,
    planHash: row.plan_hash,
    repositoryName: row.repository_name,
    rehearsedOn: row.on_name,
    targetState: row.target_state,
    status: row.status,
    total: row.total,
    doneCount: row.done_count,
    failedCount: row.failed_count,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    failures,
  };
}

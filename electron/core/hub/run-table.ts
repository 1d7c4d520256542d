import type { HubRun, HubRunLine } from '#shared/contract/hub-shapes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type RunStatus = HubRun['status'];
export type LineStatus = HubRunLine['status'];

export interface WaitingLine {
  readonly line: number;
  readonly reference: string;
  readonly kind: string | null;
  readonly name: string | null;
  readonly revision: string | null;
  readonly folder: string | null;
}

export interface NewLine {
  readonly reference: string;
  readonly kind?: string | null;
  readonly name?: string | null;
  readonly revision?: string | null;
  readonly folder?: string | null;
  readonly status?: LineStatus;
  readonly message?: string | null;
}

interface RunRow {
  readonly id: number;
  readonly profile_id: string;
  readonly title: string;
  readonly repository_id: string;
  readonly collection_name: string;
  readonly status: RunStatus;
  readonly waits_until: string | null;
  readonly failure: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
}

export function insertRun(
  ledger: Ledger,
  run: {
    readonly profileId: string;
    readonly title: string;
    readonly repositoryId: string;
    readonly collectionName: string;
    /** Fingerprint of what is brought in where. */
    readonly asked: string;
    readonly at: string;
  },
): number {
  return ledger.db.run(
    `insert into hub_run (profile_id, title, repository_id, collection_name, asked, status, started_at)
     values (?, ?, ?, ?, ?, 'running', ?)`,
    run.profileId,
    run.title,
    run.repositoryId,
    run.collectionName,
    run.asked,
    run.at,
  ).lastId;
}

/** The newest run of the same things to the same place that was broken off; null: there is none to go on with. */
export function findBrokenOff(ledger: Ledger, asked: string): number | null {
  return (
    ledger.db.get<{ id: number }>(
      `select id from hub_run where asked = ? and status in ('interrupted', 'paused', 'failed')
       order by id desc limit 1`,
      asked,
    )?.id ?? null
  );
}

/** Adds lines at the end; an item that stands in the run already is not added again. */
export function addRunLines(ledger: Ledger, runId: number, lines: readonly NewLine[]): void {
  const { db } = ledger;
  let next =
    (db.get<{ last: number | null }>(
      'select max(line) as last from hub_run_line where run_id = ?',
      runId,
    )?.last ?? 0) + 1;
  for (const line of lines) {
    const name = line.name ?? null;
    const isThere =
      name !== null &&
      db.get(
        'select 1 from hub_run_line where run_id = ? and name = ? and kind is ?',
        runId,
        name,
        line.kind ?? null,
      ) !== undefined;
    if (isThere) continue;
    db.run(
      `insert into hub_run_line (run_id, line, reference, kind, name, revision, folder, status, message)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      runId,
      next,
      line.reference,
      line.kind ?? null,
      name,
      line.revision ?? null,
      line.folder ?? null,
      line.status ?? 'waiting',
      line.message ?? null,
    );
    next += 1;
  }
}

export function waitingLines(ledger: Ledger, runId: number, limit: number): WaitingLine[] {
  return ledger.db.all<WaitingLine>(
    `select line, reference, kind, name, revision, folder from hub_run_line
     where run_id = ? and status = 'waiting' order by line limit ?`,
    runId,
    limit,
  );
}

export function removeLine(ledger: Ledger, runId: number, line: number): void {
  ledger.db.run('delete from hub_run_line where run_id = ? and line = ?', runId, line);
}

export function settleLine(
  ledger: Ledger,
  runId: number,
  line: number,
  result: {
    readonly status: LineStatus;
    readonly doi?: string | null;
    readonly title?: string | null;
    readonly message?: string | null;
    readonly kind?: string;
    readonly name?: string;
    readonly revision?: string | null;
  },
): void {
  ledger.db.run(
    `update hub_run_line set status = @status, doi = @doi, title = @title, message = @message,
       kind = coalesce(@kind, kind), name = coalesce(@name, name), revision = coalesce(@revision, revision)
     where run_id = @run and line = @line`,
    {
      run: runId,
      line,
      status: result.status,
      doi: result.doi ?? null,
      title: result.title ?? null,
      message: result.message ?? null,
      kind: result.kind ?? null,
      name: result.name ?? null,
      revision: result.revision ?? null,
    },
  );
}

export function setRun(
  ledger: Ledger,
  runId: number,
  status: RunStatus,
  more: { readonly failure?: string | null; readonly finishedAt?: string | null } = {},
): void {
  ledger.db.run(
    'update hub_run set status = ?, failure = ?, finished_at = ?, waits_until = null where id = ?',
    status,
    more.failure ?? null,
    more.finishedAt ?? null,
    runId,
  );
}

/** Failed lines wait once more. */
export function retryFailed(ledger: Ledger, runId: number): number {
  return ledger.db.run(
    "update hub_run_line set status = 'waiting', message = null where run_id = ? and status = 'failed'",
    runId,
  ).changes;
}

/** What a crash or the end of the program left running goes on when a person says so. */
export function interruptRuns(ledger: Ledger): void {
  ledger.db.run("update hub_run set status = 'interrupted' where status = 'running'");
}

/** Hub and target of a run, without its counts: asked for at every line. */
export function targetOfRun(
  ledger: Ledger,
  id: number,
): { readonly profileId: string; readonly repositoryId: string; readonly collectionName: string } {
  const row = ledger.db.get<RunRow>('select * from hub_run where id = ?', id);
  if (row === undefined) throw new AppError('NOT_FOUND', { message: text.run.none });
  return {
    profileId: row.profile_id,
    repositoryId: row.repository_id,
    collectionName: row.collection_name,
  };
}

export function getRun(ledger: Ledger, id: number): HubRun {
  const row = ledger.db.get<RunRow>('select * from hub_run where id = ?', id);
  if (row === undefined) throw new AppError('NOT_FOUND', { message: text.run.none });
  return toRun(ledger, row);
}

export function listRuns(ledger: Ledger, limit = 20): HubRun[] {
  return ledger.db
    .all<RunRow>('select * from hub_run order by id desc limit ?', limit)
    .map((row) => toRun(ledger, row));
}

function toRun(ledger: Ledger, row: RunRow): HubRun {
  const counts = ledger.db.all<{ status: LineStatus; count: number }>(
    'select status, count(*) as count from hub_run_line where run_id = ? group by status',
    row.id,
  );
  const of = (...statuses: readonly LineStatus[]): number =>
    counts
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { count }) => sum + count, 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    id: row.id,
    profileId: row.profile_id,
    title: row.title,
    repositoryId: row.repository_id,
    collectionName: row.collection_name,
    status: row.status,
    total,
    waitingCount: of('waiting'),
    newCount: of('new'),
    changedCount: of('changed'),
    unchangedCount: of('unchanged'),
    observeOnlyCount: of('observe-only'),
    failedCount: of('failed'),
    refusedCount: of('refused'),
    failure: row.failure,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export function runLines(
  ledger: Ledger,
  runId: number,
  offset: number,
  limit: number,
): HubRunLine[] {
  return ledger.db.all<HubRunLine>(
    `select line, reference, kind, name, revision, status, doi, title, message from hub_run_line
     where run_id = ? order by status not in ('failed','refused'), line limit ? offset ?`,
    runId,
    limit,
    offset,
  );
}

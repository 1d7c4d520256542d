import type { LandingRun } from '#shared/contract/landing.ts';
import { auditedItem } from '#shared/landing/audited-item.ts';
import type { AuditedItem } from '#shared/landing/match-item.ts';
import { asDoi } from '#shared/doi/doi.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Environment } from '../repositories/repository-table.ts';

type Status = LandingRun['status'];

export interface Run {
  readonly id: string;
  readonly scope: string;
  readonly total: number;
  readonly status: Status;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

const runColumns = `id, scope, total, status, started_at as startedAt, finished_at as finishedAt`;

export function latestRun({ db }: Ledger): Run | null {
  return db.get<Run>(`select ${runColumns} from landing_run order by id desc limit 1`) ?? null;
}

/** When the whole catalogue was last looked at to the end. */
export function lastWholeAudit({ db }: Ledger): string | null {
  const row = db.get<{ at: string | null }>(
    `select max(finished_at) as at from landing_run where scope = 'all' and status = 'done'`,
  );
  return row?.at ?? null;
}

/** Host of a landing page, as turns and lists name it; '' where there is none. */
export function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : '';
}

/**
 * Puts records on the list of those whose pages wait, in a run of their own or in the one under way.
 * Reserved names have no DOI yet, and what is given up has none any more.
 */
export function addDue(
  context: CoreContext,
  ids: readonly number[],
  scope: 'all' | 'some',
): { readonly addedCount: number; readonly runId: string | null } {
  const { ledger } = context;
  const { db } = ledger;
  return ledger.transaction(() => {
    const rows = db.iterate<{ id: number; url: string | null }>(
      `select r.id, r.url from json_each(?) j join record r on r.id = j.value
       where r.state <> 'reserved' and r.burnt = 0
         and not exists (select 1 from landing_due d where d.record_id = r.id)`,
      JSON.stringify(ids),
    );
    const found = [...rows].map(({ id, url }) => [id, hostOf(url)] as const);
    for (const [id, host] of found) {
      db.run('insert into landing_due (record_id, host) values (?, ?)', id, host);
    }
    const run = latestRun(ledger);
    const isUnderWay = run !== null && (run.status === 'running' || run.status === 'paused');
    if (found.length === 0) return { addedCount: 0, runId: isUnderWay ? run.id : null };
    if (isUnderWay) {
      db.run(
        `update landing_run set total = total + ?, status = 'running', scope = iif(? = 'all', 'all', scope)
         where id = ?`,
        ...[found.length, scope, run.id],
      );
      return { addedCount: found.length, runId: run.id };
    }
    const id = context.newId();
    db.run(
      `insert into landing_run (id, scope, total, status, started_at) values (?, ?, ?, 'running', ?)`,
      ...[id, scope, found.length, context.timestamp()],
    );
    return { addedCount: found.length, runId: id };
  });
}

/** Ids of all records whose DOI leads anywhere and is ours to mend. */
export function catalogueIds({ db }: Ledger): number[] {
  return db
    .all<{ id: number }>(
      `select id from record where state in ('registered','findable') and sync <> 'observe-only' and burnt = 0`,
    )
    .map(({ id }) => id);
}

/** Ids of pages that failed in a way that may pass, not looked at since `before`. */
export function unsureIds({ db }: Ledger, before: string): number[] {
  return db
    .all<{ record_id: number }>(
      `select record_id from landing_check where verdict = 'unsure' and checked_at < ?`,
      before,
    )
    .map(({ record_id }) => record_id);
}

export function setRunStatus(context: CoreContext, id: string, status: Status): void {
  const isOver = status === 'done' || status === 'cancelled';
  context.ledger.transaction(() => {
    context.ledger.db.run(
      'update landing_run set status = ?, finished_at = ? where id = ?',
      status,
      isOver ? context.timestamp() : null,
      id,
    );
    if (status === 'cancelled') context.ledger.db.run('delete from landing_due');
  });
  context.emit('landing.changed', {});
}

export const countDue = ({ db }: Ledger): number =>
  db.get<{ count: number }>('select count(*) as count from landing_due')?.count ?? 0;

/** Hosts with pages that wait, and until when each asked to be left alone. */
export function dueHosts({ db }: Ledger): { host: string; notBefore: string | null }[] {
  return db.all(
    `select d.host, h.not_before as notBefore from (select distinct host from landing_due) d
     left join landing_host h on h.host = d.host order by d.host`,
  );
}

export function postponeHost({ db }: Ledger, host: string, notBefore: string): void {
  db.run(
    `insert into landing_host (host, not_before) values (?, ?)
     on conflict (host) do update set not_before = excluded.not_before`,
    host,
    notBefore,
  );
}

export interface DueRecord {
  readonly id: number;
  readonly host: string;
  readonly state: RecordState;
  readonly environment: Environment;
  readonly item: AuditedItem;
}

/** The next page of a host; null: none waits. */
export function nextDue({ db }: Ledger, host: string): DueRecord | null {
  const row = db.get<{
    id: number;
    doi: string;
    state: RecordState;
    environment: Environment;
    attributes: string;
    url: string | null;
  }>(
    `select r.id, r.doi, r.state, r.attributes, r.url, p.environment from landing_due d
     join record r on r.id = d.record_id join repository p on p.id = r.repository_id
     where d.host = ? order by d.record_id limit 1`,
    host,
  );
  if (row === undefined) return null;
  const doi = mustExist(asDoi(row.doi), row.doi);
  const attributes = JSON.parse(row.attributes) as Attributes;
  const { id, state, environment } = row;
  const item = { ...auditedItem(doi, attributes), url: row.url ?? '' };
  return { id, host, state, environment, item };
}

import type { ImportLine, ImportRun } from '#shared/contract/collections.ts';
import type { Failure } from '#shared/contract/define.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { listOf, textOf } from '#shared/values/tolerant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outcome, PlannedItem } from './plan-items.ts';

export type RunStatus = ImportRun['status'];
/** A run without what only a running job knows: its rate. */
export type StoredRun = Omit<ImportRun, 'itemsPerSecond' | 'secondsLeft'>;

interface RunRow {
  readonly id: number;
  readonly collection_id: number;
  readonly source_name: string;
  readonly status: RunStatus;
  readonly item_total: number | null;
  readonly item_count: number;
  readonly new_count: number;
  readonly changed_count: number;
  readonly unchanged_count: number;
  readonly observe_only_count: number;
  readonly failed_count: number;
  readonly valid_count: number;
  readonly failure: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
}

function toRun(row: RunRow): StoredRun {
  return {
    id: row.id,
    collectionId: row.collection_id,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    sourceName: row.source_name,
    itemCount: row.item_count,
    itemTotal: row.item_total,
    newCount: row.new_count,
    changedCount: row.changed_count,
    unchangedCount: row.unchanged_count,
    observeOnlyCount: row.observe_only_count,
    failedCount: row.failed_count,
    validCount: row.valid_count,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
  };
}

export function insertRun(
  ledger: Ledger,
  run: {
    readonly collectionId: number;
    readonly repositoryId: string;
    readonly sourceName: string;
    readonly settings: unknown;
    readonly at: string;
  },
): number {
  return ledger.db.run(
    `insert into import_run (collection_id, repository_id, source_name, settings, status, started_at)
     values (?, ?, ?, ?, 'running', ?)`,
    run.collectionId,
    run.repositoryId,
    run.sourceName.slice(0, 500),
    canonicalJson(run.settings),
    run.at,
  ).lastId;
}

export function getRun(ledger: Ledger, id: number): StoredRun {
  const row = ledger.db.get<RunRow>('select * from import_run where id = ?', id);
  if (row === undefined) throw new AppError('NOT_FOUND', { message: `There is no import ${id}.` });
  return toRun(row);
}

/** The newest 200 imports, of one collection or of all. */
export function listRuns(ledger: Ledger, collectionId: number | null): StoredRun[] {
  return ledger.db
    .all<RunRow>(
      `select * from import_run where @collectionId is null or collection_id = @collectionId
       order by id desc limit 200`,
      { collectionId },
    )
    .map(toRun);
}

export function setRunTotal(ledger: Ledger, id: number, total: number): void {
  ledger.db.run('update import_run set item_total = ? where id = ?', total, id);
}

export function setRunStatus(ledger: Ledger, id: number, status: 'running' | 'paused'): void {
  ledger.db.run(
    'update import_run set status = ? where id = ? and finished_at is null',
    status,
    id,
  );
}

export function finishRun(
  ledger: Ledger,
  id: number,
  end: { readonly status: RunStatus; readonly failure: Failure | null; readonly at: string },
): void {
  ledger.db.run(
    'update import_run set status = ?, failure = ?, finished_at = ? where id = ?',
    end.status,
    end.failure === null ? null : canonicalJson(end.failure),
    end.at,
    id,
  );
}

/** Runs that a crash or a kill cut off. What they brought in is whole; importing again goes on from there. */
export function markInterrupted(ledger: Ledger, at: string): number {
  return ledger.db.run(
    `update import_run set status = 'interrupted', finished_at = ? where status in ('running', 'paused')`,
    at,
  ).changes;
}

/** Writes the lines of a batch and counts them; call it in the transaction that saves the records. */
export function addLines(
  ledger: Ledger,
  importId: number,
  firstLine: number,
  planned: readonly PlannedItem[],
): ImportLine[] {
  const lines = planned.map((each, at) => toLine(each, firstLine + at));
  for (const line of lines) {
    ledger.db.run(
      `insert into import_line (import_id, line, source, row, item_key, doi, title, status, valid, findings, failure)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      importId,
      line.line,
      line.source,
      line.row,
      line.key,
      line.doi,
      line.title,
      line.status,
      line.valid ? 1 : 0,
      JSON.stringify(line.findings),
      line.failure === null ? null : JSON.stringify(line.failure),
    );
  }
  const count = (outcome: Outcome): number =>
    lines.filter(({ status }) => status === outcome).length;
  ledger.db.run(
    `update import_run set item_count = item_count + ?, new_count = new_count + ?,
       changed_count = changed_count + ?, unchanged_count = unchanged_count + ?,
       observe_only_count = observe_only_count + ?, failed_count = failed_count + ?,
       valid_count = valid_count + ? where id = ?`,
    lines.length,
    count('new'),
    count('changed'),
    count('unchanged'),
    count('observe-only'),
    count('failed'),
    lines.filter(({ valid }) => valid).length,
    importId,
  );
  return lines;
}

/** What people are told of an item; texts of the source are cut to what a message may carry. */
export function toLine(planned: PlannedItem, line: number): ImportLine {
  const { item, key, doi, outcome, valid, findings, failure } = planned;
  return {
    line,
    source: item.source.slice(-500),
    row: item.row,
    key: key === null ? null : key.slice(0, 500),
    doi,
    title: titleOf(planned.attributes ?? item.attributes),
    status: outcome,
    valid,
    findings: findings.map((each) => ({ ...each })) as ImportLine['findings'],
    failure: failure === null ? null : { ...failure, message: failure.message.slice(0, 2000) },
  };
}

export function titleOf(attributes: Attributes | null): string | null {
  const title = textOf(listOf(attributes?.titles)[0]?.title);
  return title === '' ? null : title.slice(0, 2000);
}

interface LineRow {
  readonly line: number;
  readonly source: string;
  readonly row: number | null;
  readonly item_key: string | null;
  readonly doi: string | null;
  readonly title: string | null;
  readonly status: Outcome;
  readonly valid: number;
  readonly findings: string;
  readonly failure: string | null;
}

function readLine(row: LineRow): ImportLine {
  return {
    line: row.line,
    source: row.source,
    row: row.row,
    key: row.item_key,
    doi: row.doi,
    title: row.title,
    status: row.status,
    valid: row.valid === 1,
    findings: JSON.parse(row.findings) as ImportLine['findings'],
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
  };
}

export interface LinePage {
  readonly lines: ImportLine[];
  readonly total: number;
}

/** Lines of an import, in order: all, those that need a look, or those that failed. */
export function pageLines(
  ledger: Ledger,
  page: {
    readonly importId: number;
    readonly only: 'all' | 'problems' | 'failed';
    readonly offset: number;
    readonly limit: number;
  },
): LinePage {
  const { importId, only, offset, limit } = page;
  const rows = ledger.db.all<LineRow>(
    `select * from import_line where import_id = @importId
       and (@only = 'all' or status = 'failed' or (@only = 'problems' and valid = 0))
     order by line limit @limit offset @offset`,
    { importId, only, offset, limit },
  );
  const counted = ledger.db.get<{ total: number }>(
    `select count(*) as total from import_line where import_id = @importId
       and (@only = 'all' or status = 'failed' or (@only = 'problems' and valid = 0))`,
    { importId, only },
  );
  return { lines: rows.map(readLine), total: counted?.total ?? 0 };
}

import type { Failure, Pace } from '#shared/contract/define.ts';
import type { SheetUpdate, UpdateLine } from '#shared/contract/sheet-updates.ts';
import type { CellProblem } from '#shared/sheets/apply-cells.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { sheetText as text } from '#shared/text/sheets.en.ts';
import type { CoreContext } from '../context.ts';
import { changesBetween } from '../history/changes.ts';
import type { Ledger } from '../ledger/ledger.ts';

export type StoredUpdate = Omit<SheetUpdate, 'share' | keyof Pace>;

/** What is counted while the sheet is read; numbers that it goes on counting. */
export interface RowCounts {
  rowCount: number;
  changedCount: number;
  unchangedCount: number;
  observeOnlyCount: number;
  refusedCount: number;
  errorFixedCount: number;
  errorCausedCount: number;
  atDataciteCount: number;
}

export type Counts = Readonly<RowCounts> & Pick<SheetUpdate, 'leftOut' | 'findings'>;

/** A row that does something, or that cannot be taken; rows that say what the record says are only counted. */
export interface Line {
  readonly row: number;
  readonly doi: string;
  readonly status: UpdateLine['status'];
  readonly contentHash: string | null;
  readonly attributes: Attributes | null;
  readonly problems: readonly Pick<CellProblem, 'path' | 'message'>[];
}

/** Updates that are kept to be looked at again. */
const keptUpdates = 20;

const columns = `id, source_name as sourceName, status, row_count as rowCount,
  changed_count as changedCount, unchanged_count as unchangedCount,
  observe_only_count as observeOnlyCount, refused_count as refusedCount,
  error_fixed_count as errorFixedCount, error_caused_count as errorCausedCount,
  at_datacite_count as atDataciteCount, left_out as leftOut, findings, warnings,
  change_set_id as changeSetId, failure, started_at as startedAt`;

export function insertUpdate(context: CoreContext, sourceName: string): number {
  const { db } = context.ledger;
  db.run(
    `delete from sheet_update where status <> 'reading'
       and id not in (select id from sheet_update order by id desc limit ?)`,
    keptUpdates - 1,
  );
  return db.run(
    `insert into sheet_update (source_name, status, started_at) values (?, 'reading', ?)`,
    sourceName,
    context.timestamp(),
  ).lastId;
}

type JsonColumn = 'warnings' | 'leftOut' | 'findings';

export function getUpdate(ledger: Ledger, id: number): StoredUpdate {
  const row = ledger.db.get<
    Omit<StoredUpdate, JsonColumn | 'failure'> &
      Record<JsonColumn, string> & { failure: string | null }
  >(`select ${columns} from sheet_update where id = ?`, id);
  if (row === undefined) throw new AppError('NOT_FOUND', { message: text.noUpdate });
  return {
    ...row,
    warnings: JSON.parse(row.warnings) as string[],
    leftOut: JSON.parse(row.leftOut) as StoredUpdate['leftOut'],
    findings: JSON.parse(row.findings) as StoredUpdate['findings'],
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
  };
}

/** Rows of one stretch of reading, and how far it is now. */
export function writeLines(
  ledger: Ledger,
  id: number,
  lines: readonly Line[],
  counts: Counts,
): void {
  for (const line of lines) {
    ledger.db.run(
      `insert or replace into sheet_update_line
         (update_id, row, doi, status, content_hash, attributes, problems)
       values (@id, @row, @doi, @status, @contentHash, @attributes, @problems)`,
      {
        id,
        row: line.row,
        doi: line.doi.slice(0, 2048),
        status: line.status,
        contentHash: line.contentHash,
        attributes: line.attributes === null ? null : canonicalJson(line.attributes),
        problems: JSON.stringify(
          line.problems.slice(0, 200).map(({ path, message }) => ({ path, message })),
        ),
      },
    );
  }
  ledger.db.run(
    `update sheet_update set row_count = @rowCount, changed_count = @changedCount,
       unchanged_count = @unchangedCount, observe_only_count = @observeOnlyCount,
       refused_count = @refusedCount, error_fixed_count = @errorFixedCount,
       error_caused_count = @errorCausedCount, at_datacite_count = @atDataciteCount,
       left_out = @leftOut, findings = @findings where id = @id`,
    {
      ...{ id, ...counts },
      leftOut: JSON.stringify(counts.leftOut),
      findings: JSON.stringify(counts.findings),
    },
  );
}

export function finishUpdate(
  context: CoreContext,
  id: number,
  end: {
    readonly status: StoredUpdate['status'];
    readonly failure?: Failure;
    readonly changeSetId?: string;
    readonly warnings?: readonly string[];
  },
): void {
  context.ledger.db.run(
    `update sheet_update set status = @status, failure = @failure, finished_at = @now,
       warnings = coalesce(@warnings, warnings),
       change_set_id = coalesce(@changeSetId, change_set_id) where id = @id`,
    {
      id,
      status: end.status,
      failure: end.failure === undefined ? null : JSON.stringify(end.failure),
      warnings: end.warnings === undefined ? null : JSON.stringify(end.warnings.slice(0, 50)),
      changeSetId: end.changeSetId ?? null,
      now: context.timestamp(),
    },
  );
}

/** What a crash cut off in the middle of reading: nothing was changed by it. */
export function noteInterruptedUpdates(ledger: Ledger): void {
  ledger.db.run(`update sheet_update set status = 'interrupted' where status = 'reading'`);
}

interface LineRow {
  readonly row: number;
  readonly doi: string;
  readonly status: UpdateLine['status'];
  readonly content_hash: string | null;
  readonly attributes: string | null;
  readonly problems: string;
  readonly title: string | null;
  readonly before: string | null;
}

export function pageUpdateLines(
  ledger: Ledger,
  wanted: {
    readonly updateId: number;
    readonly only: 'all' | UpdateLine['status'];
    readonly offset: number;
    readonly limit: number;
  },
): { readonly lines: UpdateLine[]; readonly total: number } {
  const only = wanted.only === 'all' ? null : wanted.only;
  const where = `update_id = ? and (? is null or line.status = ?)`;
  const rows = ledger.db.all<LineRow>(
    `select line.*, record.title as title, record.attributes as before
     from sheet_update_line line left join record on record.doi = line.doi
     where ${where} order by line.row limit ? offset ?`,
    wanted.updateId,
    only,
    only,
    wanted.limit,
    wanted.offset,
  );
  const counted = ledger.db.get<{ total: number }>(
    `select count(*) as total from sheet_update_line line where ${where}`,
    wanted.updateId,
    only,
    only,
  );
  return { lines: rows.map(toLine), total: counted?.total ?? 0 };
}

function toLine(line: LineRow): UpdateLine {
  const after = line.attributes === null ? null : (JSON.parse(line.attributes) as Attributes);
  const before = line.before === null ? {} : (JSON.parse(line.before) as Attributes);
  const changes = after === null ? [] : changesBetween(before, after);
  return {
    row: line.row,
    doi: line.doi,
    title: line.title,
    status: line.status,
    changes: changes.slice(0, 200) as UpdateLine['changes'],
    problems: JSON.parse(line.problems) as UpdateLine['problems'],
  };
}

/** What is to be applied, in the order of the sheet, page by page: another page may be asked for after a write. */
export function* linesToApply(
  ledger: Ledger,
  updateId: number,
): Generator<{
  readonly doi: string;
  readonly contentHash: string;
  readonly attributes: Attributes;
}> {
  for (let after = 0; ;) {
    const rows = ledger.db.all<{
      row: number;
      doi: string;
      content_hash: string;
      attributes: string;
    }>(
      `select row, doi, content_hash, attributes from sheet_update_line
       where update_id = ? and status = 'changed' and row > ? order by row limit 500`,
      updateId,
      after,
    );
    for (const { row, doi, content_hash: contentHash, attributes } of rows) {
      after = row;
      yield { doi, contentHash, attributes: JSON.parse(attributes) as Attributes };
    }
    if (rows.length === 0) return;
  }
}

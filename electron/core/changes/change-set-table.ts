import type {
  AttributeChange,
  ChangeKind,
  ChangeSetKind,
  ChangeSetSummary,
  RefusedEdit,
} from '#shared/contract/changes.ts';
import type { RecordState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { JsonObject } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A change set as it is stored. */
export interface ChangeSetRow {
  readonly id: string;
  readonly title: string;
  readonly kind: ChangeSetKind;
  readonly change_kind: ChangeKind;
  readonly reason: string | null;
  readonly recipe: string | null;
  readonly status: ChangeSetSummary['status'];
  readonly changed_count: number;
  readonly unchanged_count: number;
  readonly refused_count: number;
  readonly undo_of: string | null;
  readonly undone_by: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

/** One record of a change set: exactly the attributes that changed, on both sides. */
export interface ChangedRecordRow {
  readonly record_id: number;
  readonly doi: string;
  readonly before: string;
  readonly after: string;
  /** The record's state when it was changed. */
  readonly state: RecordState;
  /** The newest operation of the DOI then; 0: there was none. */
  readonly sequence: number;
  /** JSON lists of operations that sending this made, and that it superseded. */
  readonly queued: string;
  readonly replaced: string;
  /** Content hashes of the record on both sides; null where they were not at hand. */
  readonly before_hash: string | null;
  readonly after_hash: string | null;
}

/** A row as an undo looks at it first: its sides are long, and mostly read by the thread ahead. */
export interface ChangedRecordKey extends Pick<ChangedRecordRow, 'record_id' | 'doi' | 'sequence'> {
  /** 1 where a change may be one of the kernel. */
  readonly namesKernel: 0 | 1;
}

export function insertChangeSet(
  { db }: Ledger,
  row: Pick<
    ChangeSetRow,
    'id' | 'title' | 'kind' | 'change_kind' | 'reason' | 'recipe' | 'undo_of' | 'created_at'
  >,
): void {
  db.run(
    `insert into change_set (id, title, kind, change_kind, reason, recipe, undo_of, status, created_at)
     values (@id, @title, @kind, @change_kind, @reason, @recipe, @undo_of, 'applying', @created_at)`,
    { ...row },
  );
}

export interface Counts {
  readonly changedCount: number;
  readonly unchangedCount: number;
  readonly refusedCount: number;
}

export function setCounts({ db }: Ledger, id: string, counts: Counts): void {
  db.run(
    'update change_set set changed_count = ?, unchanged_count = ?, refused_count = ? where id = ?',
    counts.changedCount,
    counts.unchangedCount,
    counts.refusedCount,
    id,
  );
}

export function finishChangeSet(
  { db }: Ledger,
  id: string,
  status: ChangeSetRow['status'],
  finishedAt: string,
): void {
  db.run('update change_set set status = ?, finished_at = ? where id = ?', status, finishedAt, id);
}

/** One that changed nothing leaves no row. */
export function removeChangeSet({ db }: Ledger, id: string): void {
  db.run('delete from change_set_refusal where change_set_id = ?', id);
  db.run('delete from change_set where id = ?', id);
}

/**
 * What stands after `id`, an undo of `undone`, was carried out: what it took back counts as undone; where
 * that was itself an undo, the change set behind it stands again.
 */
export function markUndone({ db }: Ledger, undone: ChangeSetRow, id: string): void {
  db.run('update change_set set undone_by = ? where id = ?', id, undone.id);
  if (undone.undo_of !== null) {
    db.run('update change_set set undone_by = null where id = ?', undone.undo_of);
  }
}

export function insertChangedRecord(
  { db }: Ledger,
  changeSetId: string,
  row: Omit<ChangedRecordRow, 'doi' | 'queued' | 'replaced'>,
): void {
  db.run(
    `insert into change_set_record
       (change_set_id, record_id, before, after, state, sequence, before_hash, after_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[changeSetId, row.record_id, row.before, row.after, row.state, row.sequence],
    ...[row.before_hash, row.after_hash],
  );
}

/** Notes what sending one record of a change set did to the outbox, so that it can be swapped back. */
export function noteQueued(
  { db }: Ledger,
  changeSetId: string,
  recordId: number,
  what: { readonly queued: readonly string[]; readonly replaced: readonly string[] },
): void {
  db.run(
    'update change_set_record set queued = ?, replaced = ? where change_set_id = ? and record_id = ?',
    JSON.stringify(what.queued),
    JSON.stringify(what.replaced),
    changeSetId,
    recordId,
  );
}

export function insertRefusal(
  { db }: Ledger,
  changeSetId: string,
  line: number,
  { doi, code, message }: RefusedEdit,
): void {
  db.run(
    'insert into change_set_refusal (change_set_id, line, doi, code, message) values (?, ?, ?, ?, ?)',
    changeSetId,
    line,
    doi,
    code,
    message,
  );
}

export function getChangeSet({ db }: Ledger, id: string): ChangeSetRow {
  const row = db.get<ChangeSetRow>('select * from change_set where id = ?', id);
  if (row !== undefined) return row;
  throw new AppError('NOT_FOUND', {
    message: 'There is no such change set.',
    nextStep: 'Look at the list of change sets in the history.',
  });
}

const columns = `c.record_id, r.doi, c.before, c.after, c.state, c.sequence, c.queued, c.replaced,
  c.before_hash, c.after_hash`;
const keyColumns = `c.record_id, r.doi, c.sequence,
  instr(c.before, '"schemaVersion":') > 0 or instr(c.after, '"schemaVersion":') > 0 as namesKernel`;

/** One record of a change set. */
export function changedRecord(
  { db }: Ledger,
  { changeSetId, recordId }: { readonly changeSetId: string; readonly recordId: number },
): ChangedRecordRow {
  const row = db.get<ChangedRecordRow>(
    `select ${columns} from change_set_record c join record r on r.id = c.record_id
     where c.change_set_id = ? and c.record_id = ?`,
    changeSetId,
    recordId,
  );
  return mustExist(row, 'the changed record');
}

/** All rows of a change set in the order of their records, read 500 at a time: the ledger can be written meanwhile. */
export function eachChangedRecord(
  ledger: Ledger,
  id: string,
): Generator<readonly ChangedRecordRow[]> {
  return each<ChangedRecordRow>(ledger, id, columns);
}

/** The same, without what is long. */
export function eachChangedKey(ledger: Ledger, id: string): Generator<readonly ChangedRecordKey[]> {
  return each<ChangedRecordKey>(ledger, id, keyColumns);
}

function* each<Row extends { readonly record_id: number }>(
  { db }: Ledger,
  id: string,
  selected: string,
): Generator<readonly Row[]> {
  let after = 0;
  for (;;) {
    const rows = db.all<Row>(
      `select ${selected} from change_set_record c join record r on r.id = c.record_id
       where c.change_set_id = ? and c.record_id > ? order by c.record_id limit 500`,
      id,
      after,
    );
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.record_id ?? after;
  }
}

/** The attributes that a row names, with both sides. */
export function changesOf({ before, after }: Pick<ChangedRecordRow, 'before' | 'after'>): {
  readonly paths: readonly string[];
  readonly before: JsonObject;
  readonly after: JsonObject;
} {
  const sides = {
    before: JSON.parse(before) as JsonObject,
    after: JSON.parse(after) as JsonObject,
  };
  const names = new Set([...Object.keys(sides.before), ...Object.keys(sides.after)]);
  return { ...sides, paths: [...names].sort() };
}

export function attributeChanges(
  row: Pick<ChangedRecordRow, 'before' | 'after'>,
): AttributeChange[] {
  const { paths, before, after } = changesOf(row);
  return paths.map((path) => attributeChange({ path, before: before[path], after: after[path] }));
}

/** A change as it crosses the boundary: a side that is not there is left out. */
export function attributeChange({
  path,
  before,
  after,
}: {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}): AttributeChange {
  return {
    path,
    ...(before === undefined ? {} : { before: before as AttributeChange['before'] }),
    ...(after === undefined ? {} : { after: after as AttributeChange['after'] }),
  };
}

/** A program that ended in the middle of a change set leaves it `applying`: from then on it says so. */
export function noteInterrupted({ db }: Ledger, now: string): void {
  db.run(
    `update change_set set status = 'interrupted', finished_at = ? where status = 'applying'`,
    now,
  );
}

/** Takes the change sets of an account that is reset for practice out of the ledger. */
export function removeChangesOf({ db }: Ledger, repositoryId: string): void {
  db.run('update batch set change_set_id = null where repository_id = ?', repositoryId);
  db.run(
    `delete from change_set_record where record_id in (select id from record where repository_id = ?)`,
    repositoryId,
  );
  const gone = `select id from change_set where id not in (select change_set_id from change_set_record)
     and id not in (select change_set_id from batch where change_set_id is not null)`;
  db.run(`update change_set set undone_by = null where undone_by in (${gone})`);
  db.run(`update change_set set undo_of = null where undo_of in (${gone})`);
  db.run(`delete from change_set_refusal where change_set_id in (${gone})`);
  db.run(`delete from change_set where id in (${gone})`);
}

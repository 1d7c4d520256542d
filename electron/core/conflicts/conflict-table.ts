import type { ConflictedValue } from '#shared/contract/conflicts.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Conflict } from '#shared/sync/merge.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { authoredValue } from '#shared/sync/stored-value.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Side = ConflictedValue['mine'];

interface Row {
  /** The attribute; `state` only of what was overwritten. */
  readonly path: AuthoredKey | 'state';
  readonly base: string;
  readonly theirs: string;
  readonly noted_at: string;
}

const mostOverwritten = 20;

/** Ours is what the record holds now: it may have been edited since the conflict was noted. */
export function openConflicts({ db }: Ledger, recordId: number): ConflictedValue[] {
  const record = db.get<{ attributes: string; state: string }>(
    'select attributes, state from record where id = ?',
    recordId,
  );
  const ours = JSON.parse(record?.attributes ?? '{}') as Attributes;
  const rows = db.all<Row>('select * from conflict where record_id = ?', recordId);
  const overwritten = Map.groupBy(
    db.all<Row>(
      'select * from overwritten_value where record_id = ? order by noted_at, operation_id',
      recordId,
    ),
    ({ path }) => path,
  );
  const paths = new Set([...rows.map(({ path }) => path), ...overwritten.keys()]);
  return [...paths].sort().flatMap((path) => {
    const before = overwritten.get(path) ?? [];
    const row = rows.find((one) => one.path === path);
    const shown = row ?? before.at(-1);
    if (shown === undefined) return [];
    return {
      path,
      base: JSON.parse(shown.base) as Side,
      mine: (path === 'state'
        ? (record?.state ?? null)
        : (authoredValue(ours, path) ?? null)) as Side,
      theirs: JSON.parse(shown.theirs) as Side,
      isOverwritten: row === undefined,
      overwritten: before.slice(-mostOverwritten).map(({ theirs }) => JSON.parse(theirs) as Side),
      notedAt: shown.noted_at,
    };
  });
}

/** True while a person has something to decide about the record. */
export function hasConflict({ db }: Ledger, recordId: number): boolean {
  const sql = `select 1 where exists (select 1 from conflict where record_id = @recordId)
    or exists (select 1 from overwritten_value where record_id = @recordId)`;
  return db.get(sql, { recordId }) !== undefined;
}

/**
 * Keeps a foreign value that our update overwrote before anybody saw it, so that a person can bring it
 * back.
 */
export function keepOverwritten(
  { db }: Ledger,
  where: { readonly recordId: number; readonly operationId: string; readonly now: string },
  { path, base, theirs }: Pick<Conflict, 'base' | 'theirs'> & { readonly path: string },
): void {
  db.run(
    `insert into overwritten_value (record_id, path, operation_id, base, theirs, noted_at)
     values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
    where.recordId,
    path,
    where.operationId,
    canonicalJson(base),
    canonicalJson(theirs),
    where.now,
  );
}

/**
 * Keeps what a merge could not decide, and brings what waits already up to what DataCite holds now.
 * The base of a conflict stays the last copy that both sides agreed on, however often theirs changes.
 * One that ended by itself, because both sides came to hold the same, goes. Returns whether any waits.
 */
export function keepConflicts(
  ledger: Ledger,
  where: { readonly recordId: number; readonly theirs: Attributes; readonly now: string },
  found: readonly Conflict[],
): boolean {
  const { db } = ledger;
  const { recordId, now } = where;
  for (const { path, base, mine, theirs } of found) {
    db.run(
      `insert into conflict (record_id, path, base, mine, theirs, noted_at) values (?, ?, ?, ?, ?, ?)
       on conflict do update set mine = excluded.mine, theirs = excluded.theirs`,
      recordId,
      path,
      ...[base, mine, theirs].map((side) => canonicalJson(side)),
      now,
    );
  }
  const known = db.all<{ path: AuthoredKey }>(
    'select path from conflict where record_id = ?',
    recordId,
  );
  for (const { path } of known) {
    const theirs = canonicalJson(authoredValue(where.theirs, path) ?? null);
    db.run(
      'update conflict set theirs = ? where record_id = ? and path = ?',
      theirs,
      recordId,
      path,
    );
  }
  db.run('delete from conflict where record_id = ? and mine = theirs', recordId);
  return hasConflict(ledger, recordId);
}

export function removeConflict({ db }: Ledger, recordId: number, path: string): void {
  db.run('delete from conflict where record_id = ? and path = ?', recordId, path);
  db.run('delete from overwritten_value where record_id = ? and path = ?', recordId, path);
}

import type { ConflictedValue } from '#shared/contract/conflicts.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Conflict } from '#shared/sync/merge.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { authoredValue } from '#shared/sync/stored-value.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Side = ConflictedValue['mine'];

interface Row {
  readonly path: string;
  readonly base: string;
  readonly theirs: string;
  readonly overwritten: number;
  readonly noted_at: string;
  readonly attributes: string;
}

/** Ours is what the record holds now: it may have been edited since the conflict was noted. */
export function openConflicts({ db }: Ledger, recordId: number): ConflictedValue[] {
  return db
    .all<Row>(
      `select c.*, r.attributes from conflict c join record r on r.id = c.record_id
       where c.record_id = ? order by path`,
      recordId,
    )
    .map((row) => ({
      path: row.path,
      base: JSON.parse(row.base) as Side,
      mine: mineOf(row),
      theirs: JSON.parse(row.theirs) as Side,
      isOverwritten: row.overwritten === 1,
      notedAt: row.noted_at,
    }));
}

function mineOf({ attributes, path }: Row): Side {
  return (authoredValue(JSON.parse(attributes) as Attributes, path as AuthoredKey) ?? null) as Side;
}

/** True while a person has something to decide about the record. */
export function hasConflict({ db }: Ledger, recordId: number): boolean {
  return db.get('select 1 from conflict where record_id = ? limit 1', recordId) !== undefined;
}

/**
 * Keeps a foreign value that our update overwrote before anybody saw it, so that a person can bring it
 * back. Where a choice waits already for this attribute, that one stays.
 */
export function keepOverwritten(
  { db }: Ledger,
  where: { readonly recordId: number; readonly now: string },
  { path, base, mine, theirs }: Conflict,
): void {
  db.run(
    `insert into conflict (record_id, path, base, mine, theirs, noted_at, overwritten)
     values (?, ?, ?, ?, ?, ?, 1) on conflict do nothing`,
    where.recordId,
    path,
    ...[base, mine, theirs].map((side) => canonicalJson(side)),
    where.now,
  );
}

/**
 * Keeps what a merge could not decide, and brings what waits already up to what DataCite holds now.
 * The base of a conflict stays the last copy that both sides agreed on, however often theirs changes.
 * One that ended by itself, because both sides came to hold the same, goes. Returns how many wait.
 */
export function keepConflicts(
  { db }: Ledger,
  where: { readonly recordId: number; readonly theirs: Attributes; readonly now: string },
  found: readonly Conflict[],
): number {
  const { recordId, now } = where;
  for (const { path, base, mine, theirs } of found) {
    db.run(
      `insert into conflict (record_id, path, base, mine, theirs, noted_at) values (?, ?, ?, ?, ?, ?)
       on conflict do update set mine = excluded.mine, theirs = excluded.theirs, overwritten = 0`,
      recordId,
      path,
      ...[base, mine, theirs].map((side) => canonicalJson(side)),
      now,
    );
  }
  const known = db.all<{ path: AuthoredKey }>(
    'select path from conflict where record_id = ? and overwritten = 0',
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
  db.run(
    'delete from conflict where record_id = ? and mine = theirs and overwritten = 0',
    recordId,
  );
  const open = db.get<{ count: number }>(
    'select count(*) as count from conflict where record_id = ?',
    recordId,
  );
  return open?.count ?? 0;
}

export function removeConflict({ db }: Ledger, recordId: number, path: string): void {
  db.run('delete from conflict where record_id = ? and path = ?', recordId, path);
}

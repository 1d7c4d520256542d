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
  readonly mine: string;
  readonly theirs: string;
  readonly noted_at: string;
}

export function openConflicts({ db }: Ledger, recordId: number): ConflictedValue[] {
  return db
    .all<Row>('select * from conflict where record_id = ? order by path', recordId)
    .map((row) => ({
      path: row.path,
      base: JSON.parse(row.base) as Side,
      mine: JSON.parse(row.mine) as Side,
      theirs: JSON.parse(row.theirs) as Side,
      notedAt: row.noted_at,
    }));
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
  const { changes } = db.run(
    'delete from conflict where record_id = ? and mine = theirs',
    recordId,
  );
  return known.length - changes;
}

export function removeConflict({ db }: Ledger, recordId: number, path: string): void {
  db.run('delete from conflict where record_id = ? and path = ?', recordId, path);
}

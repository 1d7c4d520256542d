import type { Failure } from '#shared/contract/define.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** How far the reading of one account has come; survives a crash. */
export interface SyncCursor {
  readonly repository_id: string;
  /** Where the next page begins; null: no reading is under way. */
  readonly cursor: string | null;
  readonly read_count: number;
  readonly changed_count: number;
  readonly total: number | null;
  readonly started_at: string | null;
  readonly last_finished_at: string | null;
  /** Everything that the service changed before this moment was read (ISO 8601). */
  readonly updated_through: string | null;
  readonly failure: string | null;
  /** 1: the reading under way, or the last one, reads everything. */
  readonly is_full: number;
  /** When everything was read last. */
  readonly last_full_at: string | null;
}

export function readCursor(ledger: Ledger, repositoryId: string): SyncCursor | null {
  return (
    ledger.db.get<SyncCursor>('select * from sync_cursor where repository_id = ?', repositoryId) ??
    null
  );
}

/** Begins anew, or goes on where a former run was cut off. */
export function beginReading(
  ledger: Ledger,
  repositoryId: string,
  { startedAt, isFull }: { readonly startedAt: string; readonly isFull: boolean },
): SyncCursor {
  ledger.db.run(
    `insert into sync_cursor (repository_id, cursor, started_at, is_full) values (@id, '1', @startedAt, 1)
     on conflict do update set failure = null,
       is_full = iif(cursor is null, @isFull or updated_through is null, is_full),
       started_at = iif(cursor is null, @startedAt, started_at),
       read_count = iif(cursor is null, 0, read_count),
       changed_count = iif(cursor is null, 0, changed_count),
       total = iif(cursor is null, null, total),
       cursor = coalesce(cursor, '1')`,
    { id: repositoryId, startedAt, isFull: isFull ? 1 : 0 },
  );
  const row = readCursor(ledger, repositoryId);
  if (row === null) throw new Error(`The cursor of ${repositoryId} is missing`);
  return row;
}

/** Notes one page; in the transaction that writes its records. */
export function notePage(
  ledger: Ledger,
  repositoryId: string,
  page: {
    readonly nextCursor: string | null;
    readonly readCount: number;
    readonly changedCount: number;
    readonly total: number | null;
  },
): void {
  ledger.db.run(
    `update sync_cursor set cursor = @nextCursor, read_count = read_count + @readCount,
       changed_count = changed_count + @changedCount, total = coalesce(@total, total)
     where repository_id = @repositoryId`,
    { repositoryId, ...page },
  );
}

/** Ends a reading that saw everything. */
export function noteFinished(
  ledger: Ledger,
  repositoryId: string,
  end: { readonly finishedAt: string; readonly updatedThrough: string | null },
): void {
  ledger.db.run(
    `update sync_cursor set cursor = null, last_finished_at = @finishedAt,
       updated_through = coalesce(@updatedThrough, updated_through), failure = null,
       last_full_at = iif(is_full = 1, @finishedAt, last_full_at)
     where repository_id = @repositoryId`,
    { repositoryId, ...end },
  );
}

/** The reading stopped; its cursor stays, and the next one goes on there. */
export function noteFailure(ledger: Ledger, repositoryId: string, failure: Failure): void {
  ledger.db.run(
    'update sync_cursor set failure = ? where repository_id = ?',
    JSON.stringify(failure),
    repositoryId,
  );
}

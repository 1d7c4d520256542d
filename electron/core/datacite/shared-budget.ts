import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { Database } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/database.ts';
import type { Budget, BudgetLimit, RequestCount, Taken } from './budget.ts';
import { countInMemory, createQueue } from './budget.ts';

/**
 * The count of requests that all accounts, ledgers and processes of this machine share, in a small
 * SQLite file of its own: the service counts per address. Strict in every interval, wherever it begins:
 * - A request counts from when it leaves until a window after its answer, since the service counted it
 *   somewhere between the two. One whose process died counts until the longest time-out would be over.
 * - Times are the machine's monotonic clock (one for all processes until the next boot): no change of the
 *   wall clock floods or stalls. Where that clock stands still in sleep, the first requests after it may
 *   wait for one window at most. Times in the future are from before a boot and count as just sent: one of
 *   them may still be on its way.
 */
export interface SharedBudgets {
  /** The budget of this name; `limit` is asked for each request, so a setting takes effect at once. */
  of(name: string, limit: () => BudgetLimit): Budget;
  close(): void;
}

export interface SharedBudgetOptions {
  /** The file; made, with its folder, when the first request is counted. */
  readonly file: string;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly log: Log;
}

/** No request is waited for longer (core/network: 60 s), so the service has counted it by then. */
const longestRequestMs = 65_000;
/** Clocks of two machines may run apart by this much: a thousandth is twice what time services allow. */
const clockSlack = 0.001;
/** How soon to look again at a request that is under way, perhaps in another process. */
const underWayNapMs = 500;
/** A person may have raised the limit meanwhile. */
const longestNapMs = 15_000;
/** A lock is held for microseconds; whoever has to wait longer counts for itself once. */
const busyTimeoutMs = 1_000;

const schema = `
  create table if not exists request (
    id integer primary key,
    budget text not null,
    counted_by real not null
  ) strict;
  create index if not exists ix_request__budget_counted_by on request (budget, counted_by);
`;

export function createSharedBudgets(options: SharedBudgetOptions): SharedBudgets {
  const { file, clock, log } = options;
  const budgets = new Map<string, Budget>();
  let database: Database | null = null;
  let hasComplained = false;

  const db = (): Database => (database ??= openFile(file));
  /**
   * Null when the file cannot be used: the work goes on with a count of its own. `busy`: others use it
   * just now, which is no reason to stop counting together.
   */
  const attempt = <T>(work: () => T): T | 'busy' | null => {
    try {
      return work();
    } catch (cause) {
      if (!(cause instanceof AppError) && !isFileError(cause)) throw cause;
      if (cause instanceof AppError && cause.code === 'LEDGER_BUSY') return 'busy';
      if (!hasComplained) {
        const detail = { file, error: cause.message };
        log({ level: 'warn', message: 'Requests are counted for this process alone', detail });
      }
      hasComplained = true;
      return null;
    }
  };
  return {
    of(name, limit) {
      const known = budgets.get(name);
      if (known !== undefined) return known;
      const shared = countInFile({ db, name, limit, clock });
      const own = countInMemory(limit, clock);
      const count: RequestCount = {
        tryTake() {
          const taken = attempt(() => shared.tryTake());
          if (taken === 'busy') return underWayNapMs;
          if (typeof taken === 'number') return taken;
          if (taken === null) return own.tryTake();
          return () => void attempt(taken);
        },
        waitMs() {
          const waitMs = attempt(() => shared.waitMs());
          return waitMs === 'busy' ? underWayNapMs : (waitMs ?? own.waitMs());
        },
      };
      const budget = createQueue(count, clock);
      budgets.set(name, budget);
      return budget;
    },
    close() {
      database?.close();
      database = null;
    },
  };
}

interface FileCount {
  readonly db: () => Database;
  readonly name: string;
  readonly limit: () => BudgetLimit;
  readonly clock: Pick<Clock, 'monotonic'>;
}

function countInFile({ db, name, limit, clock }: FileCount): RequestCount {
  /** The request that has to grow old before another one may go; null: there is room. */
  const inTheWay = (
    now: number,
  ): { readonly waitMs: number; readonly isUnderWay: boolean } | null => {
    const { requests, windowMs } = limit();
    const row = db().get<{ at: number }>(
      `select counted_by as at from request where budget = ?
       order by counted_by desc limit 1 offset ?`,
      name,
      requests - 1,
    );
    if (row === undefined) return null;
    // One that is still under way may be answered right now.
    const waitMs = Math.min(row.at, now) + inFull(windowMs) - now;
    return waitMs > 0 ? { waitMs, isUnderWay: row.at > now } : null;
  };
  /** Forgets what is old, and lets what is from before a boot count as sent just now. */
  const tidy = (now: number): void => {
    const oldest = now - inFull(limit().windowMs);
    db().run('delete from request where budget = ? and counted_by < ?', name, oldest);
    const latest = now + longestRequestMs;
    const sql = 'update request set counted_by = ? where budget = ? and counted_by > ?';
    db().run(sql, latest, name, latest);
  };
  const tryTake = (): Taken | number => {
    const obstacle = inTheWay(clock.monotonic());
    // Never shorter than a millisecond: rounding may leave less than the clock can tell.
    if (obstacle?.isUnderWay === false) return Math.min(Math.max(1, obstacle.waitMs), longestNapMs);
    const id = db().transaction(() => {
      // Read once the lock is held: what others wrote while this waited for it is not in the future.
      const now = clock.monotonic();
      tidy(now);
      if (inTheWay(now) !== null) return null;
      const sql = 'insert into request (budget, counted_by) values (?, ?)';
      return db().run(sql, name, now + longestRequestMs).lastId;
    });
    if (id === null) return underWayNapMs;
    // Only ever earlier: what is told late, or twice, changes nothing.
    const sql = 'update request set counted_by = min(counted_by, ?) where id = ?';
    return () => void db().run(sql, clock.monotonic(), id);
  };
  return { tryTake, waitMs: () => inTheWay(clock.monotonic())?.waitMs ?? 0 };
}

/** One millisecond more than the window: both ends of an interval count. */
function inFull(windowMs: number): number {
  return windowMs * (1 + clockSlack) + 1;
}

function openFile(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = openDatabase(file, { kind: 'request budget', busyTimeoutMs });
  try {
    // Survives the death of processes, not of the machine: a boot takes longer than a count is worth.
    db.pragma('synchronous = normal');
    db.exec(schema);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function isFileError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'syscall' in cause;
}

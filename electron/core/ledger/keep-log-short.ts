import type { CoreContext } from '../context.ts';
import type { Checkpoints } from '../sqlite/start-checkpoints.ts';

/** Sees to the log of the ledger during work that writes much. */
export interface LogKeeper {
  /** Call it after each transaction, outside of any. Waits only when the log has become too long. */
  afterCommit(): Promise<void>;
  /** What is in the log comes into the file; from then on SQLite sees to it again. */
  end(): Promise<void>;
}

/** Transactions between two checkpoints: some 10 MiB of log. More at once make a commit wait longer for the disk. */
const commitsBetween = 4;
/** Pages from which on the writer waits until the log is empty: 128 MiB. */
const mostPages = 16_384;
/** Pages at which SQLite itself would step in, were the thread gone. */
const lastResort = 32_768;
/** As every ledger is opened (sqlite/database.ts). */
const usual = 1000;

const nothing: LogKeeper = {
  afterCommit: () => Promise.resolve(),
  end: () => Promise.resolve(),
};

/**
 * SQLite brings its log into the file at every thousandth page, within the commit: up to a second in which the core
 * answers nobody, and most pages of a large batch are so written many times. For the time of such work a thread of
 * its own does it. Where there are no threads, all stays as it is.
 */
export function keepLogShort({ ledger, ports }: Pick<CoreContext, 'ledger' | 'ports'>): LogKeeper {
  if (ports.checkpoints === undefined) return nothing;
  const start = ports.checkpoints;
  let thread: Checkpoints | null = null;
  const setLimit = (pages: number): void => ledger.db.exec(`pragma wal_autocheckpoint = ${pages}`);
  // Short work ends before it is worth a thread.
  const begin = (): Checkpoints => {
    setLimit(lastResort);
    return start(ledger.path);
  };
  let commits = 0;
  let logPages = 0;
  let running: Promise<void> | null = null;
  let hasFailed = false;
  const run = async (): Promise<void> => {
    try {
      thread ??= begin();
      logPages = await thread.run();
    } catch (cause) {
      logPages = 0;
      if (hasFailed) return;
      hasFailed = true;
      setLimit(usual);
      const detail = { error: String(cause) };
      ports.log({ level: 'warn', message: 'The log of the ledger is not kept short', detail });
    } finally {
      running = null;
    }
  };
  return {
    async afterCommit() {
      commits += 1;
      if (running === null && commits % commitsBetween === 0) running = run();
      if (logPages < mostPages) return;
      // With nobody writing, the second reaches the end of the log, and the next transaction begins it anew.
      await running;
      await run();
      logPages = 0;
    },
    async end() {
      await running;
      if (thread === null) return;
      await run();
      await thread.close();
      setLimit(usual);
    },
  };
}

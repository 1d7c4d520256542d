import type { Database } from '../sqlite/database.ts';

/** Gathers the writes that arrive together into one transaction, so that they share one fsync. */
export interface CommitQueue {
  /** Resolves after the commit that holds the work is on disk. What throws is undone by itself. */
  run<T>(work: () => T): Promise<T>;
  /** Commits what is waiting, at once. */
  flush(): void;
}

interface Job {
  /** Does the work; gives what to tell the caller once all is on disk. */
  start(): () => void;
  fail(cause: unknown): void;
}

export function createCommitQueue(db: Database): CommitQueue {
  let waiting: Job[] = [];

  const flush = (): void => {
    const jobs = waiting;
    waiting = [];
    if (jobs.length === 0) return;
    const settle: (() => void)[] = [];
    try {
      db.exec('begin immediate');
      for (const job of jobs) settle.push(job.start());
      db.exec('commit');
    } catch (cause) {
      if (db.isInTransaction) db.exec('rollback');
      for (const job of jobs) job.fail(cause);
      return;
    }
    for (const tell of settle) tell();
  };

  return {
    flush,
    run<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          start() {
            db.exec('savepoint work');
            try {
              const value = work();
              db.exec('release work');
              return () => resolve(value);
            } catch (cause) {
              db.exec('rollback to work; release work');
              const error = cause instanceof Error ? cause : new Error(String(cause));
              return () => reject(error);
            }
          },
          fail: reject,
        });
        if (waiting.length === 1) setImmediate(flush);
      });
    },
  };
}

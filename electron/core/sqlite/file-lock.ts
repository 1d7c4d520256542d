import BetterSqlite3 from 'better-sqlite3';

import { AppError } from '#shared/support/app-error.ts';
import { toAppError } from './sqlite-failure.ts';

export interface FileLock {
  release(): void;
}

/**
 * Takes an exclusive lock that the operating system gives up by itself when the process ends, however
 * it ends: an open exclusive transaction on an otherwise empty SQLite file. Works the same on every
 * platform, between processes and between threads of one. Nothing else may open that file: on POSIX,
 * closing any descriptor of it drops the lock.
 */
export function takeLock(path: string, kind: string): FileLock {
  let connection: BetterSqlite3.Database | null = null;
  try {
    connection = new BetterSqlite3(path, { timeout: 0 });
    connection.pragma('journal_mode = delete');
    connection.exec('begin exclusive');
  } catch (cause) {
    connection?.close();
    const failure = toAppError(cause, kind, path);
    if (failure instanceof AppError && failure.code === 'LEDGER_BUSY') throw busy(path, kind);
    throw failure;
  }
  const held = connection;
  return {
    release() {
      if (!held.open) return;
      held.exec('rollback');
      held.close();
    },
  };
}

function busy(path: string, kind: string): AppError {
  return new AppError('LEDGER_BUSY', {
    message: `Another DOI Steward is working on this ${kind} (${path} is locked).`,
    nextStep: 'Close the other window or wait until the other program has ended, then try again.',
    retryable: true,
  });
}

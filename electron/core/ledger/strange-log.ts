import { copyFileSync, rmSync, statSync } from 'node:fs';

import { AppError } from '#shared/support/app-error.ts';
import { openDatabase } from '../sqlite/database.ts';

/** The newest head of the history that was noted outside the ledger. */
export interface NotedHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Refuses a write-ahead log that belongs to another ledger, or to another day of this one, before SQLite
 * plays it into the file: it would do so without a word, since nothing ties a log to its file (sqlite.org,
 * howtocorrupt). The history tells: the file alone reaches the noted head, and with the log it does not.
 */
export function assertOwnLog(path: string, noted: NotedHead | null): void {
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (noted === null || size === 0 || holds(path, noted)) return;
  const alone = `${path}.alone`;
  rmSync(alone, { force: true });
  try {
    copyFileSync(path, alone);
    if (!holds(alone, noted)) return;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(alone + end, { force: true });
  }
  throw new AppError('LEDGER_CORRUPT', {
    message: `The log ${path}-wal does not belong to the ledger beside it. Both were left as they are.`,
    nextStep:
      'Move that one file out of the folder and start again, or restore the latest backup. Keep the file until you know what it is.',
  });
}

/** Reads only, so that neither file changes. */
function holds(path: string, { sequence, hash }: NotedHead): boolean {
  const db = openDatabase(path, { kind: 'ledger', readonly: true });
  try {
    const row = db.get<{ hash: string }>(
      'select hash from history_event where sequence = ?',
      sequence,
    );
    return row?.hash === hash;
  } catch {
    // No ledger, or a damaged one: for the checks that follow.
    return false;
  } finally {
    db.close();
  }
}

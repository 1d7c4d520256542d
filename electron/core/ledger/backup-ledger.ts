import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { Database } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/database.ts';
import { assertSound } from './migrate.ts';

/**
 * Writes a copy of the ledger that has been opened, read through and compared before it gets its
 * name: a file in the folder of backups is a backup. `VACUUM INTO` copies one committed state under
 * load; copying a live file gave 60 unusable copies of 60 (reliability.md 3.2). Returns its path.
 * Not inside a transaction.
 */
export function backupLedger(
  ledger: { readonly db: Database },
  folder: string,
  name: string,
): string {
  const { db } = ledger;
  mkdirSync(folder, { recursive: true });
  const target = freePath(folder, name);
  const draft = `${target}.part`;
  rmSync(draft, { force: true });
  try {
    db.run('vacuum into ?', draft);
    verify(draft, db);
    syncFile(draft);
    renameSync(draft, target);
    syncFolder(folder);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
  return target;
}

function verify(path: string, original: Database): void {
  const copy = openDatabase(path, { kind: 'backup', readonly: true });
  try {
    assertSound(copy, 'in the backup');
    const [wanted, found] = [original, copy].map((db) => contentMark(db));
    if (wanted === found) return;
    throw new AppError('LEDGER_CORRUPT', {
      message: `The backup at ${path} does not hold what the ledger holds.`,
      nextStep: 'Check the disk and try again. The ledger itself was not touched.',
      retryable: true,
    });
  } finally {
    copy.close();
  }
}

/** Version, number of records and operations, head of the history: equal in a true copy. */
function contentMark(db: Database): string {
  const version = Number(db.pragma('user_version'));
  const row = db.get<{ mark: string }>(
    `select (select count(*) from record) || ' ' || (select count(*) from operation) || ' ' ||
      coalesce((select sequence || ' ' || hash from history_event order by sequence desc limit 1), '') as mark`,
  );
  return `${version} ${row?.mark ?? ''}`;
}

function freePath(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.sqlite`);
    if (!existsSync(path)) return path;
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the rename itself durable. Windows has no such call; its file system journals names. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

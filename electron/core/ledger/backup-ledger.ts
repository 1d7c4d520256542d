import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { Database } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/database.ts';
import { syncFile } from '../sqlite/sync-file.ts';
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
    const before = headOf(db);
    db.run('vacuum into ?', draft);
    verify(draft, db, before);
    syncFile(draft);
    renameSync(draft, target);
    syncFolder(folder);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
  return target;
}

interface Head {
  readonly version: number;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * The copy is sound, of the same version, holds all that the ledger held before, and ends with an event
 * that the ledger has too. More may have been written meanwhile: the ledger can stand ahead of it.
 */
function verify(path: string, original: Database, before: Head): void {
  const copy = openDatabase(path, { kind: 'backup', readonly: true });
  try {
    assertSound(copy, 'in the backup');
    const found = headOf(copy);
    const isOurs = hashAt(original, found.sequence) === found.hash;
    if (isOurs && found.version === before.version && found.sequence >= before.sequence) return;
    throw new AppError('LEDGER_CORRUPT', {
      message: `The backup at ${path} does not hold what the ledger holds.`,
      nextStep: 'Check the disk and try again. The ledger itself was not touched.',
      retryable: true,
    });
  } finally {
    copy.close();
  }
}

function headOf(db: Database): Head {
  const version = Number(db.pragma('user_version'));
  const head = db.get<{ sequence: number; hash: string }>(
    'select sequence, hash from history_event order by sequence desc limit 1',
  );
  return { version, sequence: head?.sequence ?? 0, hash: head?.hash ?? '' };
}

function hashAt(db: Database, sequence: number): string {
  const row = db.get<{ hash: string }>(
    'select hash from history_event where sequence = ?',
    sequence,
  );
  return row?.hash ?? '';
}

function freePath(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.sqlite`);
    if (!existsSync(path)) return path;
  }
}

/** Makes a rename in this folder durable. Windows has no such call; its file system journals names. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

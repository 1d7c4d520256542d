import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { Clock } from '../ports.ts';
import type { Database } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/database.ts';
import type { FileLock } from '../sqlite/file-lock.ts';
import { takeLock } from '../sqlite/file-lock.ts';
import { backupLedger } from './backup-ledger.ts';
import type { Ledger } from './ledger.ts';
import { assertSound, classifyFile, migrate } from './migrate.ts';
import { finishRestore } from './restored-copy.ts';
import type { NotedHead } from './strange-log.ts';
import { assertOwnLog } from './strange-log.ts';
import type { Migration } from './migrations/index.ts';
import { latestVersion, migrations } from './migrations/index.ts';

export interface LedgerOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Opens beside a writer, without taking its lock: every write is refused. */
  readonly readonly?: boolean;
  /** Where the copy before a migration goes; `backups` beside the ledger unless told. */
  readonly backupFolder?: string;
  /** Hears that a large ledger is about to be updated, which takes a minute for each gigabyte or so. */
  readonly onLongUpdate?: () => void;
  /** The newest head that the anchors note; null or absent: there is none to hold the log to. */
  readonly noted?: NotedHead | null;
  /** For tests of updates; all of this program's migrations unless told, and 100 MiB. */
  readonly migrations?: readonly Migration[];
  readonly longUpdateBytes?: number;
}

/**
 * After an unclean stop a file up to this size is read through before use (about 0.2 s); a larger one
 * is left to `compose`, which reads it in the background and sends nothing before it passed.
 */
export const quickCheckLimitBytes = 20 * 1024 * 1024;

/** Smaller ones are updated in a second or two. */
const longUpdateBytes = 100 * 1024 * 1024;

/**
 * Opens the ledger: the only way to one. Throws `LEDGER_BUSY` when another process has it,
 * `LEDGER_TOO_NEW` when a newer program wrote it, `LEDGER_CORRUPT` when it is damaged or no ledger,
 * `DISK_FULL`; in each case the file is left byte for byte as it was.
 */
export function openLedger(path: string, options: LedgerOptions): Ledger {
  const list = options.migrations ?? migrations;
  if (options.readonly === true) return openToRead(path, list);
  makeFolder(dirname(path));
  const lock = takeLock(join(dirname(path), 'steward.lock'), 'ledger');
  try {
    finishRestore(path);
    return openToWrite(path, { ...options, list }, lock);
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new AppError('FORBIDDEN', {
      message: `The folder ${folder} for the ledger cannot be made: ${cause instanceof Error ? cause.message : String(cause)}.`,
      nextStep: 'Choose another folder, or see that you may write there.',
      cause,
    });
  }
}

function openToRead(path: string, list: readonly Migration[]): Ledger {
  const db = openDatabase(path, { kind: 'ledger', readonly: true });
  try {
    assertOurs(db, list);
    if (Number(db.pragma('user_version')) < latestVersion(list)) {
      throw new AppError('LEDGER_BUSY', {
        message: `The ledger at ${path} is of an older version and has to be updated first.`,
        nextStep: 'Close the other program and start this one again: it updates the ledger.',
      });
    }
  } catch (cause) {
    db.close();
    throw cause;
  }
  return ledgerOver(db, { isReadonly: true, wasUnclean: false, onClose: () => undefined });
}

function openToWrite(
  path: string,
  options: LedgerOptions & { readonly list: readonly Migration[] },
  lock: FileLock,
): Ledger {
  if (existsSync(path) && statSync(path).size > 0) {
    assertLedgerFile(path, options.list);
    assertOwnLog(path, options.noted ?? null);
  }
  const db = openDatabase(path, { kind: 'ledger' });
  try {
    const backupFolder = options.backupFolder ?? join(dirname(path), 'backups');
    const stamp = new Date(options.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    migrate(db, options.list, () => {
      if (statSync(path).size > (options.longUpdateBytes ?? longUpdateBytes)) {
        options.onLongUpdate?.();
      }
      backupLedger({ db }, backupFolder, `before-update-${stamp}`);
    });
    const wasUnclean = markOpen(db);
    if (wasUnclean && statSync(path).size <= quickCheckLimitBytes) {
      assertSound(db, 'after a stop that was not clean');
    }
    const onClose = (): void => {
      db.run(`delete from setting where key = 'ledger.open'`);
      lock.release();
    };
    return ledgerOver(db, { isReadonly: false, wasUnclean, onClose });
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/**
 * Looks at an existing file through a connection that cannot write, so that a refusal leaves no trace.
 * Throws `LEDGER_CORRUPT` or `LEDGER_TOO_NEW` when it is no ledger that this program can work on.
 */
export function assertLedgerFile(path: string, list: readonly Migration[] = migrations): void {
  const db = openDatabase(path, { kind: 'ledger', readonly: true });
  try {
    assertOurs(db, list);
  } finally {
    db.close();
  }
}

function assertOurs(db: Database, list: readonly Migration[]): void {
  const kind = classifyFile(db, list);
  if (kind === 'too-new') {
    throw new AppError('LEDGER_TOO_NEW', {
      message: `The ledger at ${db.path} was written by a newer DOI Steward. It was left as it is.`,
      nextStep: 'Update this program, then open the ledger again.',
    });
  }
  if (kind === 'foreign') {
    throw new AppError('LEDGER_CORRUPT', {
      message: `The file at ${db.path} is a database, but not a ledger of DOI Steward. It was left as it is.`,
      nextStep: 'Choose another folder for the data.',
    });
  }
}

/** Notes that the ledger is open; true when a former note was never taken back. */
function markOpen(db: Database): boolean {
  const { changes } = db.run(
    `insert into setting (key, value) values ('ledger.open', '1') on conflict do nothing`,
  );
  return changes === 0;
}

function ledgerOver(
  db: Database,
  how: Pick<Ledger, 'isReadonly' | 'wasUnclean'> & { readonly onClose: () => void },
): Ledger {
  let isClosed = false;
  return {
    path: db.path,
    db,
    isReadonly: how.isReadonly,
    wasUnclean: how.wasUnclean,
    transaction: (work) => db.transaction(work),
    close() {
      if (isClosed) return;
      isClosed = true;
      try {
        how.onClose();
      } finally {
        db.close();
      }
    },
  };
}

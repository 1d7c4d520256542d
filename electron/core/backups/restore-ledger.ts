import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import { createIds } from '#shared/support/uuid.ts';
import type { EventContext } from '../history/append-event.ts';
import { appendEvent } from '../history/append-event.ts';
import { createSalts } from '../history/commitment.ts';
import { backupLedger, syncFolder } from '../ledger/backup-ledger.ts';
import { assertChain } from '../ledger/file-work.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refuseNetworkPath } from '../ledger/network-path.ts';
import { finishRestore, restoredCopyPath } from '../ledger/restored-copy.ts';
import { assertLedgerFile, openLedger } from '../ledger/open-ledger.ts';
import type { Ports } from '../ports.ts';
import { openDatabase } from '../sqlite/database.ts';
import { takeLock } from '../sqlite/file-lock.ts';

export interface Restored {
  /** The event that the restored history ends with. */
  readonly sequence: number;
  /** Where the ledger that stood there before is now; null where there was none. */
  readonly setAside: string | null;
  /** Operations that wait to be compared with DataCite before anything is sent. */
  readonly toSettle: number;
}

interface Places {
  readonly ledger: string;
  readonly anchors: string;
}

type RestorePorts = Pick<Ports, 'clock' | 'randomBytes' | 'isNetworkPath' | 'crashPoint'>;

/**
 * Puts a backup in the ledger's place. The backup is only read: a copy of it is made, migrated, read
 * through and its history proved before anything is moved. The present ledger and its anchors are moved
 * aside, never overwritten. Throws `LEDGER_BUSY` while a program has the ledger open.
 */
export async function restoreLedger(
  backup: string,
  places: Places,
  ports: RestorePorts,
): Promise<Restored> {
  const folder = dirname(places.ledger);
  refuseNetworkPath(folder, ports.isNetworkPath ?? (() => false));
  assertLedgerFile(backup);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draftFolder = join(folder, 'restoring');
  rmSync(draftFolder, { recursive: true, force: true });
  const lock = takeLock(join(folder, 'steward.lock'), 'ledger');
  try {
    const draft = copyOf(backup, draftFolder);
    const { sequence } = await assertChain(draft);
    const toSettle = prepare(draft, ports, basename(backup));
    ports.crashPoint('restore.draft-ready');
    renameSync(draft, restoredCopyPath(places.ledger));
    syncFolder(folder);
    ports.crashPoint('restore.copy-named');
    const setAside = moveAside(places, ports);
    finishRestore(places.ledger);
    return { sequence, setAside, toSettle };
  } finally {
    lock.release();
    rmSync(draftFolder, { recursive: true, force: true });
  }
}

function copyOf(backup: string, folder: string): string {
  const db = openDatabase(backup, { kind: 'backup', readonly: true });
  try {
    return backupLedger({ db }, folder, 'ledger');
  } finally {
    db.close();
  }
}

/** Opens the copy as the program would, tells its history what happened, and makes its outbox careful. */
function prepare(path: string, ports: RestorePorts, name: string): number {
  const ledger = openLedger(path, { clock: ports.clock });
  try {
    return ledger.transaction(() => {
      // Each may have been sent after the backup was made: what DataCite holds decides, as after a
      // request whose ending nobody saw (reliability.md 2.3 c). Nothing is sent blindly again.
      const { changes } = ledger.db.run(
        `update operation set status = 'unknown', next_attempt_at = null
         where status in ('queued', 'waiting', 'in-flight')`,
      );
      appendEvent(eventContext(ledger, ports), {
        kind: 'ledger.restored',
        summary: `The ledger was restored from the backup ${name}.`,
        detail: { operationsToSettle: changes },
      });
      return changes;
    });
  } finally {
    ledger.close();
  }
}

function eventContext(ledger: Ledger, { clock, randomBytes }: RestorePorts): EventContext {
  return {
    ledger,
    newId: createIds(() => clock.now(), randomBytes),
    newSalt: createSalts(randomBytes),
    timestamp: () => new Date(clock.now()).toISOString(),
    person: () => null,
    emit: () => undefined,
  };
}

/** The log first: a main file without its log is an older ledger, and a log without a file is nothing. */
function moveAside(
  { ledger, anchors }: Places,
  { clock, crashPoint }: RestorePorts,
): string | null {
  const present = [`${ledger}-wal`, `${ledger}-shm`, anchors, ledger].filter((path) =>
    existsSync(path),
  );
  if (present.length === 0) return null;
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
  const folder = freeFolder(join(dirname(ledger), 'set-aside', `ledger-${stamp}`));
  for (const path of present) {
    renameSync(path, join(folder, basename(path)));
    crashPoint('restore.moved-aside');
  }
  syncFolder(folder);
  syncFolder(dirname(ledger));
  return folder;
}

function freeFolder(wanted: string): string {
  for (let number = 1; number < 1000; number += 1) {
    const folder = number === 1 ? wanted : `${wanted}-${String(number)}`;
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  throw new AppError('INTERNAL', { message: `There is no free name beside ${wanted}.` });
}

import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

import { fromWire } from '#shared/contract/client.ts';
import type { WireError } from '#shared/support/app-error.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { verifyHistory } from '../history/verify-history.ts';
import { openDatabase } from '../sqlite/database.ts';
import { backupLedger } from './backup-ledger.ts';
import { copyVerified } from './copy-file.ts';
import { assertSound } from './migrate.ts';

/** Work that reads a whole ledger file: seconds for a large one. Both ends are this program. */
export type FileWork =
  | { readonly kind: 'check'; readonly path: string }
  | {
      readonly kind: 'backup';
      readonly path: string;
      readonly folder: string;
      readonly name: string;
    }
  /** A finished backup, to a folder that exists. */
  | { readonly kind: 'copy'; readonly path: string; readonly folder: string }
  /** `folder`: where the copy is restored to, and removed from. */
  | { readonly kind: 'drill'; readonly path: string; readonly folder: string };

/** Answers the path of the file that was checked or made. */
export type RunFileWork = (work: FileWork) => Promise<string>;

/**
 * Does the work on a reading connection of its own, so that it may go on beside the writer: WAL lets a
 * reader see one committed state however much is written meanwhile. Throws `LEDGER_CORRUPT`.
 */
export async function doFileWork(work: FileWork): Promise<string> {
  if (work.kind === 'drill') return drill(work);
  if (work.kind === 'copy') return copyVerified(work.path, work.folder);
  const db = openDatabase(work.path, { kind: 'ledger', readonly: true });
  try {
    if (work.kind === 'check') {
      assertSound(db, 'after a stop that was not clean');
      return work.path;
    }
    const path = backupLedger({ db }, work.folder, work.name);
    await assertChain(path);
    return path;
  } finally {
    db.close();
  }
}

/** Does with a copy all that a restore does before it moves a file: copied, read through, history proved. */
async function drill({ path, folder }: FileWork & { kind: 'drill' }): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  try {
    const db = openDatabase(path, { kind: 'backup', readonly: true });
    let copy: string;
    try {
      assertSound(db, 'in a drill');
      copy = backupLedger({ db }, folder, 'drill');
    } finally {
      db.close();
    }
    await assertChain(copy);
    return path;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy whose history does not hold would restore a ledger that nobody can trust. */
export async function assertChain(path: string): Promise<{ sequence: number; hash: string }> {
  const db = openDatabase(path, { kind: 'backup', readonly: true });
  try {
    const { intact, eventCount, head, message } = await verifyHistory(db, []);
    if (intact) return { sequence: eventCount, hash: head };
    throw new AppError('LEDGER_CORRUPT', {
      message: `In ${path}: ${message}`,
      nextStep: 'Choose an older backup, and keep this one as evidence.',
    });
  } finally {
    db.close();
  }
}

/** What a thread for file work starts with; told apart from a core's by `fileWork`. */
export interface FileWorkData {
  readonly fileWork: FileWork;
}

/** Does the work in a thread of its own, so that no call waits for it. `worker`: the core's worker. */
export function createFileWorker(worker: URL): RunFileWork {
  return async (fileWork) => {
    const workerData: FileWorkData = { fileWork };
    const thread = new Worker(worker, { name: fileWork.kind, workerData });
    const result = await new Promise<Result<string, WireError>>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`File work ended with code ${String(code)}`)));
    });
    if (result.ok) return result.value;
    throw fromWire(result.error);
  };
}

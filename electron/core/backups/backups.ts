import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { backupName, expiredBackups, readBackupName } from '#shared/backups/retention.ts';
import type { BackupFile, BackupReason } from '#shared/backups/retention.ts';
import type { SignedHead } from '#shared/contract/history.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { CoreContext } from '../context.ts';
import { historyHead } from '../history/append-event.ts';
import type { RunFileWork } from '../ledger/file-work.ts';

/**
 * Verified copies of the ledger: by themselves a while after the start and hourly while something
 * happened, before bulk work, and when a person asks. Each is a file that was opened and read through
 * before it got its name.
 */
export interface Backups {
  readonly folder: string;
  /** Newest first. */
  list(): BackupFile[];
  /** Makes one now; the calls queue. Rejects with what stood in the way (`DISK_FULL`, ...). */
  create(reason: BackupReason): Promise<BackupFile>;
  /** As `create`, when anything happened since the last one; a failure is logged and stops nobody. */
  createIfDirty(reason: BackupReason): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** The window comes up first; a command that is over sooner needs no copy. */
const firstAfterMs = 15_000;
const everyMs = 3_600_000;

/** Heads of the history, one JSON line a backup: evidence that stands apart from the ledger. */
const headsName = 'history-heads.jsonl';

/** `head`: the head of the history now, signed where signing is on. */
export function createBackups(
  context: CoreContext,
  folder: string,
  run: RunFileWork,
  head?: () => Promise<SignedHead>,
): Backups {
  const { ports, ledger } = context;
  let last: Promise<unknown> = Promise.resolve();
  let savedSequence: number | null = null;
  let loop: { readonly cut: AbortController; readonly ended: Promise<void> } | null = null;

  const noteHead = async (backup: string): Promise<void> => {
    try {
      if (head === undefined) return;
      appendFileSync(join(folder, headsName), `${JSON.stringify({ ...(await head()), backup })}\n`);
    } catch (cause) {
      // The backup itself is whole; only its signed head is missing.
      const detail = { backup, error: String(cause) };
      ports.log({ level: 'error', message: 'The head of a backup was not noted', detail });
    }
  };
  const make = async (reason: BackupReason): Promise<BackupFile> => {
    const { sequence } = historyHead(ledger);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = backupName(reason, ports.clock.now());
    const path = await run({ kind: 'backup', path: ledger.path, folder, name });
    savedSequence = sequence;
    await noteHead(basename(path));
    thinOut(context, folder);
    return mustExist(readFile(folder, basename(path)), path);
  };
  const create = (reason: BackupReason): Promise<BackupFile> => {
    const made = last.then(() => make(reason));
    last = made.catch(() => undefined);
    return made;
  };
  const createIfDirty = async (reason: BackupReason): Promise<void> => {
    if (historyHead(ledger).sequence === savedSequence) return;
    try {
      await create(reason);
    } catch (cause) {
      const detail = { error: String(cause) };
      ports.log({ level: 'error', message: 'A backup could not be made', detail });
    }
  };
  const keepMaking = async ({ signal }: AbortController): Promise<void> => {
    for (let waitMs = firstAfterMs; ; waitMs = everyMs) {
      await ports.clock.sleep(waitMs, signal);
      await createIfDirty('automatic');
    }
  };
  return {
    folder,
    list: () => listBackups(folder),
    create,
    createIfDirty,
    start() {
      if (loop !== null) return;
      const cut = new AbortController();
      // Aborted by `stop`: that ends the loop and is no failure.
      loop = { cut, ended: keepMaking(cut).catch(() => undefined) };
    },
    async stop() {
      loop?.cut.abort();
      await Promise.all([loop?.ended, last]);
      loop = null;
    },
  };
}

/** Newest first; files that are no finished backups of ours are passed over. */
export function listBackups(folder: string): BackupFile[] {
  return readNames(folder)
    .flatMap((name) => readFile(folder, name) ?? [])
    .sort((one, other) => other.takenAt - one.takenAt);
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

function readFile(folder: string, name: string): BackupFile | null {
  const read = readBackupName(name);
  const status =
    read === null ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
  return read === null || status === undefined ? null : { name, ...read, sizeBytes: status.size };
}

function thinOut({ ports }: CoreContext, folder: string): void {
  for (const { name } of expiredBackups(listBackups(folder))) {
    rmSync(join(folder, name), { force: true });
    ports.log({ level: 'info', message: 'An old backup made room', detail: { name } });
  }
}

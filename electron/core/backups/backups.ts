import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
  backupName,
  expiredBackups,
  readBackupName,
  usualRetention,
} from '#shared/backups/retention.ts';
import type { BackupFile, BackupReason } from '#shared/backups/retention.ts';
import type { SignedHead } from '#shared/contract/history.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { CoreContext } from '../context.ts';
import { historyHead } from '../history/append-event.ts';
import type { RunFileWork } from '../ledger/file-work.ts';
import { openDatabase } from '../sqlite/database.ts';
import { copyToSecond, readSecond, removeFromSecond } from './second-folder.ts';

/**
 * Verified copies of the ledger: by themselves hourly while something happened, an hour after the newest or a while
 * after the start, before bulk work, and when a person asks. Each is a file that was opened and read through before
 * it got its name.
 */
export interface Backups {
  readonly folder: string;
  /** Newest first. */
  list(): BackupFile[];
  /** Makes one now; the calls queue. Rejects with what stood in the way (`DISK_FULL`, ...). */
  create(reason: BackupReason): Promise<BackupFile>;
  /** As `create`, when anything happened since the last one; a failure is logged and stops nobody. */
  createIfDirty(reason: BackupReason): Promise<void>;
  /** Copies the newest one, made now where there is none, to the second folder; answers what stood in the way. */
  copyNewest(): Promise<string | null>;
  /** Restores a copy of it beside the ledger and proves it; rejects with what is wrong with the backup. */
  drill(name: string): Promise<Drilled>;
  /** Hours between two, and bytes that all may take, as they are set now. */
  schedule(): { readonly everyHours: number; readonly capBytes: number };
  start(): void;
  stop(): Promise<void>;
}

export interface Drilled {
  readonly eventCount: number;
  /** Events of the present ledger that the backup does not have. */
  readonly laterEventCount: number;
}

/** The window comes up first; a command that is over sooner needs no copy. */
const firstAfterMs = 15_000;
const hourMs = 3_600_000;
const gigabyte = 1024 ** 3;

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
    await copyToSecond(context, run, path);
    thinOut(context, folder, scheduleOf(context).capBytes);
    context.emit('app.changed', {});
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
  /** Until the next one is due by the newest, whoever started the program since: a clock may have been set back. */
  const firstWaitMs = (): number => {
    const [newest] = listBackups(folder);
    const pauseMs = scheduleOf(context).everyHours * hourMs;
    if (newest === undefined) return firstAfterMs;
    return Math.max(firstAfterMs, Math.min(pauseMs, newest.takenAt + pauseMs - ports.clock.now()));
  };
  const keepMaking = async ({ signal }: AbortController): Promise<void> => {
    for (let waitMs = firstWaitMs(); ; waitMs = scheduleOf(context).everyHours * hourMs) {
      await ports.clock.sleep(waitMs, signal);
      await createIfDirty('automatic');
    }
  };
  return {
    folder,
    list: () => listBackups(folder),
    create,
    createIfDirty,
    async copyNewest() {
      const [newest] = listBackups(folder);
      if (newest === undefined) await create('by-hand');
      else {
        const copied = last.then(() => copyToSecond(context, run, join(folder, newest.name)));
        last = copied.catch(() => undefined);
        await copied;
      }
      context.emit('app.changed', {});
      return readSecond(context)?.problem ?? null;
    },
    drill: (name) => {
      const drilled = last.then(() => drill(context, { folder, name, run }));
      last = drilled.catch(() => undefined);
      return drilled;
    },
    schedule: () => scheduleOf(context),
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

function scheduleOf(context: CoreContext): ReturnType<Backups['schedule']> {
  const gigabytes = wholeSetting(context, 'backups.capGigabytes', { least: 1, most: 10_000 });
  return {
    everyHours: wholeSetting(context, 'backups.everyHours', { least: 1, most: 168 }) ?? 1,
    capBytes: gigabytes === null ? usualRetention.capBytes : gigabytes * gigabyte,
  };
}

async function drill(
  { ledger }: CoreContext,
  { folder, name, run }: { readonly folder: string; readonly name: string; run: RunFileWork },
): Promise<Drilled> {
  if (!listBackups(folder).some((backup) => backup.name === name)) {
    throw new AppError('NOT_FOUND', { message: `There is no backup ${name} in ${folder}.` });
  }
  const path = join(folder, name);
  await run({ kind: 'drill', path, folder: join(folder, 'drill') });
  const db = openDatabase(path, { kind: 'backup', readonly: true });
  try {
    const there = historyHead({ db });
    const { sequence } = historyHead(ledger);
    return { eventCount: there.sequence, laterEventCount: Math.max(0, sequence - there.sequence) };
  } finally {
    db.close();
  }
}

/** A whole number that a person set; null: none, or one that is out of bounds. */
function wholeSetting(
  { ledger }: CoreContext,
  key: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const sql = 'select value from setting where key = ?';
  const value = Number(ledger.db.get<{ value: string | null }>(sql, key)?.value ?? Number.NaN);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function thinOut(context: CoreContext, folder: string, capBytes: number): void {
  const retention = { ...usualRetention, capBytes };
  const names = expiredBackups(listBackups(folder), retention).map(({ name }) => name);
  for (const name of names) {
    rmSync(join(folder, name), { force: true });
    context.ports.log({ level: 'info', message: 'An old backup made room', detail: { name } });
  }
  removeFromSecond(context, names);
}

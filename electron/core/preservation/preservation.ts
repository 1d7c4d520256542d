import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

import type { Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { backgroundTurn } from '../support/turns.ts';
import type { DueRecord } from './copy-table.ts';
import { countCopies, dueRecords, forgetCopies, noteCopy, passOver } from './copy-table.ts';
import { copyOf, writeCopy } from './write-copy.ts';

/** Keeps the last XML and JSON of each DOI, as DataCite holds it, as files (requirement A48). */
export interface Preservation {
  readonly handlers: Pick<Handlers, 'preservation.status' | 'preservation.set'>;
  start(): void;
  /** Writes what is behind, in the background; called after every change of records. */
  kick(): void;
  /** Ends after the record at hand; the rest waits for the next start. */
  stop(): Promise<void>;
  whenDone(): Promise<void>;
}

/** Records read and noted at once: a fraction of a second of writing. */
const recordsPerTurn = 50;
const offKey = 'preservation.off';
const folderKey = 'preservation.folder';

export function createPreservation(context: CoreContext): Preservation {
  const { ledger, ports, config } = context;
  let running: Promise<void> | null = null;
  let isStarted = false;
  let isAgain = false;
  let failure: string | null = null;

  const isOn = (): boolean => readSetting(ledger, offKey) === null;
  const usualFolder = join(config.dataFolder, 'preservation');
  const folder = (): string => readSetting(ledger, folderKey) ?? usualFolder;
  // Asked after every wait: `stop` may have come meanwhile.
  const isStopped = (): boolean => !isStarted;

  async function work(): Promise<void> {
    let isChanged = false;
    while (isStarted && isOn()) {
      const target = folder();
      const due = dueRecords(ledger, recordsPerTurn);
      if (due.length === 0) break;
      await mkdir(target, { recursive: true, mode: 0o700 });
      for (const record of due) {
        if (isStopped()) break;
        await keepCopy(context, record, { target, isTarget: () => folder() === target });
      }
      isChanged = true;
      await backgroundTurn(context.ledger);
    }
    const wasFailing = failure !== null;
    failure = null;
    if (isChanged || wasFailing) context.emit('app.changed', {});
  }

  const kick = (): void => {
    if (!isStarted || ledger.isReadonly) return;
    if (running !== null) {
      isAgain = true;
      return;
    }
    isAgain = false;
    running = work()
      .catch((cause: unknown) => {
        const message = cause instanceof Error ? cause.message : String(cause);
        if (message === failure) return;
        failure = message;
        ports.log({ level: 'error', message: 'Preservation copies stopped', detail: { message } });
        context.emit('app.changed', {});
      })
      .finally(() => {
        running = null;
        if (isAgain) kick();
      });
  };

  const status = (): Output<'preservation.status'> => ({
    isOn: isOn(),
    folder: folder(),
    isUsualFolder: folder() === usualFolder,
    ...countCopies(ledger),
    failure: failure?.slice(0, 2000) ?? null,
  });

  return {
    handlers: {
      'preservation.status': status,
      'preservation.set': async (wanted) => {
        const chosen = wanted.folder === usualFolder ? null : wanted.folder;
        if (wanted.isOn) await mustBeUsable(chosen ?? usualFolder);
        ledger.transaction(() => {
          const before = folder();
          putSetting(ledger, offKey, wanted.isOn ? null : 'off');
          putSetting(ledger, folderKey, chosen);
          if (folder() !== before) forgetCopies(ledger);
        });
        context.emit('app.changed', {});
        kick();
        return {};
      },
    },
    start() {
      isStarted = true;
      kick();
    },
    kick,
    async stop() {
      isStarted = false;
      await running;
    },
    async whenDone() {
      while (running !== null) await running;
    },
  };
}

async function keepCopy(
  context: CoreContext,
  record: DueRecord,
  { target, isTarget }: { readonly target: string; readonly isTarget: () => boolean },
): Promise<void> {
  const { remote, remote_state } = record;
  if (remote === null || remote_state === null) {
    passOver(context.ledger, record.id);
    return;
  }
  const held = { doi: record.doi, remote, remote_state };
  const copy = copyOf(held);
  await writeCopy(target, copy, record.known);
  context.ports.crashPoint('preservation.files-written');
  // Where another folder was chosen meanwhile, there it is written again.
  if (isTarget()) noteCopy(context, { id: record.id, ...held }, copy);
}

function readSetting({ db }: CoreContext['ledger'], key: string): string | null {
  const sql = 'select value from setting where key = ?';
  return db.get<{ value: string | null }>(sql, key)?.value ?? null;
}

function putSetting({ db }: CoreContext['ledger'], key: string, value: string | null): void {
  db.run(
    'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    key,
    value,
  );
}

async function mustBeUsable(folder: string): Promise<void> {
  if (!isAbsolute(folder)) {
    throw new AppError('VALIDATION', {
      message: `${folder} is no full path of a folder. Nothing was changed.`,
      nextStep: 'Write the path from its root on, e.g. /home/you/preservation.',
      path: 'folder',
    });
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('VALIDATION', {
      message: `The folder ${folder} cannot be made. Nothing was changed.`,
      nextStep: 'Choose a folder that you may write in.',
      path: 'folder',
      cause,
    });
  }
}

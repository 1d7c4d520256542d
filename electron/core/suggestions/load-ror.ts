import { basename } from 'node:path';

import type { RorStatus } from '#shared/contract/suggestions.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import type { CoreContext } from '../context.ts';
import { paceOf } from '../support/pace.ts';
import type { Pausable } from '../support/pausable.ts';
import { createPausable } from '../support/pausable.ts';
import { readRorDump } from './read-ror-dump.ts';
import type { RorOrganisation } from './read-ror-dump.ts';
import {
  addOrganisations,
  adoptDump,
  currentDump,
  dumpStatus,
  removeOtherDumps,
} from './ror-table.ts';

export interface RorLoader {
  status(): RorStatus;
  /** Begins to load in the background; one at a time. */
  load(path: string): void;
  pause(): void;
  resume(): void;
  /** Ends it at a whole organisation; the dump before stays. */
  cancel(): void;
  stop(): Promise<void>;
}

/** Organisations written at once: some 10 ms. */
const chunkSize = 500;

export function createRorLoader(context: CoreContext): RorLoader {
  const { ledger } = context;
  const { clock } = context.ports;
  let reading: Reading | null = null;
  let failure: string | null = null;
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  const told = (): void => context.emit('app.changed', {});

  const write = async (dump: number, chunk: RorOrganisation[]): Promise<void> => {
    addOrganisations(ledger, dump, chunk);
    if (reading !== null) reading.count += chunk.length;
    told();
    await clock.sleep(0);
    await reading?.pausable.whenRunning();
    if (isStopped || reading?.pausable.isCancelled() === true) throw new Stopped();
  };
  const setPaused = (isPaused: boolean): void => {
    if (isPaused) reading?.pausable.pause();
    else reading?.pausable.resume();
    told();
  };

  const run = async (path: string): Promise<void> => {
    const fileName = basename(path).slice(0, 500);
    // What an interrupted load left behind goes first; its number is not used again.
    while (removeOtherDumps(ledger, chunkSize) > 0) await context.ports.clock.sleep(0);
    const number = (currentDump(ledger)?.number ?? 0) + 1;
    let chunk: RorOrganisation[] = [];
    const noteBytes = (bytes: number, ofBytes: number): void => {
      if (isStopped || reading?.pausable.isCancelled() === true) throw new Stopped();
      if (reading !== null) Object.assign(reading, { bytes, sizeBytes: ofBytes });
    };
    for await (const organisation of readRorDump(path, noteBytes)) {
      chunk.push(organisation);
      if (chunk.length < chunkSize) continue;
      await write(number, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await write(number, chunk);
    const count = reading?.count ?? 0;
    if (count === 0) throw new AppError('SOURCE_UNREADABLE', { message: text.rorEmpty(fileName) });
    adoptDump(context, { number, fileName, count });
    while (removeOtherDumps(ledger, chunkSize) > 0) await context.ports.clock.sleep(0);
  };

  return {
    status: () => ({
      ...dumpStatus(ledger),
      reading: reading === null ? null : progressOf(reading),
      failure,
    }),
    load(path) {
      if (reading !== null) {
        throw new AppError('CONFLICT', { message: text.rorRunning });
      }
      reading = newReading(createPausable(clock));
      failure = null;
      told();
      work = run(path)
        .catch(async (cause: unknown) => {
          if (!(cause instanceof Stopped))
            failure = cause instanceof Error ? cause.message : String(cause);
          // What was read of it goes; at a stop of the program the next load does it.
          while (!isStopped && removeOtherDumps(ledger, chunkSize) > 0) await clock.sleep(0);
        })
        .finally(() => {
          reading = null;
          if (!isStopped) told();
        });
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    cancel() {
      reading?.pausable.cancel();
      told();
    },
    async stop() {
      isStopped = true;
      setPaused(false);
      await work;
    },
  };
}

/** A dump that is being loaded. */
interface Reading {
  count: number;
  bytes: number;
  /** Of an archive: unpacked. */
  sizeBytes: number;
  readonly pausable: Pausable;
}

function newReading(pausable: Pausable): Reading {
  return { count: 0, bytes: 0, sizeBytes: 0, pausable };
}

function progressOf(reading: Reading): RorStatus['reading'] {
  const { count, bytes, sizeBytes, pausable } = reading;
  const share = sizeBytes === 0 ? null : bytes / sizeBytes;
  return {
    organisationCount: count,
    readBytes: bytes,
    sizeBytes,
    ...paceOf(pausable, { count, share }),
  };
}

class Stopped extends Error {
  override readonly name = 'Stopped';
}

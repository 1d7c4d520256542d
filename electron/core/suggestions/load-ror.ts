import { basename } from 'node:path';

import type { RorStatus } from '#shared/contract/suggestions.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import type { CoreContext } from '../context.ts';
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
  stop(): Promise<void>;
}

/** Organisations written at once: some 10 ms. */
const chunkSize = 500;

export function createRorLoader(context: CoreContext): RorLoader {
  const { ledger } = context;
  let readCount: number | null = null;
  let failure: string | null = null;
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  const told = (): void => context.emit('app.changed', {});

  const write = async (dump: number, chunk: RorOrganisation[]): Promise<void> => {
    addOrganisations(ledger, dump, chunk);
    readCount = (readCount ?? 0) + chunk.length;
    told();
    await context.ports.clock.sleep(0);
    if (isStopped) throw new Stopped();
  };

  const run = async (path: string): Promise<void> => {
    const fileName = basename(path).slice(0, 500);
    // What an interrupted load left behind goes first; its number is not used again.
    while (removeOtherDumps(ledger, chunkSize) > 0) await context.ports.clock.sleep(0);
    const number = (currentDump(ledger)?.number ?? 0) + 1;
    let chunk: RorOrganisation[] = [];
    for await (const organisation of readRorDump(path)) {
      chunk.push(organisation);
      if (chunk.length < chunkSize) continue;
      await write(number, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await write(number, chunk);
    const count = readCount ?? 0;
    if (count === 0) throw new AppError('SOURCE_UNREADABLE', { message: text.rorEmpty(fileName) });
    adoptDump(context, { number, fileName, count });
    while (removeOtherDumps(ledger, chunkSize) > 0) await context.ports.clock.sleep(0);
  };

  return {
    status: () => ({ ...dumpStatus(ledger), readCount, failure }),
    load(path) {
      if (readCount !== null) {
        throw new AppError('CONFLICT', { message: text.rorRunning });
      }
      readCount = 0;
      failure = null;
      told();
      work = run(path)
        .catch((cause: unknown) => {
          if (cause instanceof Stopped) return;
          failure = cause instanceof Error ? cause.message : String(cause);
        })
        .finally(() => {
          readCount = null;
          if (!isStopped) told();
        });
    },
    async stop() {
      isStopped = true;
      await work;
    },
  };
}

class Stopped extends Error {
  override readonly name = 'Stopped';
}

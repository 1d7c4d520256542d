import { mkdirSync, rmSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { ParsedInput } from '#shared/contract/contract.ts';
import type { Pace } from '#shared/contract/define.ts';
import type { ExportRun } from '#shared/contract/exports.ts';
import { AppError } from '#shared/support/app-error.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';
import { createTurns } from '../collections/turns.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { recordViews } from '../records/record-views.ts';
import type { Selection } from '../register/selection.ts';
import { prepareSelection, selectedIds } from '../register/selection.ts';
import { paceOf } from '../support/pace.ts';
import type { Pausable } from '../support/pausable.ts';
import { createPausable } from '../support/pausable.ts';
import type { VersionIndex } from '../versions/version-index.ts';
import type { ExportLosses } from './write-export.ts';
import { passesOf, writeExport } from './write-export.ts';

interface Job {
  readonly run: Omit<ExportRun, keyof Pace>;
  readonly path: string;
  readonly pausable: Pausable;
  /** Looks at records so far, and how many there will be. */
  looks: number;
  readonly allLooks: number;
  done: Promise<void>;
}

/** Finished files that are kept until the app ends: the last one, and one for another window. */
const keptCount = 3;
/** Bytes of a piece; base64 makes a third more of it, half of what one message may carry. */
const pieceBytes = 3 * 1024 * 1024;

export interface Exports {
  readonly handlers: Pick<
    Handlers,
    | 'exports.start'
    | 'exports.get'
    | 'exports.pause'
    | 'exports.resume'
    | 'exports.cancel'
    | 'exports.piece'
  >;
  stop(): Promise<void>;
}

/** Exports run in the background and leave a file in the data folder until it was taken or the app ends. */
/** `versions` brings chains up to date, so that a file tells each record's place as it is now. */
export function createExports(
  context: CoreContext,
  versions: Pick<VersionIndex, 'settle'>,
): Exports {
  const { clock } = context.ports;
  const folder = join(context.config.dataFolder, 'exports');
  const jobs = new Map<string, Job>();

  const jobOf = (id: string): Job => {
    const job = jobs.get(id);
    if (job !== undefined) return job;
    throw new AppError('NOT_FOUND', { message: text.noFile, nextStep: text.again });
  };
  const dropOld = async (): Promise<void> => {
    const ended = [...jobs.values()].filter(({ run }) => run.status !== 'running');
    for (const { run, path } of ended.slice(0, Math.max(0, ended.length - keptCount))) {
      jobs.delete(run.id);
      await rm(path, { force: true });
    }
  };

  const work = async (job: Job, order: Parameters<typeof writeExport>[1]): Promise<void> => {
    const turn = createTurns(clock);
    const run = job.run as { -readonly [K in keyof typeof job.run]: (typeof job.run)[K] };
    try {
      await versions.settle();
      const losses = await writeExport(context, order, job.path, {
        onRecords(count) {
          job.looks += count;
          if (job.pausable.isCancelled()) throw new Cancelled();
        },
        async turn() {
          await turn();
          await job.pausable.whenRunning();
        },
      });
      run.sizeBytes = (await stat(job.path)).size;
      run.warnings = warningsOf(losses);
      run.doneCount = run.total;
      run.status = 'done';
    } catch (cause) {
      await rm(job.path, { force: true });
      run.status = cause instanceof Cancelled ? 'cancelled' : 'failed';
      if (!(cause instanceof Cancelled)) run.failure = failureOf(cause, run.fileName);
    }
    await dropOld();
  };

  return {
    handlers: {
      async 'exports.start'(order: ParsedInput<'exports.start'>) {
        const { selection, format, form, properties } = order;
        const ids = await idsInOrder(context.ledger, selection, order.order ?? null);
        if (ids.length === 0) throw new AppError('NOT_FOUND', { message: text.noRecords });
        const id = context.newId();
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const day = context.timestamp().slice(0, 10);
        const job: Job = {
          run: {
            id,
            status: 'running',
            format,
            fileName: `records-${day}.${format}`,
            doneCount: 0,
            total: ids.length,
            sizeBytes: null,
            warnings: [],
            failure: null,
          },
          path: join(folder, `${id}.${format}`),
          pausable: createPausable(clock),
          looks: 0,
          allLooks: ids.length * passesOf({ format, form }),
          done: Promise.resolve(),
        };
        jobs.set(id, job);
        job.done = work(job, { ids, format, form, properties });
        return { exportId: id };
      },
      'exports.get': ({ exportId }) => describe(jobOf(exportId)),
      'exports.pause'({ exportId }) {
        jobOf(exportId).pausable.pause();
        return {};
      },
      'exports.resume'({ exportId }) {
        jobOf(exportId).pausable.resume();
        return {};
      },
      async 'exports.cancel'({ exportId }) {
        const job = jobOf(exportId);
        job.pausable.cancel();
        await job.done;
        return {};
      },
      'exports.piece': ({ exportId, offset }) => readPiece(jobOf(exportId), offset),
    },
    async stop() {
      for (const { pausable } of jobs.values()) pausable.cancel();
      await Promise.all([...jobs.values()].map((job) => job.done));
      if (context.config.readonly !== true) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The ids of the selected records, in the order of a list; in that in which they came into the ledger without one. */
async function idsInOrder(
  ledger: CoreContext['ledger'],
  selection: Selection,
  order: Exclude<ParsedInput<'exports.start'>['order'], undefined>,
): Promise<readonly number[]> {
  await prepareSelection(ledger, selection);
  if (order !== null) await recordViews(ledger).prepare({}, { sort: order.sort });
  const ids = selectedIds(ledger, selection);
  if (order === null) return ids;
  const selected = new Set(ids);
  return [...recordViews(ledger).idsOf({}, order)].filter((id) => selected.has(id));
}

class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

function describe(job: Job): ExportRun {
  const { run, looks, allLooks, pausable } = job;
  const isRunning = run.status === 'running';
  const share = looks / Math.max(1, allLooks);
  return {
    ...run,
    doneCount: isRunning ? Math.floor(share * run.total) : run.doneCount,
    ...paceOf(pausable, { count: share * run.total, share, isRunning }),
  };
}

async function readPiece(
  { path, run }: Job,
  offset: number,
): Promise<{ base64: string; nextOffset: number | null }> {
  if (run.status !== 'done' || run.sizeBytes === null) {
    throw new AppError('CONFLICT', { message: text.noFile, nextStep: text.again });
  }
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(Math.min(pieceBytes, Math.max(0, run.sizeBytes - offset)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    const end = offset + bytesRead;
    return {
      base64: buffer.subarray(0, bytesRead).toString('base64'),
      nextOffset: end >= run.sizeBytes || bytesRead === 0 ? null : end,
    };
  } finally {
    await file.close();
  }
}

function warningsOf({ longCellCount, restCount, unknownNames }: ExportLosses): string[] {
  const names = [...unknownNames].map((name) => `“${name}”`).join(', ');
  return [
    ...(longCellCount > 0 ? [text.longCells(longCellCount)] : []),
    ...(restCount > 0 ? [text.restColumns(restCount)] : []),
    ...(names === '' ? [] : [text.unknownProperties(names.slice(0, 500))]),
  ];
}

function failureOf(cause: unknown, file: string): NonNullable<ExportRun['failure']> {
  if (cause instanceof AppError) {
    const { code, message, nextStep } = cause;
    return {
      ...{ code, message: text.notWritten(file, message), path: null },
      nextStep: nextStep ?? text.nothingLost,
    };
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return {
    code: isFull ? 'DISK_FULL' : 'INTERNAL',
    message: text.notWritten(file, isFull ? text.diskFull : String(cause)),
    path: null,
    nextStep: text.nothingLost,
  };
}

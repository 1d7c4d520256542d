import type { ImportRun } from '#shared/contract/collections.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { StoredRun } from './import-tables.ts';
import { getRun, setRunStatus } from './import-tables.ts';
import type { ImportControl, ImportJob } from './run-import.ts';
import { runImport } from './run-import.ts';

/** Imports that run in the background of this core. */
export interface ImportJobs {
  start(job: ImportJob): void;
  pause(importId: number): void;
  resume(importId: number): void;
  cancel(importId: number): void;
  /** A stored run with what only the running job knows: its rate and the time left. */
  describe(run: StoredRun): ImportRun;
  /** Ends all imports after the batch at hand; resolves when the last one has ended. */
  stop(): Promise<void>;
}

interface Job extends ImportControl {
  ending: 'cancelled' | 'interrupted' | null;
  isPaused: boolean;
  readonly startedAtMs: number;
  pausedMs: number;
  pausedSinceMs: number | null;
  /** Wakes a run that waits. */
  wake: () => void;
  done: Promise<void>;
}

export function createImportJobs(context: CoreContext): ImportJobs {
  const { clock, log } = context.ports;
  const jobs = new Map<number, Job>();

  const running = (importId: number): Job => {
    const job = jobs.get(importId);
    const { status, finishedAt } = getRun(context.ledger, importId);
    if (job !== undefined && finishedAt === null) return job;
    throw new AppError('CONFLICT', {
      message: `This import is not running: it is ${status}.`,
      nextStep: 'Start it again: what is here already is not brought in twice.',
    });
  };
  const wakeUp = (job: Job): void => {
    if (job.pausedSinceMs !== null) job.pausedMs += clock.monotonic() - job.pausedSinceMs;
    job.pausedSinceMs = null;
    job.isPaused = false;
    job.wake();
  };
  const drain = async (job: ImportJob, control: ImportControl): Promise<void> => {
    try {
      const batches = runImport(context, job, control);
      while ((await batches.next()).done !== true);
    } catch (cause) {
      // The run is marked as failed and logged; nobody waits for this promise.
      log({
        level: 'error',
        message: `Import ${job.importId} ended`,
        detail: { error: String(cause) },
      });
    } finally {
      jobs.delete(job.importId);
    }
  };

  return {
    start(job) {
      const control = newJob(clock.monotonic());
      jobs.set(job.importId, control);
      control.done = drain(job, control);
    },
    pause(importId) {
      const job = running(importId);
      if (job.isPaused) return;
      job.isPaused = true;
      job.pausedSinceMs = clock.monotonic();
      setRunStatus(context.ledger, importId, 'paused');
      context.emit('imports.changed', { importId });
    },
    resume(importId) {
      wakeUp(running(importId));
      setRunStatus(context.ledger, importId, 'running');
      context.emit('imports.changed', { importId });
    },
    cancel(importId) {
      const job = running(importId);
      job.ending = 'cancelled';
      wakeUp(job);
    },
    describe(run) {
      const job = jobs.get(run.id);
      if (job === undefined) return { ...run, itemsPerSecond: null, secondsLeft: null };
      const now = job.pausedSinceMs ?? clock.monotonic();
      const seconds = (now - job.startedAtMs - job.pausedMs) / 1000;
      const rate = seconds > 0 && run.itemCount > 0 ? run.itemCount / seconds : null;
      const left = run.itemTotal === null ? null : Math.max(0, run.itemTotal - run.itemCount);
      return {
        ...run,
        itemsPerSecond: rate,
        secondsLeft: rate === null || left === null || job.isPaused ? null : left / rate,
      };
    },
    async stop() {
      const all = [...jobs.values()];
      for (const job of all) {
        job.ending = 'interrupted';
        wakeUp(job);
      }
      await Promise.all(all.map((job) => job.done));
    },
  };
}

function newJob(startedAtMs: number): Job {
  const job: Job = {
    ending: null,
    isPaused: false,
    startedAtMs,
    pausedMs: 0,
    pausedSinceMs: null,
    wake: () => undefined,
    done: Promise.resolve(),
    async whenRunning() {
      while (job.isPaused) {
        await new Promise<void>((resolve) => {
          job.wake = resolve;
        });
      }
    },
  };
  return job;
}

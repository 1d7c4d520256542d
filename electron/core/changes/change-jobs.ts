import type { ChangeOutcome, ChangeSetSummary } from '#shared/contract/changes.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { paceOf } from '../support/pace.ts';
import type { Pausable } from '../support/pausable.ts';
import { createPausable } from '../support/pausable.ts';
import type { ChangeControl } from './apply-change-set.ts';

/** Change sets that run in the background of this core. */
export interface ChangeJobs {
  /** Begins the work of change set `id` and returns; `total`: how many records it will go through. */
  start(
    id: string,
    total: number | null,
    work: (control: ChangeControl) => Promise<ChangeOutcome>,
  ): void;
  readonly pause: (id: string) => void;
  readonly resume: (id: string) => void;
  readonly cancel: (id: string) => void;
  progressOf(id: string): ChangeSetSummary['progress'];
  /** What it ended with; waits for the end. Throws what the work threw. Known for a while after the end. */
  outcomeOf(id: string): Promise<ChangeOutcome>;
  /** Ends all at a whole record; resolves when the last has ended. */
  stop(): Promise<void>;
}

interface Job {
  handled: number;
  readonly total: number | null;
  readonly pausable: Pausable;
  outcome: Promise<ChangeOutcome>;
  isOver: boolean;
}

/** Outcomes that are kept for somebody who asks late. */
const keptOutcomes = 50;

export function createChangeJobs(context: CoreContext): ChangeJobs {
  const { clock, log } = context.ports;
  const jobs = new Map<string, Job>();

  const running = (id: string): Job => {
    const job = jobs.get(id);
    if (job !== undefined && !job.isOver) return job;
    throw new AppError('CONFLICT', {
      message: 'This change set is not running any more.',
      nextStep: 'Look at what it did; it can be undone.',
    });
  };
  const forget = (): void => {
    for (const [id, job] of jobs) {
      if (jobs.size <= keptOutcomes) return;
      if (job.isOver) jobs.delete(id);
    }
  };

  return {
    start(id, total, work) {
      const job = newJob(total, createPausable(clock));
      jobs.set(id, job);
      job.outcome = work(controlOf(job)).finally(() => {
        job.isOver = true;
        forget();
        context.emit('changes.changed', { id });
      });
      job.outcome.catch((cause: unknown) => {
        const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        log({ level: 'error', message: `Change set ${id} ended`, detail: { error } });
      });
    },
    pause(id) {
      running(id).pausable.pause();
      context.emit('changes.changed', { id });
    },
    resume(id) {
      running(id).pausable.resume();
      context.emit('changes.changed', { id });
    },
    cancel(id) {
      running(id).pausable.cancel();
    },
    progressOf(id) {
      const job = jobs.get(id);
      return job === undefined || job.isOver ? null : progressAt(job);
    },
    async outcomeOf(id) {
      const job = jobs.get(id);
      if (job !== undefined) return job.outcome;
      throw new AppError('NOT_FOUND', { message: 'This change set did not run in this session.' });
    },
    async stop() {
      const all = [...jobs.values()].filter(({ isOver }) => !isOver);
      for (const { pausable } of all) pausable.cancel();
      await Promise.allSettled(all.map(({ outcome }) => outcome));
    },
  };
}

function newJob(total: number | null, pausable: Pausable): Job {
  return {
    handled: 0,
    total,
    pausable,
    outcome: Promise.resolve(nothingDone),
    isOver: false,
  };
}

const nothingDone: ChangeOutcome = {
  id: null,
  changedCount: 0,
  unchangedCount: 0,
  refusedCount: 0,
  refused: [],
};

function controlOf(job: Job): ChangeControl {
  return {
    isCancelled: job.pausable.isCancelled,
    whenRunning: () => job.pausable.whenRunning(),
    onProgress: (handled) => (job.handled = handled),
  };
}

function progressAt(job: Job): ChangeSetSummary['progress'] {
  const { handled, total, pausable } = job;
  const share = total === null ? null : handled / total;
  return { handledCount: handled, total, ...paceOf(pausable, { count: handled, share }) };
}

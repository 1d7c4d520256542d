import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { Pausable } from './pausable.ts';
import { createPausable } from './pausable.ts';

/** Work that people look at while it goes on, and afterwards. It changes nothing and is gone with the program. */
export interface KeptJob {
  readonly id: string;
  status: 'running' | 'done' | 'cancelled' | 'failed';
  failure: string | null;
  readonly pausable: Pausable;
  ended: Promise<void>;
}

export interface KeptJobs<Job extends KeptJob> {
  /** Begins the work and keeps it; the oldest of too many is given up and forgotten. */
  add(job: Job, work: () => Promise<void>): void;
  /** Throws `NOT_FOUND` for one that is not kept any more. */
  get(id: string): Job;
  /** Holds it at the next boundary of its work. One that has ended stays as it is. */
  readonly pause: (id: string) => void;
  readonly resume: (id: string) => void;
  readonly cancel: (id: string) => void;
  /** Ends all; resolves when the last has ended. */
  stop(): Promise<void>;
}

/** A procedure that tells a job something, and has nothing to answer. */
export function tell(
  act: (id: string) => void,
): (input: { readonly id: string }) => Record<string, never> {
  return ({ id }) => {
    act(id);
    return {};
  };
}

const keptCount = 5;

export function newKeptJob(context: Pick<CoreContext, 'newId' | 'ports'>): KeptJob {
  return {
    id: context.newId(),
    status: 'running',
    failure: null,
    pausable: createPausable(context.ports.clock),
    ended: Promise.resolve(),
  };
}

/** `name`: for the log. `notKept`: what is said of one that was forgotten. `onChange`: is told what changed. */
export function keepJobs<Job extends KeptJob>(
  { ports }: Pick<CoreContext, 'ports'>,
  {
    name,
    notKept,
    onChange,
  }: {
    readonly name: string;
    readonly notKept: { readonly message: string; readonly nextStep: string };
    readonly onChange: (id: string) => void;
  },
): KeptJobs<Job> {
  const jobs = new Map<string, Job>();
  const get = (id: string): Job => {
    const job = jobs.get(id);
    if (job === undefined) throw new AppError('NOT_FOUND', notKept);
    return job;
  };
  return {
    add(job, work) {
      jobs.set(job.id, job);
      for (const [id, old] of jobs) {
        if (jobs.size <= keptCount) break;
        old.pausable.cancel();
        jobs.delete(id);
      }
      job.ended = work()
        .then(() => {
          job.status = job.pausable.isCancelled() ? 'cancelled' : 'done';
        })
        .catch((cause: unknown) => {
          job.status = 'failed';
          job.failure = cause instanceof AppError ? cause.message : null;
          const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
          ports.log({ level: 'error', message: `${name} ended`, detail: { error } });
        })
        .finally(() => onChange(job.id));
    },
    get,
    pause(id) {
      get(id).pausable.pause();
      onChange(id);
    },
    resume(id) {
      get(id).pausable.resume();
      onChange(id);
    },
    cancel(id) {
      get(id).pausable.cancel();
    },
    async stop() {
      for (const { pausable } of jobs.values()) pausable.cancel();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}

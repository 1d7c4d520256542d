import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { createActivityChecks } from './activity-checks.ts';
import type { Clients } from './clients.ts';
import { createConfirmations } from './confirmations.ts';
import { Dispatcher } from './dispatcher.ts';
import { recover } from './recover.ts';
import { cancelWaiting, retryFailed } from './resolve.ts';
import { readSummary, setPaused } from './summary.ts';
import type { StartConcurrency } from './traffic.ts';
import type { OutboxSummary } from '#shared/contract/outbox.ts';

/**
 * Sends what waits and sees each operation to its end. One per ledger (the ledger's lock sees to
 * that). It writes the ledger only from its own loop, never from inside an answer's callback.
 */
export interface Outbox {
  /** Takes up what a former run left, then begins to send. */
  start(): void;
  /** Takes nothing new, waits up to five seconds for what is under way, and parks the rest. */
  stop(): Promise<void>;
  /** Survives a restart. */
  pause(): void;
  /** Also gives held accounts another try: a person who resumes has looked at them. */
  resume(): void;
  /** Looks for work now: something was queued, or the network came back. */
  kick(): void;
  /** Another try for what DataCite refused, with the records as they are now. Returns how many. */
  retryFailed(batchId: string | null): number;
  /** Takes back what was not sent yet. Returns how many. */
  cancelWaiting(batchId: string | null): number;
  /** Lets an account whose credentials were put right send again. */
  release(repositoryId: string): void;
  summary(): OutboxSummary;
  /**
   * Resolves when nothing is under way and nothing can go on by itself: all done, or the rest needs
   * a person, is paused or held, or there is no network.
   */
  whenIdle(): Promise<void>;
}

export interface OutboxOptions {
  /** Requests under way at the start for a repository without a budget, and for others. */
  readonly startConcurrency?: StartConcurrency;
}

const startConcurrency = { practice: 16, service: 2 } as const;

export function createOutbox(
  context: CoreContext,
  clients: Clients,
  options: OutboxOptions = {},
): Outbox {
  const confirmations = createConfirmations(context, clients);
  const activityChecks = createActivityChecks(context, clients);
  let running: { dispatcher: Dispatcher; ended: Promise<void> } | null = null;
  let idleWaiters: (() => void)[] = [];
  const kick = (): void => {
    running?.dispatcher.openGates();
    running?.dispatcher.wake();
  };

  const onIdle = (): void => {
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const resolve of waiters) resolve();
  };
  const start = (): void => {
    if (running !== null) return;
    const left = recover(context);
    const dispatcher = new Dispatcher(context, clients, {
      startConcurrency: options.startConcurrency ?? startConcurrency,
      left,
      onIdle,
      onConfirmed(settlement) {
        confirmations.add(settlement);
        const { kind, repository_id: repositoryId } = settlement.operation;
        if (kind === 'update') activityChecks.note(repositoryId);
      },
    });
    running = { dispatcher, ended: dispatcher.run() };
    confirmations.start();
    activityChecks.start();
  };
  const release = (repositoryId: string | null): void => {
    const { changes } = context.ledger.db.run(
      'update repository set held_reason = null where held_reason is not null and id = coalesce(?, id)',
      repositoryId,
    );
    if (changes > 0) context.emit('repositories.changed', {});
    kick();
  };
  const told = (count: number): number => {
    if (count > 0) context.emit('outbox.changed', { batchId: null });
    kick();
    return count;
  };

  return {
    start,
    async stop() {
      if (running === null) return;
      const { dispatcher, ended } = running;
      confirmations.stop();
      activityChecks.stop();
      await dispatcher.stop();
      await ended;
      running = null;
      onIdle();
    },
    pause() {
      setPaused(context, true);
      told(1);
    },
    resume() {
      setPaused(context, false);
      release(null);
      told(1);
    },
    kick,
    retryFailed: (batchId) => told(retryFailed(context, batchId)),
    cancelWaiting: (batchId) => told(cancelWaiting(context, batchId)),
    release,
    summary: () => readSummary(context, running?.dispatcher ?? null),
    whenIdle() {
      if (running === null) {
        const message = 'The outbox is not running.';
        return Promise.reject(new AppError('INTERNAL', { message }));
      }
      const idle = new Promise<void>((resolve) => idleWaiters.push(resolve));
      kick();
      return idle;
    },
  };
}

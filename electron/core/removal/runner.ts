import type { StepName } from '#shared/removal/steps.ts';
import { caseEventFor, stepsOf } from '#shared/removal/steps.ts';
import type { CoreContext } from '../context.ts';
import type { Clients } from '../outbox/clients.ts';
import { getRecord } from '../records/find-records.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { createAwaitedPages } from './awaited-pages.ts';
import { addEntry, getCase, moveCase } from './case-rows.ts';
import {
  doisOf,
  getItem,
  itemStatuses,
  itemsUnderWay,
  noteStep,
  patchItem,
  stepRows,
} from './item-rows.ts';
import type { RemovalItem } from './item-rows.ts';
import { steps } from './steps/index.ts';
import type { StepOutcome } from './steps/step.ts';
import { failed, reasonOf } from './steps/step.ts';

/** Takes the steps of all cases that are under way, and survives being killed between any two. */
export interface Runner {
  /** Takes up what a former run left. */
  start(): void;
  /** Looks at everything that is under way, now. */
  kick(): void;
  /** Looks at what waits for a person as well: she says that the page is online. */
  lookAgain(): void;
  stop(): Promise<void>;
  /** Resolves when nothing can go on by itself. */
  whenIdle(): Promise<void>;
}

/** DOIs whose steps go at a time: enough to keep the outbox busy, few enough for any web server. */
const atOnce = 8;
/** While the outbox works for us, how soon it is looked at again when no event came. */
const pollMs = 100;

export function createRunner(
  context: CoreContext,
  { clients, kickOutbox }: { readonly clients: Clients; readonly kickOutbox: () => void },
): Runner {
  const { clock, log } = context.ports;
  let running: Promise<void> | null = null;
  let isStopped = true;
  const awaited = createAwaitedPages(context);
  const wasStopped = (): boolean => isStopped;

  async function work(): Promise<void> {
    for (;;) {
      const active = itemsUnderWay(context.ledger).filter((item) => awaited.isDue(item));
      if (active.length === 0) return;
      const due = active.filter(({ isSending }) => isSending === 0);
      const leaving = leavingOf(context);
      const waiting = await inParallel(due, atOnce, async (item) => {
        if (isStopped) return false;
        const outcome = await advance(context, item, {
          clients,
          kickOutbox,
          leaving,
          isStopped: wasStopped,
        });
        if (outcome === 'person') awaited.missed(item);
        else awaited.forget(item);
        return outcome === 'outbox';
      });
      settleCases(context);
      if (wasStopped()) return;
      if (due.length > 0 && !waiting.includes(true)) continue;
      await clock.sleep(pollMs);
    }
  }

  const kick = (): void => {
    if (isStopped || running !== null || context.ledger.isReadonly) return;
    running = work()
      .catch((cause: unknown) => {
        log({ level: 'error', message: 'Removal stopped', detail: { error: reasonOf(cause) } });
      })
      .finally(() => {
        running = null;
      });
  };

  return {
    start() {
      isStopped = false;
      awaited.lookNow();
      awaited.watch(kick);
      kick();
    },
    kick,
    lookAgain() {
      awaited.lookNow();
      kick();
    },
    async stop() {
      isStopped = true;
      await Promise.all([running, awaited.stop()]);
    },
    async whenIdle() {
      while (running !== null) await running;
    },
  };
}

interface Services {
  readonly clients: Clients;
  readonly kickOutbox: () => void;
  readonly leaving: (caseId: number) => ReadonlySet<string>;
}

/** The DOIs of each case, read once a round. */
function leavingOf({ ledger }: CoreContext): Services['leaving'] {
  const known = new Map<number, ReadonlySet<string>>();
  return (caseId) => {
    const dois = known.get(caseId) ?? doisOf(ledger, caseId);
    known.set(caseId, dois);
    return dois;
  };
}

/** Takes the steps of one DOI as far as they go. Answers what it waits for, or null. */
async function advance(
  context: CoreContext,
  name: { readonly caseId: number; readonly doi: string },
  how: Services & { readonly isStopped: () => boolean },
): Promise<'outbox' | 'person' | null> {
  const { ledger, ports } = context;
  for (;;) {
    const item = getItem(ledger, name.caseId, name.doi);
    if (item === null || how.isStopped()) return null;
    if (item.status !== 'working' && item.status !== 'restoring') return null;
    const direction = item.status === 'working' ? 'remove' : 'restore';
    const order = stepsOf(direction);
    const step = item.step ?? order[0];
    if (step === undefined) return null;
    const outcome = await take(context, item, step, how);
    ports.crashPoint(`removal.${step}`);
    const written = ledger.transaction(() => write(context, item, step, outcome));
    if (written !== 'next') return written === 'ended' ? null : written;
  }
}

async function take(
  context: CoreContext,
  item: RemovalItem,
  step: StepName,
  { clients, kickOutbox, leaving }: Services,
): Promise<StepOutcome> {
  try {
    const given = getCase(context.ledger, item.caseId);
    const record = getRecord(context.ledger, item.doi);
    if (record === null)
      return failed('NOT_FOUND', `The ledger does not hold ${item.doi} any more.`);
    const repository = getRepository(context.ledger, record.repositoryId);
    return await steps[step]({
      context,
      clients,
      given,
      item,
      repository,
      leaving: leaving(item.caseId),
      kick: kickOutbox,
    });
  } catch (cause) {
    // Whatever a step did not foresee leaves the item half done, for a person to see.
    context.ports.log({
      level: 'error',
      message: `The step ${step} failed`,
      detail: {
        doi: item.doi,
        error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      },
    });
    return failed('INTERNAL', reasonOf(cause));
  }
}

/** Joins the caller's transaction: the note of the step and the item's place stand or fall together. */
function write(
  context: CoreContext,
  before: RemovalItem,
  step: StepName,
  outcome: StepOutcome,
): 'next' | 'ended' | 'outbox' | 'person' {
  const direction = before.status === 'working' ? 'remove' : 'restore';
  const order = stepsOf(direction);
  const isBack = direction === 'restore';
  const item = getItem(context.ledger, before.caseId, before.doi) ?? before;
  const { message, evidence } = noteOf(outcome);
  const known = outcome.kind === 'waiting' ? stepRows(context.ledger, item.caseId, item.doi) : null;
  const isKnown = known?.get(step)?.status === 'waiting' && known.get(step)?.message === message;
  if (!isKnown) noteStep(context, item, step, { status: outcome.kind, message, evidence });
  context.emit('removal.changed', { id: item.caseId });
  if (outcome.kind === 'failed') {
    patchItem(context, item, {
      step,
      failure: outcome.failure,
      status: isBack ? 'half-restored' : 'half-done',
    });
    return 'ended';
  }
  const patch = outcome.patch ?? {};
  if (outcome.kind === 'waiting') {
    patchItem(context, item, { step, ...patch });
    return outcome.on;
  }
  const next = order[order.indexOf(step) + 1];
  if (next !== undefined) {
    patchItem(context, item, { ...patch, step: next, failure: null });
    return 'next';
  }
  patchItem(context, item, {
    ...patch,
    step: null,
    failure: null,
    status: isBack ? 'restored' : 'done',
  });
  return 'ended';
}

function noteOf(outcome: StepOutcome) {
  switch (outcome.kind) {
    case 'done':
      return { message: null, evidence: outcome.evidence ?? {} };
    case 'skipped':
      return { message: outcome.message, evidence: outcome.evidence ?? {} };
    case 'waiting':
      return { message: outcome.message, evidence: {} };
    case 'failed':
      return { message: outcome.failure.message, evidence: outcome.evidence ?? {} };
  }
}

/** Cases whose items have all come to an end are what their items are: one half done makes the case so. */
function settleCases(context: CoreContext): void {
  const rows = context.ledger.db.all<{ id: number; status: 'working' | 'restoring' }>(
    `select id, status from removal_case where status in ('working', 'restoring')`,
  );
  for (const { id, status } of rows) {
    const direction = status === 'working' ? 'remove' : 'restore';
    const event = caseEventFor(direction, itemStatuses(context.ledger, id));
    if (event === null) continue;
    context.ledger.transaction(() => {
      const to = moveCase(context, { id, status }, event);
      addEntry(context, id, { kind: 'status', person: null, body: { text: to, status: to } });
    });
  }
}

async function inParallel<T, R>(
  entries: readonly T[],
  most: number,
  work: (entry: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < entries.length; at = next++) {
      const entry = entries[at];
      if (entry !== undefined) results[at] = await work(entry);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, entries.length) }, lane));
  return results;
}

import { createHash } from 'node:crypto';

import type { ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { Sources } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { RunUnderWay } from './bring-in-line.ts';
import { bringInLine } from './bring-in-line.ts';
import type { HubClients } from './hub-clients.ts';
import { getProfile } from './profile-table.ts';
import { linesOf } from './run-lines.ts';
import type { NewLine } from './run-table.ts';
import {
  addRunLines,
  findBrokenOff,
  getRun,
  targetOfRun,
  insertRun,
  interruptRuns,
  retryFailed,
  setRun,
  waitingLines,
} from './run-table.ts';

/** Brings items of hubs into the ledger, run by run; what is done is whole, what is left waits as lines. */
export interface BringIn {
  /** A run of the same things to the same place that was broken off goes on; else a new one begins. */
  start(input: ParsedInput<'hub.bringIn'>): Promise<Started>;
  control(runId: number, action: 'pause' | 'resume' | 'cancel' | 'retry'): void;
  /** Settles when nothing is under way. */
  whenDone(): Promise<void>;
  stop(): Promise<void>;
}

export interface Started {
  readonly runId: number;
  readonly isContinued: boolean;
}

/** Items that are fetched at a time; their turns come from the one pace of the hub. */
const atOnce = 3;

export function createBringIn(context: CoreContext, hubs: HubClients, sources: Sources): BringIn {
  const { ledger } = context;
  const running = new Map<
    number,
    { readonly cut: AbortController; readonly ended: Promise<void> }
  >();
  let isStopped = false;
  if (context.config.readonly !== true) interruptRuns(ledger);

  const changed = (runId: number): void => context.emit('hub.changed', { runId });
  const go = (runId: number): void => {
    if (isStopped || running.has(runId)) return;
    setRun(ledger, runId, 'running');
    const cut = new AbortController();
    const ended = work(context, hubs, { runId, signal: cut.signal, changed: () => changed(runId) })
      .catch((cause: unknown) => endBadly(context, runId, cut.signal, cause))
      .finally(() => {
        running.delete(runId);
        changed(runId);
        context.emit('collections.changed', { collectionId: null });
      });
    running.set(runId, { cut, ended });
    changed(runId);
  };
  return {
    async start(input) {
      const profile = getProfile(ledger, input.profileId);
      getRepository(ledger, input.repositoryId);
      const lines = await linesOf(input, profile, sources);
      if (lines.length === 0) {
        throw new AppError('VALIDATION', { message: text.run.nothingNamed, path: 'source' });
      }
      const asked = fingerprint(input, lines);
      const brokenOff = findBrokenOff(ledger, asked);
      if (brokenOff !== null) {
        retryFailed(ledger, brokenOff);
        go(brokenOff);
        return { runId: brokenOff, isContinued: true };
      }
      const runId = ledger.transaction(() => {
        const id = insertRun(ledger, {
          profileId: profile.id,
          title: titleOf(input, lines),
          repositoryId: input.repositoryId,
          collectionName: input.collectionName.trim(),
          asked,
          at: context.timestamp(),
        });
        addRunLines(ledger, id, lines);
        return id;
      });
      go(runId);
      return { runId, isContinued: false };
    },
    control(runId, action) {
      getRun(ledger, runId);
      if (action === 'retry') retryFailed(ledger, runId);
      if (action === 'resume' || action === 'retry') {
        go(runId);
        return;
      }
      setRun(
        ledger,
        runId,
        action === 'pause' ? 'paused' : 'cancelled',
        action === 'pause' ? {} : { finishedAt: context.timestamp() },
      );
      running.get(runId)?.cut.abort();
      changed(runId);
    },
    async whenDone() {
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    async stop() {
      isStopped = true;
      for (const { cut } of running.values()) cut.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
      if (context.config.readonly !== true) interruptRuns(ledger);
    },
  };
}

/** The same lines to the same place; a folder's by where it lies, since it is another source each time. */
function fingerprint(
  { profileId, repositoryId, collectionName }: ParsedInput<'hub.bringIn'>,
  lines: readonly NewLine[],
): string {
  const asked = [profileId, repositoryId, collectionName.trim(), lines];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function titleOf({ source }: ParsedInput<'hub.bringIn'>, lines: readonly NewLine[]): string {
  const first = (lines[0]?.reference ?? '').slice(0, 200);
  if (source.kind === 'folder') return first;
  return lines.length === 1 ? first : text.run.titleOfMany(first, lines.length - 1);
}

async function work(context: CoreContext, hubs: HubClients, run: RunUnderWay): Promise<void> {
  const { ledger } = context;
  const { profileId } = targetOfRun(ledger, run.runId);
  const client = hubs.of(profileId);
  for (;;) {
    run.signal.throwIfAborted();
    const lines = waitingLines(ledger, run.runId, atOnce);
    if (lines.length === 0) break;
    // Lists first and alone: what they name comes behind them.
    const single = lines.findIndex(
      ({ kind }) => kind === 'owner' || kind === 'collection' || kind === 'whole-collection',
    );
    const batch = single < 0 ? lines : single === 0 ? lines.slice(0, 1) : lines.slice(0, single);
    const done = await Promise.allSettled(
      batch.map((line) => bringInLine(context, { hubs, client, run }, line)),
    );
    run.changed();
    const failed = done.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
  setRun(ledger, run.runId, 'done', { finishedAt: context.timestamp() });
}

/** A run that cannot go on waits with its reason; what was brought in is whole. */
function endBadly(context: CoreContext, runId: number, signal: AbortSignal, cause: unknown): void {
  const { ledger } = context;
  if (signal.aborted) {
    if (getRun(ledger, runId).status === 'running') setRun(ledger, runId, 'interrupted');
    return;
  }
  if (cause instanceof AppError) {
    setRun(ledger, runId, 'paused', { failure: cause.message });
    return;
  }
  context.ports.log({
    level: 'error',
    message: `Hub run ${runId} failed`,
    detail: { error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) },
  });
  setRun(ledger, runId, 'failed', { failure: text.run.defect, finishedAt: context.timestamp() });
}

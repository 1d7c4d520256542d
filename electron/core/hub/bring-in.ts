import type { ParsedInput } from '#shared/contract/contract.ts';
import type { CardKind } from '#shared/cards/card.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { Sources } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { bringInCollection, expandCollection } from './bring-in-collection.ts';
import type { HubClient } from './client.ts';
import { expandOwner } from './expand-owner.ts';
import { fetchItem } from './fetch-item.ts';
import type { FetchedItem } from './fetch-item.ts';
import type { HubClients } from './hub-clients.ts';
import { doisOf, currentDoi } from './doi-table.ts';
import { readLocalItem } from './local-folder.ts';
import { getProfile } from './profile-table.ts';
import { noteRecord } from './public-records.ts';
import { askRelatedDois } from './related-dois.ts';
import { linesOf } from './run-lines.ts';
import type { NewLine, WaitingLine } from './run-table.ts';
import {
  addRunLines,
  getRun,
  targetOfRun,
  insertRun,
  interruptRuns,
  retryFailed,
  setRun,
  settleLine,
  waitingLines,
} from './run-table.ts';
import { storeItem } from './store-item.ts';

/** Brings items of hubs into the ledger, run by run; what is done is whole, what is left waits as lines. */
export interface BringIn {
  start(input: ParsedInput<'hub.bringIn'>): Promise<number>;
  control(runId: number, action: 'pause' | 'resume' | 'cancel' | 'retry'): void;
  /** Settles when nothing is under way. */
  whenDone(): Promise<void>;
  stop(): Promise<void>;
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
      const runId = ledger.transaction(() => {
        const id = insertRun(ledger, {
          profileId: profile.id,
          title: titleOf(input, lines),
          repositoryId: input.repositoryId,
          collectionName: input.collectionName.trim(),
          at: context.timestamp(),
        });
        addRunLines(ledger, id, lines);
        return id;
      });
      go(runId);
      return runId;
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

function titleOf({ source }: ParsedInput<'hub.bringIn'>, lines: readonly NewLine[]): string {
  const first = (lines[0]?.reference ?? '').slice(0, 200);
  if (source.kind === 'folder') return first;
  return lines.length === 1 ? first : text.run.titleOfMany(first, lines.length - 1);
}

interface Run {
  readonly runId: number;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

async function work(context: CoreContext, hubs: HubClients, run: Run): Promise<void> {
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

/** One line: never throws for what is wrong with its item, but for what would stop all others too. */
async function bringInLine(
  context: CoreContext,
  parts: { readonly hubs: HubClients; readonly client: HubClient; readonly run: Run },
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const { client, hubs, run } = parts;
  const { profileId, repositoryId, collectionName } = targetOfRun(ledger, run.runId);
  try {
    if (line.kind === 'owner') {
      await expandOwner(context, parts, line);
      return;
    }
    if (line.kind === 'collection') {
      await expandCollection(context, parts, line);
      return;
    }
    if (line.kind === 'whole-collection') {
      await bringInCollection(context, parts, line);
      return;
    }
    const fetched =
      line.folder === null ? await fetchLine(client, line, run.signal) : await localLine(line);
    if (typeof fetched === 'string') {
      settleLine(ledger, run.runId, line.line, { status: 'failed', message: fetched });
      return;
    }
    const hubDoi = fetched.info?.doi?.id ?? null;
    const read = hubDoi === null ? null : await hubs.publicRecord(profileId, hubDoi, run.signal);
    if (line.folder === null)
      await askRelatedDois(context, { client, profileId }, fetched, run.signal);
    const profile = getProfile(ledger, profileId);
    const stored = storeItem(context, profile, {
      fetched,
      target: { repositoryId, collectionName },
      run: `Hub run ${run.runId}`,
      publicRecord: read?.outcome === 'found' ? read.attributes : null,
    });
    if (read !== null && hubDoi !== null) noteRecord(context, stored.item.id, hubDoi, read);
    settleLine(ledger, run.runId, line.line, {
      status: stored.outcome,
      doi: stored.doi ?? currentDoi(doisOf(ledger, stored.item.id), 'hub')?.doi ?? null,
      title: stored.title,
      message: stored.message ?? standingOf(fetched),
      kind: fetched.item.kind,
      name: fetched.item.name,
      revision: fetched.revision,
    });
  } catch (cause) {
    if (run.signal.aborted || !(cause instanceof AppError)) throw cause;
    if (
      cause.code === 'OFFLINE' ||
      cause.code === 'UNAUTHORIZED' ||
      cause.code === 'RATE_LIMITED' ||
      cause.code === 'VAULT_UNAVAILABLE'
    )
      throw cause;
    settleLine(ledger, run.runId, line.line, { status: 'failed', message: cause.message });
  }
}

async function fetchLine(
  client: HubClient,
  line: WaitingLine,
  signal: AbortSignal,
): Promise<FetchedItem | string> {
  const kind = line.kind === 'dataset' || line.kind === 'model' ? line.kind : null;
  const answer = await fetchItem(
    client,
    { kind, name: line.name ?? '', revision: line.revision, withTags: true },
    signal,
  );
  if (answer.kind === 'fetched') return answer.fetched;
  return answer.kind === 'absent'
    ? text.run.noRevision(line.revision ?? '')
    : text.run.unseen[answer.access];
}

/** What people should know of an item that was brought in all the same. */
function standingOf({ info }: FetchedItem): string | null {
  if (info?.isPrivate === true) return text.run.isPrivate;
  return info === null || info.gated === 'no' ? null : text.run.gated;
}

async function localLine(line: WaitingLine): Promise<FetchedItem> {
  const kind: CardKind = line.kind === 'model' ? 'model' : 'dataset';
  return readLocalItem(line.folder ?? '', { kind, name: line.name ?? '' });
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

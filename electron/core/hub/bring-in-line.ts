import type { CardKind } from '#shared/cards/card.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { ErrorCode } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { bringInCollection, expandCollection } from './bring-in-collection.ts';
import type { HubClient } from './client.ts';
import { currentDoi, doisOf } from './doi-table.ts';
import { expandOwner } from './expand-owner.ts';
import type { FetchedItem } from './fetch-item.ts';
import { fetchItem } from './fetch-item.ts';
import type { HubClients } from './hub-clients.ts';
import { readLocalItem } from './local-folder.ts';
import { getProfile } from './profile-table.ts';
import { noteRecord } from './public-records.ts';
import { askRelatedDois } from './related-dois.ts';
import type { WaitingLine } from './run-table.ts';
import { settleLine, targetOfRun } from './run-table.ts';
import { storeItem } from './store-item.ts';

export interface RunUnderWay {
  readonly runId: number;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** One line: never throws for what is wrong with its item, but for what would stop all others too. */
export async function bringInLine(
  context: CoreContext,
  parts: { readonly hubs: HubClients; readonly client: HubClient; readonly run: RunUnderWay },
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
    // In one transaction: an item that is here is never fetched a second time because its line still waits.
    ledger.transaction(() => {
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
    });
  } catch (cause) {
    if (run.signal.aborted || (cause instanceof AppError && concernsAll.has(cause.code)))
      throw cause;
    settleLine(ledger, run.runId, line.line, {
      status: 'failed',
      message: cause instanceof AppError ? cause.message : defectOf(context, line, cause),
    });
  }
}

/** What stops every line: it cannot be mended by going on to the next. */
const concernsAll: ReadonlySet<ErrorCode> = new Set([
  'OFFLINE',
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'VAULT_UNAVAILABLE',
]);

/** A mistake of ours about one item keeps no other from coming in; the log says more. */
function defectOf(context: CoreContext, { reference }: WaitingLine, cause: unknown): string {
  context.ports.log({
    level: 'error',
    message: 'An item of a hub was not brought in',
    detail: {
      reference,
      error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    },
  });
  return text.run.itemDefect;
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

import { factsOf } from '#shared/hub/facts.ts';
import type { HubInfo } from '#shared/hub/info.ts';
import { countChangedFiles } from '#shared/hub/info.ts';
import type { HubEvent, WatchState } from '#shared/hub/watch.ts';
import { eventsBetween, nextState } from '#shared/hub/watch.ts';
import type { CoreContext } from '../context.ts';
import type { HubClient } from './client.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fetchItem } from './fetch-item.ts';
import { insertEvents } from './event-table.ts';
import { settleGeneration } from './generation-table.ts';
import type { HubItem } from './item-table.ts';
import { currentDoi, doisOf } from './doi-table.ts';
import { saveSeen } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';
import { mapFetched } from './map-fetched.ts';
import { noteHubDoi } from './note-hub-doi.ts';

/** What a look found; `saveLook` writes it. */
export interface Look {
  readonly item: HubItem;
  readonly after: WatchState;
  readonly info: HubInfo | null;
  readonly commitCount: number | null;
  readonly fileCount: number | null;
  readonly pullRequests: HubItem['pullRequests'] | null;
}

/** The state that a list of the hub tells by itself: enough to see that nothing happened. */
export function listedState(before: WatchState, info: HubInfo): WatchState {
  return {
    ...before,
    access: info.isDisabled ? 'disabled' : info.isPrivate ? 'private' : 'public',
    name: info.name,
    objectId: info.objectId,
    gated: info.gated,
    head: info.sha,
    doi: info.doi?.id ?? info.taggedDois[0] ?? before.doi,
    doiCommit: info.doi?.commit ?? before.doiCommit,
    hasDoiTag: info.taggedDois.length > 0,
  };
}

/** True when a list shows an item as it was seen last: then one request served for a thousand of them. */
export function isUnchanged(before: WatchState, listed: HubInfo): boolean {
  return eventsBetween(before, listedState(before, listed)).length === 0;
}

/**
 * Looks at one item: metadata, and only where its head moved its card, the commits since its DOI and the files that
 * changed. One request for an item as it was.
 */
export async function lookAt(
  context: CoreContext,
  parts: {
    readonly client: HubClient;
    readonly profile: HubProfile;
    readonly signal?: AbortSignal;
    /** Open pull requests are asked for even where nothing moved. */
    readonly withPullRequests?: boolean;
  },
  item: HubItem,
): Promise<Look> {
  const { client, profile, signal } = parts;
  const before = item.seen;
  const answer = await client.info(item.kind, item.name, null, signal);
  const unseen = { item, info: null, commitCount: null, fileCount: null, pullRequests: null };
  if (answer.kind !== 'found') {
    const access = answer.kind === 'unseen' ? answer.access : 'gone';
    return { ...unseen, after: { ...before, access } };
  }
  const info = answer.value;
  const listed = listedState(before, info);
  const isOther =
    before.objectId !== null && info.objectId !== null && before.objectId !== info.objectId;
  const isMoved = listed.head !== before.head && !isOther;
  const facts = isMoved
    ? await factsAt(
        context,
        { client, profile, ...(signal === undefined ? {} : { signal }) },
        { item, info },
      )
    : before.facts;
  const since =
    isMoved || before.isCommitThere === null
      ? await changesSince(context, parts, { item, info })
      : null;
  const isCommitThere = since === null ? before.isCommitThere : since.isCommitThere;
  const requests =
    parts.withPullRequests === true && since?.pullRequests == null
      ? await client.pullRequests(item.kind, info.name, signal)
      : null;
  return {
    item,
    info,
    after: { ...listed, facts: facts ?? before.facts, isCommitThere },
    commitCount: since?.commitCount ?? null,
    fileCount: since?.fileCount ?? null,
    pullRequests: since?.pullRequests ?? (requests?.kind === 'found' ? requests.value : null),
  };
}

/** What the card says at the head; null where it cannot be read, which says nothing about what it says. */
async function factsAt(
  context: CoreContext,
  {
    client,
    profile,
    signal,
  }: { readonly client: HubClient; readonly profile: HubProfile; readonly signal?: AbortSignal },
  { item, info }: { readonly item: HubItem; readonly info: HubInfo },
): Promise<WatchState['facts'] | null> {
  const fetch = await fetchItem(
    client,
    { kind: item.kind, name: info.name, revision: null },
    signal,
  );
  if (fetch.kind !== 'fetched' || (fetch.fetched.card === null && item.card !== null)) return null;
  return factsOf(mapFetched(context, profile, fetch.fetched, item.authors).attributes);
}

/** Commits and files since the revision of the current DOI (D13), and whether that revision is still there. */
async function changesSince(
  context: CoreContext,
  { client, signal }: { readonly client: HubClient; readonly signal?: AbortSignal },
  { item, info }: { readonly item: HubItem; readonly info: HubInfo },
): Promise<{
  isCommitThere: boolean | null;
  commitCount: number | null;
  fileCount: number | null;
  pullRequests: HubItem['pullRequests'] | null;
} | null> {
  const dois = doisOf(context.ledger, item.id);
  const pinned =
    info.doi?.commit ?? (currentDoi(dois, 'own') ?? currentDoi(dois, 'hub'))?.revision ?? null;
  if (pinned === null) return null;
  if (pinned === info.sha)
    return { isCommitThere: true, commitCount: 0, fileCount: 0, pullRequests: null };
  const there = await client.info(item.kind, info.name, pinned, signal);
  if (there.kind === 'absent')
    return { isCommitThere: false, commitCount: null, fileCount: null, pullRequests: null };
  if (there.kind !== 'found') return null;
  const commits = await client.commits(
    item.kind,
    info.name,
    { revision: info.sha ?? 'main', until: pinned },
    signal,
  );
  const at = commits.kind === 'found' ? commits.value.findIndex(({ sha }) => sha === pinned) : -1;
  const head = info.sha ?? 'main';
  const [before, after, requests] = [
    await client.tree(item.kind, info.name, pinned, signal),
    await client.tree(item.kind, info.name, head, signal),
    await client.pullRequests(item.kind, info.name, signal),
  ];
  return {
    isCommitThere: true,
    commitCount: at < 0 ? null : at,
    fileCount:
      before.kind === 'found' && after.kind === 'found'
        ? countChangedFiles(before.value, after.value)
        : null,
    pullRequests: requests.kind === 'found' ? requests.value : null,
  };
}

/** Writes what a look found, with its events, in one transaction. */
export function saveLook(
  context: CoreContext,
  profile: HubProfile,
  look: Look,
): readonly HubEvent[] {
  const { ledger } = context;
  const { item, after } = look;
  const at = context.timestamp();
  return ledger.transaction(() => {
    const events = eventsBetween(item.seen, after);
    insertEvents(ledger, item.id, events, at);
    const isTaken =
      after.name !== item.name &&
      ledger.db.get(
        'select 1 from hub_item where profile_id = ? and kind = ? and name = ? and id <> ?',
        item.profileId,
        item.kind,
        after.name,
        item.id,
      ) !== undefined;
    const next = nextState(item.seen, after);
    saveSeen(ledger, item.id, isTaken ? { ...next, name: item.name } : next, { at });
    if (look.commitCount !== null || look.fileCount !== null) {
      ledger.db.run(
        'update hub_item set commit_count = ?, file_count = ? where id = ?',
        look.commitCount,
        look.fileCount,
        item.id,
      );
    }
    if (look.pullRequests !== null) {
      ledger.db.run(
        'update hub_item set pull_requests = ? where id = ?',
        JSON.stringify(look.pullRequests),
        item.id,
      );
    }
    if (look.info !== null && !events.some(({ kind }) => kind === 'recreated')) {
      noteHubDoi(context, profile, item, { info: look.info });
      settleGeneration(context, item.id, look.info);
    }
    if (events.some(({ kind }) => kind === 'available-again')) notePublic(ledger, item, at);
    return events;
  });
}

/** The day on which an item became public for the first time: none that was public before it was hidden. */
function notePublic({ db }: Ledger, { id }: HubItem, at: string): void {
  db.run(
    `update hub_item set public_since = ? where id = ? and public_since is null
       and not exists (select 1 from hub_event
         where item_id = hub_item.id and kind <> 'available-again' and before = 'public')`,
    at.slice(0, 10),
    id,
  );
}

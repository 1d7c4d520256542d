import type { CardKind } from '#shared/cards/card.ts';
import { ownerOf } from '#shared/hub/hub.ts';
import type { HubInfo } from '#shared/hub/info.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { HubClient, HubList } from './client.ts';
import type { HubClients } from './hub-clients.ts';
import type { HubItem, HubItemRow } from './item-table.ts';
import { getItem, saveSeen, toItem } from './item-table.ts';
import { isUnchanged, listedState, lookAt, saveLook } from './look.ts';
import type { HubProfile } from './profile-table.ts';
import { listProfiles } from './profile-table.ts';
import { readRecordsAgain } from './watch-records.ts';

/** An owner's list is worth its request from this many items on. */
const worthListing = 3;
/** A hub that fails this often in a row is left for later. */
const mostFailures = 5;

export interface Progress {
  total: number;
  checkedCount: number;
  eventCount: number;
  failedCount: number;
  requestCount: number;
  startedAt: string | null;
  finishedAt: string | null;
  failure: string | null;
}

/** One watch under way: which items, and what is told of it. */
export interface Watch {
  readonly ids: readonly number[];
  /** Items whose public records are read again where they are due. */
  readonly recordsOf: readonly number[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** All hubs, one after the other; then what the public sees of the DOIs that hubs generated. */
export async function watchAll(
  context: CoreContext,
  hubs: HubClients,
  watch: Watch,
): Promise<void> {
  const wanted = new Set(watch.ids);
  const count = (): void => {
    watch.progress.requestCount += 1;
  };
  for (const profile of listProfiles(context.ledger)) {
    const items = itemsOf(context, profile.id).filter(({ id }) => wanted.has(id));
    if (items.length === 0) continue;
    try {
      await watchHub(context, hubs.of(profile.id, count), profile, { ...watch, items });
    } catch (cause) {
      // A hub that cannot be asked at present keeps nobody from asking the others.
      if (watch.signal.aborted || !(cause instanceof AppError)) throw cause;
      watch.progress.failure ??= cause.message;
    }
  }
  await readRecordsAgain(context, hubs, watch);
}

/** Reads items in parts, so that ten thousand cards are never in memory at once. */
function itemsOf(
  context: CoreContext,
  profileId: string,
): readonly { id: number; kind: CardKind; name: string }[] {
  return context.ledger.db.all<{ id: number; kind: CardKind; name: string }>(
    'select id, kind, name from hub_item where profile_id = ? order by checked_at, id',
    profileId,
  );
}

type HubWatch = Watch & {
  readonly items: readonly {
    readonly id: number;
    readonly kind: CardKind;
    readonly name: string;
  }[];
};

/**
 * One hub: the lists of its owners first, a thousand items a request; whatever a list shows as it was is done with
 * that. All others are looked at one by one.
 */
async function watchHub(
  context: CoreContext,
  client: HubClient,
  profile: HubProfile,
  watch: HubWatch,
): Promise<void> {
  const groups = new Map<string, HubWatch['items'][number][]>();
  for (const item of watch.items) {
    const key = `${item.kind} ${ownerOf(item.name)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const single: number[] = [];
  for (const [key, items] of groups) {
    const [kind = '', owner = ''] = key.split(' ');
    if (owner === '' || items.length < worthListing) {
      single.push(...items.map(({ id }) => id));
      continue;
    }
    const group = { kind: kind as CardKind, owner, items };
    single.push(...(await sweep(context, client, watch, group)));
  }
  let failures = 0;
  for (const id of single) {
    watch.signal.throwIfAborted();
    const item = getItem(context.ledger, id);
    try {
      const look = await lookAt(context, { client, profile, signal: watch.signal }, item);
      const events = saveLook(context, profile, look);
      watch.progress.eventCount += events.length;
      failures = 0;
    } catch (cause) {
      if (watch.signal.aborted || !(cause instanceof AppError)) throw cause;
      // What concerns the hub as a whole ends the watch of it; what concerns one item is noted there.
      if (cause.code === 'UNAUTHORIZED' || cause.code === 'VAULT_UNAVAILABLE') throw cause;
      // An answer that cannot be read is one item's; an outage is the hub's.
      if (cause.retryable) failures += 1;
      watch.progress.failedCount += 1;
      saveSeen(context.ledger, id, item.seen, { at: context.timestamp(), failure: cause.message });
      if (failures >= mostFailures) throw cause;
    }
    watch.progress.checkedCount += 1;
    if (watch.progress.checkedCount % 20 === 0) watch.changed();
  }
}

/** Ids of the items that the list of their owner does not show as they were. */
async function sweep(
  context: CoreContext,
  client: HubClient,
  watch: HubWatch,
  group: { readonly kind: CardKind; readonly owner: string; readonly items: HubWatch['items'] },
): Promise<readonly number[]> {
  const { ledger } = context;
  const left = new Map(group.items.map(({ id, name }) => [name, id]));
  const changed: number[] = [];
  let next: string | null = null;
  do {
    const list = await listOf(client, watch, { ...group, next });
    // Without a list each is looked at by itself.
    if (list === null) break;
    const found = list.items.filter(({ name }) => left.has(name));
    ledger.transaction(() => {
      for (const info of found) {
        const id = left.get(info.name) ?? 0;
        left.delete(info.name);
        if (noteUnchanged(context, id, info)) watch.progress.checkedCount += 1;
        else changed.push(id);
      }
    });
    watch.changed();
    next = list.next;
  } while (next !== null && left.size > 0);
  return [...changed, ...left.values()];
}

/** A page of an owner's items; null: the hub gave no list that could be read. */
async function listOf(
  client: HubClient,
  { signal }: HubWatch,
  {
    kind,
    owner,
    next,
  }: { readonly kind: CardKind; readonly owner: string; readonly next: string | null },
): Promise<HubList | null> {
  try {
    return await client.list(kind, owner, next, signal);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'REMOTE_REJECTED') return null;
    throw cause;
  }
}

/** Notes that an item was seen as it was; false: it has to be looked at. */
function noteUnchanged(context: CoreContext, id: number, info: HubInfo): boolean {
  const { ledger } = context;
  const row = ledger.db.get<HubItemRow>('select * from hub_item where id = ?', id);
  if (row === undefined) return true;
  const item: HubItem = toItem(row);
  // A commit that nobody has looked for yet is looked for once.
  if (item.seen.isCommitThere === null && item.seen.doi !== null) return false;
  if (!isUnchanged(item.seen, info)) return false;
  saveSeen(ledger, id, listedState(item.seen, info), { at: context.timestamp() });
  return true;
}

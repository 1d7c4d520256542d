import type { CardKind } from '#shared/cards/card.ts';
import type { ListedAuthor } from '#shared/hub/item.ts';
import type { HubInfo } from '#shared/hub/info.ts';
import type { WatchState } from '#shared/hub/watch.ts';
import { AppError } from '#shared/support/app-error.ts';
import { isTimestamp } from '#shared/support/timestamp.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FetchedItem } from './fetch-item.ts';

/** An item of a hub as the ledger knows it. */
export interface HubItem {
  readonly id: number;
  readonly profileId: string;
  readonly kind: CardKind;
  readonly name: string;
  readonly objectId: string | null;
  readonly recordId: number | null;
  readonly repositoryId: string | null;
  readonly collectionName: string | null;
  readonly seen: WatchState;
  readonly head: string | null;
  readonly revision: string | null;
  readonly revisionDate: string | null;
  readonly tag: string | null;
  readonly info: HubInfo | null;
  readonly card: string | null;
  readonly citationFile: string | null;
  readonly evaluations: FetchedItem['evaluations'];
  readonly publicSince: string | null;
  readonly fetchedAt: string | null;
  readonly authors: readonly ListedAuthor[];
  readonly commitCount: number | null;
  readonly fileCount: number | null;
  readonly pullRequests: readonly { readonly number: number; readonly title: string }[];
  readonly checkedAt: string | null;
  readonly failure: string | null;
}

export interface HubItemRow {
  readonly id: number;
  readonly profile_id: string;
  readonly kind: CardKind;
  readonly name: string;
  readonly object_id: string | null;
  readonly record_id: number | null;
  readonly repository_id: string | null;
  readonly collection_name: string | null;
  readonly seen: string;
  readonly head: string | null;
  readonly revision: string | null;
  readonly revision_date: string | null;
  readonly tag: string | null;
  readonly info: string | null;
  readonly card: string | null;
  readonly citation_file: string | null;
  readonly evaluations: string;
  readonly public_since: string | null;
  readonly fetched_at: string | null;
  readonly authors: string;
  readonly commit_count: number | null;
  readonly file_count: number | null;
  readonly pull_requests: string;
  readonly checked_at: string | null;
  readonly failure: string | null;
}

export function toItem(row: HubItemRow): HubItem {
  return {
    id: row.id,
    profileId: row.profile_id,
    kind: row.kind,
    name: row.name,
    objectId: row.object_id,
    recordId: row.record_id,
    repositoryId: row.repository_id,
    collectionName: row.collection_name,
    seen: JSON.parse(row.seen) as WatchState,
    head: row.head,
    revision: row.revision,
    revisionDate: timeOf(row.revision_date),
    tag: row.tag,
    info: row.info === null ? null : (JSON.parse(row.info) as HubInfo),
    card: row.card,
    citationFile: row.citation_file,
    evaluations: JSON.parse(row.evaluations) as FetchedItem['evaluations'],
    publicSince: row.public_since,
    fetchedAt: row.fetched_at,
    authors: JSON.parse(row.authors) as ListedAuthor[],
    commitCount: row.commit_count,
    fileCount: row.file_count,
    pullRequests: JSON.parse(row.pull_requests) as HubItem['pullRequests'],
    checkedAt: row.checked_at,
    failure: row.failure,
  };
}

export function findItem(ledger: Ledger, id: number): HubItem | null {
  const row = ledger.db.get<HubItemRow>('select * from hub_item where id = ?', id);
  return row === undefined ? null : toItem(row);
}

/** Throws `NOT_FOUND`. */
export function getItem(ledger: Ledger, id: number): HubItem {
  const item = findItem(ledger, id);
  if (item !== null) return item;
  throw new AppError('NOT_FOUND', { message: text.item.none });
}

/** The item of this name, else the one with this object id: it was renamed. */
export function findItemNamed(
  ledger: Ledger,
  profileId: string,
  named: { readonly kind: CardKind; readonly name: string; readonly objectId: string | null },
): HubItem | null {
  const row =
    ledger.db.get<HubItemRow>(
      'select * from hub_item where profile_id = ? and kind = ? and name = ?',
      profileId,
      named.kind,
      named.name,
    ) ??
    (named.objectId === null
      ? undefined
      : ledger.db.get<HubItemRow>(
          'select * from hub_item where profile_id = ? and object_id = ? order by id desc',
          profileId,
          named.objectId,
        ));
  return row === undefined ? null : toItem(row);
}

/** Stores what was fetched of an item; makes it where it is new. What was seen becomes what it is held against. */
export function saveFetched(
  ledger: Ledger,
  given: {
    readonly profileId: string;
    readonly fetched: FetchedItem;
    readonly seen: WatchState;
    readonly at: string;
    readonly target: { readonly repositoryId: string; readonly collectionName: string } | null;
  },
): HubItem {
  const { fetched, seen } = given;
  const { item, info } = fetched;
  const known = findItemNamed(ledger, given.profileId, {
    ...item,
    objectId: info?.objectId ?? null,
  });
  const columns = {
    profile_id: given.profileId,
    kind: item.kind,
    name: item.name,
    object_id: info?.objectId ?? null,
    seen: JSON.stringify(seen),
    access: seen.access,
    head: seen.head,
    revision: fetched.revision,
    revision_date: fetched.revisionDate,
    tag: fetched.tag,
    info: info === null ? null : JSON.stringify(info),
    card: fetched.card,
    citation_file: fetched.citationFile,
    evaluations: JSON.stringify(fetched.evaluations),
    at: given.at,
    repository_id: given.target?.repositoryId ?? known?.repositoryId ?? null,
    collection_name: given.target?.collectionName ?? known?.collectionName ?? null,
  };
  if (known === null) {
    const { lastId } = ledger.db.run(
      `insert into hub_item (profile_id, kind, name, object_id, repository_id, collection_name, seen, access, head,
         revision, revision_date, tag, info, card, citation_file, evaluations, fetched_at, checked_at, added_at)
       values (@profile_id, @kind, @name, @object_id, @repository_id, @collection_name, @seen, @access, @head,
         @revision, @revision_date, @tag, @info, @card, @citation_file, @evaluations, @at, @at, @at)`,
      columns,
    );
    return getItem(ledger, lastId);
  }
  ledger.db.run(
    `update hub_item set name = @name, object_id = coalesce(@object_id, object_id), repository_id = @repository_id,
       collection_name = @collection_name, seen = @seen, access = @access, head = coalesce(@head, head),
       revision = @revision, revision_date = @revision_date, tag = @tag, info = coalesce(@info, info), card = @card,
       citation_file = @citation_file, evaluations = @evaluations, fetched_at = @at, checked_at = @at, failure = null,
       commit_count = iif(@revision is @head, null, commit_count), file_count = iif(@revision is @head, null, file_count)
     where id = @id`,
    { ...columns, id: known.id },
  );
  return getItem(ledger, known.id);
}

/** Notes what a look found, without touching what was fetched. */
export function saveSeen(
  ledger: Ledger,
  id: number,
  seen: WatchState,
  more: { readonly at: string; readonly failure?: string | null },
): void {
  ledger.db.run(
    `update hub_item set name = ?, object_id = coalesce(?, object_id), seen = ?, access = ?, head = coalesce(?, head),
       checked_at = ?, failure = ? where id = ?`,
    seen.name,
    seen.objectId,
    JSON.stringify(seen),
    seen.access,
    seen.head,
    more.at,
    more.failure ?? null,
    id,
  );
}

/** Ids of all items, those that wait longest first. */
export function itemIds(ledger: Ledger, profileId: string | null): number[] {
  return ledger.db
    .all<{ id: number }>(
      'select id from hub_item where @profile is null or profile_id = @profile order by checked_at, id',
      { profile: profileId },
    )
    .map(({ id }) => id);
}

/** Ids of the items that nobody has looked at since then without a failure. */
export function itemIdsSince(ledger: Ledger, since: string): number[] {
  return ledger.db
    .all<{ id: number }>(
      `select id from hub_item where checked_at is null or checked_at < ? or failure is not null
       order by checked_at, id`,
      since,
    )
    .map(({ id }) => id);
}

export function linkRecord(ledger: Ledger, itemId: number, recordId: number): void {
  ledger.db.run('update hub_item set record_id = ? where id = ?', recordId, itemId);
}

/** The item that a record was made of; null: of none. */
export function itemOfRecord(ledger: Ledger, doi: string): HubItem | null {
  const row = ledger.db.get<HubItemRow>(
    `select i.* from hub_item i
     where i.record_id = (select id from record where doi = @doi)
        or i.id = (select item_id from hub_doi where doi = @doi limit 1) limit 1`,
    { doi },
  );
  return row === undefined ? null : toItem(row);
}

/** Older ledgers may hold a hub's own way of writing a time, which nothing can show. */
function timeOf(text: string | null): string | null {
  return text !== null && isTimestamp(text) ? text : null;
}

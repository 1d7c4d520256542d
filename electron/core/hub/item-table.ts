import type { CardKind } from '#shared/cards/card.ts';
import type { ListedAuthor } from '#shared/hub/item.ts';
import type { HubInfo } from '#shared/hub/info.ts';
import type { WatchState } from '#shared/hub/watch.ts';
import { AppError } from '#shared/support/app-error.ts';
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
    revisionDate: row.revision_date,
    tag: row.tag,
    info: row.info === null ? null : (JSON.parse(row.info) as HubInfo),
    card: row.card,
    citationFile: row.citation_file,
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
    at: given.at,
    repository_id: given.target?.repositoryId ?? known?.repositoryId ?? null,
    collection_name: given.target?.collectionName ?? known?.collectionName ?? null,
  };
  if (known === null) {
    const { lastId } = ledger.db.run(
      `insert into hub_item (profile_id, kind, name, object_id, repository_id, collection_name, seen, access, head,
         revision, revision_date, tag, info, card, citation_file, fetched_at, checked_at, added_at)
       values (@profile_id, @kind, @name, @object_id, @repository_id, @collection_name, @seen, @access, @head,
         @revision, @revision_date, @tag, @info, @card, @citation_file, @at, @at, @at)`,
      columns,
    );
    return getItem(ledger, lastId);
  }
  ledger.db.run(
    `update hub_item set name = @name, object_id = coalesce(@object_id, object_id), repository_id = @repository_id,
       collection_name = @collection_name, seen = @seen, access = @access, head = coalesce(@head, head),
       revision = @revision, revision_date = @revision_date, tag = @tag, info = coalesce(@info, info), card = @card,
       citation_file = @citation_file, fetched_at = @at, checked_at = @at, failure = null,
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

export interface HubDoi {
  readonly itemId: number;
  readonly doi: string;
  readonly mintedBy: 'hub' | 'own';
  readonly role: 'version' | 'canonical';
  readonly revision: string | null;
  readonly tag: string | null;
  readonly notedAt: string;
  readonly outdatedAt: string | null;
  readonly successor: string | null;
  readonly record: string | null;
  readonly recordOutcome: 'found' | 'not-public' | 'failed' | null;
  readonly recordReadAt: string | null;
}

interface DoiRow {
  readonly item_id: number;
  readonly doi: string;
  readonly minted_by: 'hub' | 'own';
  readonly role: 'version' | 'canonical';
  readonly revision: string | null;
  readonly tag: string | null;
  readonly noted_at: string;
  readonly outdated_at: string | null;
  readonly successor: string | null;
  readonly record: string | null;
  readonly record_outcome: HubDoi['recordOutcome'];
  readonly record_read_at: string | null;
}

/** DOIs of an item, the current ones first. */
export function doisOf(ledger: Ledger, itemId: number): HubDoi[] {
  return ledger.db
    .all<DoiRow>(
      'select * from hub_doi where item_id = ? order by outdated_at is not null, noted_at desc, doi',
      itemId,
    )
    .map((row) => ({
      itemId: row.item_id,
      doi: row.doi,
      mintedBy: row.minted_by,
      role: row.role,
      revision: row.revision,
      tag: row.tag,
      notedAt: row.noted_at,
      outdatedAt: row.outdated_at,
      successor: row.successor,
      record: row.record,
      recordOutcome: row.record_outcome,
      recordReadAt: row.record_read_at,
    }));
}

/**
 * Notes a DOI of an item. The one of the same maker before it is outdated from now on, with this one as its successor
 * (D14). True when it was not known.
 */
export function noteDoi(
  ledger: Ledger,
  given: Pick<HubDoi, 'itemId' | 'doi' | 'mintedBy' | 'role' | 'revision' | 'tag'> & {
    readonly at: string;
  },
): boolean {
  const { itemId, doi, mintedBy, role, revision, tag, at } = given;
  const known = ledger.db.get<{ revision: string | null }>(
    'select revision from hub_doi where item_id = ? and doi = ?',
    itemId,
    doi,
  );
  if (known !== undefined) {
    if (known.revision === null && revision !== null) {
      ledger.db.run(
        'update hub_doi set revision = ? where item_id = ? and doi = ?',
        revision,
        itemId,
        doi,
      );
    }
    return false;
  }
  if (role === 'version') {
    ledger.db.run(
      `update hub_doi set outdated_at = ?, successor = ?
       where item_id = ? and minted_by = ? and role = 'version' and outdated_at is null`,
      at,
      doi,
      itemId,
      mintedBy,
    );
  }
  ledger.db.run(
    'insert into hub_doi (item_id, doi, minted_by, role, revision, tag, noted_at) values (?, ?, ?, ?, ?, ?, ?)',
    itemId,
    doi,
    mintedBy,
    role,
    revision,
    tag,
    at,
  );
  return true;
}

/** The current DOI of a maker; null: none. */
export function currentDoi(dois: readonly HubDoi[], mintedBy: 'hub' | 'own'): HubDoi | null {
  return (
    dois.find(
      (each) => each.mintedBy === mintedBy && each.role === 'version' && each.outdatedAt === null,
    ) ?? null
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

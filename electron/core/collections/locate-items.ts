import type { Failure } from '#shared/contract/define.ts';
import type { Doi } from '#shared/doi/doi.ts';
import { asDoi, doiKey } from '#shared/doi/doi.ts';
import { itemKey } from '#shared/collections/item-key.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { findByDois, findByItemKey } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { SourceItem } from './source-item.ts';
import { toFailure } from './source-item.ts';

/** As much of an import's target as finding items again needs. `seen` remembers a whole run. */
export interface LocateTarget {
  readonly repositoryId: string;
  /** Null while the collection does not exist yet (preview). */
  readonly collectionId: number | null;
  readonly seen: Seen;
}

export interface Seen {
  readonly keys: Map<string, string>;
  readonly dois: Map<string, string>;
  /** How often each title-made key came: equal rows without an id are items of their own. */
  readonly repeats: Map<string, number>;
}

export function nothingSeen(): Seen {
  return { keys: new Map(), dois: new Map(), repeats: new Map() };
}

/** An item with the record that it is; null for a new one. */
export interface Located {
  readonly item: SourceItem;
  readonly attributes: Attributes;
  readonly key: string;
  readonly doi: Doi | null;
  readonly existing: LedgerRecord | null;
}

/** An item that cannot be brought in, and why. */
export interface Unlocated {
  readonly item: SourceItem;
  readonly key: string | null;
  readonly failure: Failure;
}

export type Lookup = Located | Unlocated;

/** A file may hold a number or null where a DOI belongs; then there is none. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * Finds each item again: by its key in the collection, else by its DOI in the ledger. An item that comes twice, or
 * whose key and DOI point to two records, is refused with the place of the other one.
 */
export function locateItems(
  context: CoreContext,
  target: LocateTarget,
  items: readonly SourceItem[],
): readonly Lookup[] {
  const keyed = items.map((item) => ({ item, ...keyFor(item, target.seen) }));
  const keys = keyed.flatMap(({ key }) => key ?? []);
  const dois = items.flatMap(({ attributes }) => (isText(attributes?.doi) ? attributes.doi : []));
  const byKey =
    target.collectionId === null
      ? new Map<string, LedgerRecord>()
      : findByItemKey(context.ledger, target.collectionId, keys);
  const byDoi = findByDois(context.ledger, dois);
  return keyed.map(({ item, key }): Lookup => {
    if (item.attributes === null || item.failure !== null) {
      return { item, key, failure: item.failure ?? toFailure(emptyItem(item)) };
    }
    try {
      if (key === null) throw emptyItem(item);
      const { doi: named, ...attributes } = item.attributes;
      const doi = isText(named) ? asDoi(named) : null;
      if (isText(named) && doi === null) throw noDoi(named);
      claim(target.seen, { item, key, doi });
      const found = {
        key: byKey.get(key) ?? null,
        doi: doi === null ? null : (byDoi.get(doiKey(doi)) ?? null),
      };
      return { item, attributes, key, doi, existing: sameRecord(found, { key, doi, target }) };
    } catch (cause) {
      return { item, key, failure: toFailure(cause) };
    }
  });
}

function keyFor(item: SourceItem, seen: Seen): { key: string | null } {
  if (item.attributes === null) return { key: item.key };
  const { key, from } = itemKey(item.key, item.attributes);
  if (key === null || from !== 'title') return { key };
  const times = (seen.repeats.get(key) ?? 0) + 1;
  seen.repeats.set(key, times);
  return { key: times === 1 ? key : `${key} (${times})` };
}

function placeOf({ source, row }: SourceItem): string {
  return row === null ? source : `${source}, row ${row}`;
}

/** One item, one place: a key or a DOI that comes twice in a run is a mistake in the source. */
function claim(
  seen: Seen,
  { item, key, doi }: { item: SourceItem; key: string; doi: Doi | null },
): void {
  const place = placeOf(item);
  const keyPlace = seen.keys.get(key);
  if (keyPlace !== undefined) {
    throw new AppError('CONFLICT', {
      message: `“${key}” stands in ${keyPlace} already, so this is the same item once more.`,
      nextStep: 'Give each item an identifier of its own. The first one was brought in.',
    });
  }
  const doiPlace = doi === null ? undefined : seen.dois.get(doiKey(doi));
  if (doiPlace !== undefined) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${doi ?? ''} stands in ${doiPlace} already.`,
      nextStep: 'Two items cannot have one DOI. The first one was brought in.',
    });
  }
  seen.keys.set(key, place);
  if (doi !== null) seen.dois.set(doiKey(doi), place);
}

/** The record that the item is, or null for a new one; throws where key and DOI disagree. */
function sameRecord(
  found: { readonly key: LedgerRecord | null; readonly doi: LedgerRecord | null },
  what: { key: string; doi: Doi | null; target: LocateTarget },
): LedgerRecord | null {
  const { key, doi, target } = what;
  if (found.key !== null && doi !== null && found.key.doi !== doiKey(doi)) {
    throw new AppError('CONFLICT', {
      message: `“${key}” is known here under the DOI ${found.key.doi}, but the source says ${doi}.`,
      nextStep: 'Decide which of the two is right: a DOI of an item does not change.',
    });
  }
  const record = found.key ?? found.doi;
  if (record?.isBurnt === true) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${record.doi} was used before and given up, so it cannot be used again.`,
      nextStep: 'Take the DOI out of the source: another one is chosen then.',
    });
  }
  const isElsewhere =
    record !== null &&
    (record.repositoryId !== target.repositoryId ||
      (record.collectionId !== null && record.collectionId !== target.collectionId));
  if (isElsewhere) {
    throw new AppError('CONFLICT', {
      message: `The DOI ${record.doi} belongs to another collection or repository here already.`,
      nextStep: 'Import it into that collection, or leave it out.',
    });
  }
  return record;
}

function emptyItem(item: SourceItem): AppError {
  return new AppError('VALIDATION', {
    message: `${placeOf(item)}: nothing tells this item from others: no identifier, DOI, address or title.`,
    nextStep: 'Fill in one of them and import again. The other items were brought in.',
  });
}

function noDoi(text: string): AppError {
  return new AppError('VALIDATION', {
    message: `“${text.slice(0, 100)}” is not a DOI.`,
    path: 'doi',
    nextStep: 'Mend or remove the DOI and import again. The other items were brought in.',
  });
}

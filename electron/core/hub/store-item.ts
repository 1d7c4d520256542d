import type { MappedCard } from '#shared/cards/card.ts';
import { textOf } from '#shared/cards/front-values.ts';
import { itemAddress } from '#shared/hub/hub.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { ensureCollection } from '../collections/collection-table.ts';
import type { ImportTarget } from '../collections/plan-items.ts';
import { planItems } from '../collections/plan-items.ts';
import { importTarget } from '../collections/import-target.ts';
import { nothingSeen } from '../collections/locate-items.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { saveRecords } from '../records/save-records.ts';
import type { FetchedItem } from './fetch-item.ts';
import type { HubItem } from './item-table.ts';
import { doisOf } from './doi-table.ts';
import { findItemNamed, linkRecord, saveFetched } from './item-table.ts';
import { fetchedOf, mapFetched, stateOf } from './map-fetched.ts';
import { noteHubDoi } from './note-hub-doi.ts';
import type { HubProfile } from './profile-table.ts';
import { getProfile } from './profile-table.ts';
import { saveValues } from './values.ts';

export interface Stored {
  readonly item: HubItem;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'observe-only' | 'failed';
  readonly doi: string | null;
  readonly title: string | null;
  readonly message: string | null;
}

export interface Target {
  readonly repositoryId: string;
  readonly collectionName: string;
}

/** A target that every item of a run is held against. */
export function targetOf(context: CoreContext, target: Target): ImportTarget {
  const { repositoryId, collectionName } = target;
  ensureCollection(context, { repositoryId, name: collectionName, defaults: {} });
  return importTarget(context, {
    repositoryId,
    collectionName,
    defaults: {},
    targetState: 'findable',
  });
}

/** What belongs to one revision: a record with a DOI keeps it when its card is read anew. */
const ofOneRevision = [
  'url',
  'version',
  'dates',
  'identifiers',
  'sizes',
  'formats',
  'publicationYear',
] as const;

/**
 * Brings one item into the ledger, in one transaction: the item as it was fetched, its record, the origin of each value,
 * and a DOI that the hub generated. With such a DOI the record is the observed one of that DOI (never ours to
 * change); else a draft of our own for the revision. A record that was made before is merged three-way; one that
 * has its DOI stays with its revision.
 */
export function storeItem(
  context: CoreContext,
  profile: HubProfile,
  what: {
    readonly fetched: FetchedItem;
    readonly target: Target;
    readonly run: string;
    /** The public record of the hub's DOI, where it was read. */
    readonly publicRecord: Attributes | null;
  },
): Stored {
  const { ledger } = context;
  const { fetched, target } = what;
  return ledger.transaction(() => {
    const known = findItemNamed(ledger, profile.id, {
      ...fetched.item,
      objectId: fetched.info?.objectId ?? null,
    });
    const mapped = mapFetched(context, profile, fetched, known?.authors ?? []);
    const seen = stateOf(fetched, mapped.attributes);
    const item = saveFetched(ledger, {
      profileId: profile.id,
      fetched,
      seen,
      at: context.timestamp(),
      target,
    });
    noteHubDoi(context, profile, item, fetched);
    const hubDoi = fetched.info?.doi?.id ?? null;
    const observed =
      hubDoi === null
        ? null
        : storeObserved(context, profile, item, { doi: hubDoi, mapped, ...what });
    const linked = known?.recordId == null ? null : recordOfId(context, known.recordId);
    const own = linked === null || linked.sync === 'observe-only' ? null : linked;
    if (observed !== null && own === null) return observed;
    const stored = saveOwn(context, profile, item, { fetched, mapped, own, target, run: what.run });
    remapFollower(context, fetched, profile.id, what.run);
    return stored;
  });
}

/** Our record of an item, new or merged; one that has its DOI keeps what belongs to its revision. */
function saveOwn(
  context: CoreContext,
  profile: HubProfile,
  item: HubItem,
  what: {
    readonly fetched: FetchedItem;
    readonly mapped: MappedCard;
    readonly own: LedgerRecord | null;
    readonly target: Target;
    readonly run: string;
  },
): Stored {
  const { fetched, mapped, own, target, run } = what;
  const pin = own === null ? null : pinOf(context, item, own);
  const isPinned = pin !== null && pin !== fetched.revision;
  const attributes =
    isPinned && own !== null ? withPinned(mapped.attributes, own.attributes) : mapped.attributes;
  return save(context, profile, item, {
    ...{ target, attributes, findings: mapped.findings, provenance: mapped.provenance, run },
    key: own?.itemKey ?? fetched.item.name,
    revision: fetched.revision,
    pinned: isPinned ? { properties: ofOneRevision, revision: pin } : null,
  });
}

/**
 * Maps an item anew from what was fetched before, after what the ledger knows around it changed: its collection has a
 * DOI now, or another item names it as its new version. Records that are not ours stay.
 */
export function remapItem(context: CoreContext, item: HubItem, run: string): void {
  const { repositoryId, collectionName } = item;
  const own = item.recordId === null ? null : recordOfId(context, item.recordId);
  if (repositoryId === null || collectionName === null || own === null) return;
  if (own.sync === 'observe-only' || own.isBurnt) return;
  const profile = getProfile(context.ledger, item.profileId);
  const fetched = fetchedOf(item);
  const mapped = mapFetched(context, profile, fetched, item.authors);
  const target = { repositoryId, collectionName };
  saveOwn(context, profile, item, { fetched, mapped, own, target, run });
}

/** The item that this one names as its `new_version`, where it is here already (E14: both sides). */
function remapFollower(
  context: CoreContext,
  { item, info }: FetchedItem,
  profileId: string,
  run: string,
): void {
  const name = textOf(info?.cardData?.['new_version']);
  if (name === '' || name === item.name) return;
  const follower = findItemNamed(context.ledger, profileId, {
    kind: item.kind,
    name,
    objectId: null,
  });
  if (follower !== null) remapItem(context, follower, run);
}

/** The observed record of a DOI that the hub generated: its public record, else what the card says. */
export function storeObserved(
  context: CoreContext,
  profile: HubProfile,
  item: HubItem,
  what: {
    readonly doi: string;
    readonly mapped: MappedCard;
    readonly publicRecord: Attributes | null;
    readonly target: Target;
    readonly run: string;
    readonly fetched: FetchedItem;
  },
): Stored {
  const { doi, mapped, publicRecord, target, run } = what;
  return save(context, profile, item, {
    ...{ target, run, key: doi, findings: publicRecord === null ? mapped.findings : [] },
    attributes: { ...(publicRecord ?? mapped.attributes), doi },
    provenance:
      publicRecord === null
        ? mapped.provenance
        : Object.keys(publicRecord).map((path) => ({
            path,
            from: 'public record',
            rule: 'public-record',
          })),
    revision: what.fetched.revision,
    pinned: null,
  });
}

interface ToSave {
  readonly target: Target;
  readonly attributes: Attributes;
  readonly findings: MappedCard['findings'];
  readonly provenance: MappedCard['provenance'];
  readonly run: string;
  readonly key: string;
  readonly revision: string | null;
  readonly pinned: { readonly properties: readonly string[]; readonly revision: string } | null;
}

function save(context: CoreContext, profile: HubProfile, item: HubItem, what: ToSave): Stored {
  const { ledger } = context;
  const source = itemAddress(profile, item);
  const [planned] = planItems(context, { ...targetOf(context, what.target), seen: nothingSeen() }, [
    {
      source,
      row: null,
      key: what.key,
      attributes: what.attributes,
      state: null,
      findings: what.findings,
      failure: null,
    },
  ]);
  if (planned === undefined || planned.failure !== null || planned.doi === null) {
    return {
      item,
      outcome: 'failed',
      doi: null,
      title: null,
      message: planned?.failure?.message ?? null,
    };
  }
  if (planned.input !== null)
    saveRecords(context, [planned.input], { kind: 'import', reason: what.run });
  const record = mustExist(getRecord(ledger, planned.doi), 'the record that was saved');
  linkRecord(ledger, item.id, record.id);
  saveValues(ledger, record.id, {
    attributes: planned.attributes ?? record.attributes,
    provenance: what.provenance,
    revision: what.revision,
    pinned: what.pinned,
  });
  const title = record.attributes.titles?.[0]?.title ?? null;
  return {
    item: { ...item, recordId: record.id },
    outcome: planned.outcome,
    doi: record.doi,
    title,
    message: null,
  };
}

/** The revision that our DOI stands for; null while the record is a draft here that nobody registered. */
function pinOf(
  { ledger }: Pick<CoreContext, 'ledger'>,
  item: HubItem,
  own: LedgerRecord,
): string | null {
  const noted = doisOf(ledger, item.id).find(({ doi }) => doi === own.doi)?.revision ?? null;
  if (noted !== null) return noted;
  const told = own.attributes.identifiers?.find(
    ({ identifierType }) => identifierType === 'Git commit SHA',
  );
  return own.state === 'reserved' ? null : (told?.identifier ?? null);
}

function withPinned(mapped: Attributes, own: Attributes): Attributes {
  const kept = Object.fromEntries(
    ofOneRevision.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])),
  );
  const bare = Object.fromEntries(
    Object.entries(mapped).filter(([name]) => !(ofOneRevision as readonly string[]).includes(name)),
  );
  return { ...bare, ...kept };
}

export function recordOfId(context: Pick<CoreContext, 'ledger'>, id: number): LedgerRecord | null {
  const row = context.ledger.db.get<{ doi: string }>('select doi from record where id = ?', id);
  return row === undefined ? null : getRecord(context.ledger, row.doi);
}

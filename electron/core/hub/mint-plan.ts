import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { applyDefaults } from '#shared/collections/defaults.ts';
import { itemAddress } from '#shared/hub/hub.ts';
import type { Attributes, RelatedIdentifier } from '#shared/metadata/attributes.ts';
import { hubText } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { HubDoi } from './doi-table.ts';
import { currentDoi, doisOf } from './doi-table.ts';
import { readFetched } from './fetch-item.ts';
import { doisInCard, findTwins } from './guard.ts';
import type { HubItem } from './item-table.ts';
import { getItem } from './item-table.ts';
import { fetchedOf, mapFetched } from './map-fetched.ts';
import type { HubProfile } from './profile-table.ts';
import { getProfile } from './profile-table.ts';
import { recordOfId, targetOf } from './store-item.ts';

export type MintAsked = ParsedInput<'hub.planMint'>;
const text = hubText.mint;

/** What a DOI of our own for an item would write, and what speaks against it. */
export interface Plan {
  readonly item: HubItem;
  readonly profile: HubProfile;
  readonly version: Attributes;
  /** The draft that is there for this revision already; null: one is made. */
  readonly existing: LedgerRecord | null;
  /** Our DOI for the revision before; the new one follows it. */
  readonly previous: HubDoi | null;
  readonly canonical: {
    readonly known: LedgerRecord | null;
    readonly attributes: Attributes;
  } | null;
  readonly provenance: ReturnType<typeof mapFetched>['provenance'];
  readonly matches: Output<'hub.planMint'>['matches'];
  readonly needsDecision: boolean;
  readonly refused: string | null;
}

export function makePlan(context: CoreContext, asked: MintAsked): Plan {
  const { ledger } = context;
  const item = getItem(ledger, asked.itemId);
  const profile = getProfile(ledger, item.profileId);
  const fetched = fetchedOf(item);
  const mapped = mapFetched(context, profile, fetched, item.authors);
  const reading = readFetched(fetched, item.authors);
  const target = targetOfPlan(context, asked);
  const linked = item.recordId === null ? null : recordOfId(context, item.recordId);
  const dois = doisOf(ledger, item.id);
  const own = currentDoi(dois, 'own');
  const isForRevision = own?.revision === item.revision;
  const existing =
    linked !== null && linked.sync !== 'observe-only' && !linked.isBurnt && own === null
      ? linked
      : null;
  const version = decided(
    existing?.attributes ??
      applyDefaults(mapped.attributes, target.defaults, { key: item.name, doi: null }),
    asked,
    dois,
  );
  const above = dois.find(({ role, mintedBy }) => role === 'canonical' && mintedBy === 'own');
  const known = above === undefined ? null : getRecord(ledger, above.doi);
  const cardDois = doisInCard(reading);
  const twins = findTwins(context, item, { attributes: version, cardDois });
  const isSeen = item.seen.access === 'public' || item.info === null;
  return {
    item,
    profile,
    version,
    existing,
    previous: isForRevision ? null : own,
    canonical:
      asked.withCanonical || known !== null
        ? { known, attributes: known?.attributes ?? canonicalOf(profile, item, version) }
        : null,
    provenance: mapped.provenance,
    matches: [...twins.matches],
    needsDecision: twins.needsDecision,
    refused: !isSeen
      ? text.unseen
      : item.fetchedAt === null
        ? text.nothingFetched
        : item.revision === null
          ? text.noRevision
          : own !== null && isForRevision
            ? text.ownExists(own.doi)
            : null,
  };
}

/** Defaults of the collection without making it: a plan writes nothing. */
function targetOfPlan(context: CoreContext, asked: MintAsked) {
  const isThere =
    context.ledger.db.get(
      'select 1 from collection where repository_id = ? and name = ?',
      asked.repositoryId,
      asked.collectionName,
    ) !== undefined;
  if (isThere) return targetOf(context, asked);
  const row = context.ledger.db.get<{ defaults: string }>(
    'select defaults from repository where id = ?',
    asked.repositoryId,
  );
  return { defaults: JSON.parse(row?.defaults ?? '{}') as ReturnType<typeof targetOf>['defaults'] };
}

/** The record of the item as such: no revision, its address is the item's page. */
function canonicalOf(profile: HubProfile, item: HubItem, version: Attributes): Attributes {
  const {
    version: _version,
    dates,
    identifiers,
    sizes: _sizes,
    formats: _formats,
    relatedIdentifiers,
    ...lasting
  } = version;
  const created = dates?.filter(({ dateType }) => dateType === 'Created') ?? [];
  const kept =
    identifiers?.filter(({ identifierType }) => identifierType !== 'Git commit SHA') ?? [];
  const relations =
    relatedIdentifiers?.filter(
      ({ relationType }) =>
        !/Version|IsDocumentedBy|IsIdenticalTo|IsVariantFormOf/.test(relationType ?? ''),
    ) ?? [];
  return {
    ...lasting,
    url: itemAddress(profile, item),
    ...(created.length === 0 ? {} : { dates: created }),
    ...(kept.length === 0 ? {} : { identifiers: kept }),
    ...(relations.length === 0 ? {} : { relatedIdentifiers: relations }),
  };
}

/** How the hub's DOI and ours belong together, as the person decided; written on our side, the other is not ours. */
const relationOf = {
  'different-version': 'IsNewVersionOf',
  variant: 'IsVariantFormOf',
  identical: 'IsIdenticalTo',
} as const;

function decided(attributes: Attributes, asked: MintAsked, dois: readonly HubDoi[]): Attributes {
  const hubDoi = currentDoi(dois, 'hub');
  if (hubDoi === null || asked.decision === null || asked.decision === 'override')
    return attributes;
  return related(attributes, relationOf[asked.decision], hubDoi.doi);
}

/** The record with one relation to a DOI more, where it does not have it. */
export function related(attributes: Attributes, relationType: string, doi: string): Attributes {
  const said = attributes.relatedIdentifiers ?? [];
  const isSaid = said.some(
    (each) =>
      each.relationType === relationType &&
      each.relatedIdentifier?.toLowerCase() === doi.toLowerCase(),
  );
  const added: RelatedIdentifier = {
    relatedIdentifier: doi,
    relatedIdentifierType: 'DOI',
    relationType,
  };
  return isSaid ? attributes : { ...attributes, relatedIdentifiers: [...said, added] };
}

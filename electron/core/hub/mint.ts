import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import { applyDefaults } from '#shared/collections/defaults.ts';
import { itemAddress } from '#shared/hub/hub.ts';
import type { Attributes, RelatedIdentifier } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText } from '#shared/text/hub.en.ts';
import { applyChangeSet } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { saveRecords } from '../records/save-records.ts';
import { readFetched } from './fetch-item.ts';
import { doisInCard, findTwins } from './guard.ts';
import type { HubDoi } from './doi-table.ts';
import type { HubItem } from './item-table.ts';
import { currentDoi, doisOf, noteDoi } from './doi-table.ts';
import { getItem, linkRecord } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';
import { getProfile } from './profile-table.ts';
import { fetchedOf, mapFetched, recordOfId, targetOf } from './store-item.ts';
import { saveValues } from './values.ts';

type Asked = ParsedInput<'hub.planMint'>;
const text = hubText.mint;

/** What a DOI of our own for an item would write, and what speaks against it. */
interface Plan {
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

export function planMint(context: CoreContext, asked: Asked): Output<'hub.planMint'> {
  const plan = makePlan(context, asked);
  const check = checkOptionsOf(context, asked.repositoryId);
  return {
    matches: plan.matches,
    needsDecision: plan.needsDecision,
    refused: plan.refused,
    version: plan.version,
    canonical: plan.canonical?.attributes ?? null,
    findings: [...checkRecord(plan.version, { ...check, state: 'findable' })].slice(
      0,
      200,
    ) as Output<'hub.planMint'>['findings'],
  };
}

/**
 * Drafts the version DOI, pinned to the revision that was fetched, and with it the canonical DOI and the links of the
 * version before, all under one change set. Nothing is sent: the drafts are registered like any others.
 */
export async function mint(context: CoreContext, asked: Asked): Promise<Output<'hub.mint'>> {
  const plan = makePlan(context, asked);
  if (plan.refused !== null) throw new AppError('FORBIDDEN', { message: plan.refused });
  if (
    plan.needsDecision &&
    (asked.decision === null ||
      (asked.decision === 'override' && (asked.reason ?? '').trim() === ''))
  ) {
    throw new AppError('CONFIRMATION_NEEDED', { message: text.decide, path: 'decision' });
  }
  const changeSetId = context.newId();
  const made = context.ledger.transaction(() => draft(context, asked, plan, changeSetId));
  if (made.edits.length === 0)
    return { doi: made.doi, canonical: made.canonical, changeSetId: null };
  const outcome = await applyChangeSet(context, {
    id: changeSetId,
    title: text.title(plan.item.name),
    kind: 'versions',
    changeKind: 'other',
    reason: asked.reason,
    edits: made.edits,
  });
  return { doi: made.doi, canonical: made.canonical, changeSetId: outcome.id };
}

function makePlan(context: CoreContext, asked: Asked): Plan {
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
function targetOfPlan(context: CoreContext, asked: Asked) {
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

function decided(attributes: Attributes, asked: Asked, dois: readonly HubDoi[]): Attributes {
  const hubDoi = currentDoi(dois, 'hub');
  if (hubDoi === null || asked.decision === null || asked.decision === 'override')
    return attributes;
  return related(attributes, relationOf[asked.decision], hubDoi.doi);
}

function related(attributes: Attributes, relationType: string, doi: string): Attributes {
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

interface Drafted {
  readonly doi: string;
  readonly canonical: string | null;
  readonly edits: readonly { readonly doi: string; readonly attributes: Attributes }[];
}

/** Writes the new records; what changes in records that are there comes back as edits of the change set. */
function draft(context: CoreContext, asked: Asked, plan: Plan, changeSetId: string): Drafted {
  const { ledger } = context;
  const { item, existing, previous, canonical } = plan;
  const names = reserveSuffixes(context, asked.repositoryId, 2);
  const doi = existing?.doi ?? names[0] ?? '';
  const above = canonical === null ? null : (canonical.known?.doi ?? names[1] ?? '');
  const before = previous === null ? null : getRecord(ledger, previous.doi);
  let version = above === null ? plan.version : related(plan.version, 'IsVersionOf', above);
  if (before !== null) version = related(version, 'IsNewVersionOf', before.doi);
  const edits: { doi: string; attributes: Attributes }[] = [];
  const added: [string, Attributes][] = [];
  if (existing === null) added.push([doi, version]);
  else if (version !== existing.attributes) edits.push({ doi, attributes: version });
  if (canonical !== null && above !== null) {
    const attributes = related(canonical.attributes, 'HasVersion', doi);
    if (canonical.known === null)
      added.push([
        above,
        before === null ? attributes : related(attributes, 'HasVersion', before.doi),
      ]);
    else edits.push({ doi: above, attributes });
  }
  if (before !== null) {
    const linked = related(before.attributes, 'IsPreviousVersionOf', doi);
    edits.push({
      doi: before.doi,
      attributes: above === null ? linked : related(linked, 'IsVersionOf', above),
    });
  }
  addRecords(context, asked, item, { added, changeSetId });
  const at = context.timestamp();
  noteDoi(ledger, {
    itemId: item.id,
    doi,
    mintedBy: 'own',
    role: 'version',
    revision: item.revision,
    tag: item.tag,
    at,
  });
  if (above !== null)
    noteDoi(ledger, {
      itemId: item.id,
      doi: above,
      mintedBy: 'own',
      role: 'canonical',
      revision: null,
      tag: null,
      at,
    });
  const record = getRecord(ledger, doi);
  if (record !== null) {
    linkRecord(ledger, item.id, record.id);
    if (existing === null)
      saveValues(ledger, record.id, {
        attributes: version,
        provenance: plan.provenance,
        revision: item.revision,
      });
  }
  appendEvent(context, {
    kind: 'hub.doi-drafted',
    summary: `Drafted a DOI for revision ${item.revision ?? ''} of ${item.name}.`,
    doi,
    batchId: changeSetId,
    reason: asked.reason,
    detail: {
      hub: item.profileId,
      item: item.name,
      revision: item.revision,
      canonical: above,
      decision: asked.decision,
      matches: plan.matches.map(({ kind }) => kind),
    },
  });
  return { doi, canonical: above, edits };
}

function addRecords(
  context: CoreContext,
  asked: Asked,
  item: HubItem,
  {
    added,
    changeSetId,
  }: { readonly added: readonly (readonly [string, Attributes])[]; readonly changeSetId: string },
): void {
  if (added.length === 0) return;
  const target = targetOf(context, asked);
  const check = checkOptionsOf(context, asked.repositoryId);
  saveRecords(
    context,
    added.map(([doi, attributes]) => ({
      doi,
      repositoryId: asked.repositoryId,
      collectionId: target.collectionId,
      itemKey: null,
      source: { file: item.name, row: null },
      attributes,
      findings: checkRecord({ ...attributes, doi }, { ...check, state: 'findable' }),
      sync: 'local',
      state: 'reserved',
      sourceHash: null,
    })),
    { kind: 'version', reason: asked.reason, batchId: changeSetId },
  );
}

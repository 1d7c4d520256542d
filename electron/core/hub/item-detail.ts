import type { HubItemDetail, ValueOrigin } from '#shared/contract/hub-shapes.ts';
import { hubCitation, readmeSnippet } from '#shared/hub/cite.ts';
import type { Facts } from '#shared/hub/facts.ts';
import { driftFromOwn, driftFromRecord, factsOf } from '#shared/hub/facts.ts';
import { itemAddress, settingsAddress } from '#shared/hub/hub.ts';
import { qualityReport } from '#shared/hub/quality.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { listEvents } from './event-table.ts';
import { lastGeneration } from './generation-table.ts';
import type { GenerationRow } from './generation-table.ts';
import { checksOf } from './item-checks.ts';
import type { HubDoi } from './doi-table.ts';
import type { HubItem } from './item-table.ts';
import { currentDoi, doisOf } from './doi-table.ts';
import { getItem, itemOfRecord } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';
import { getProfile } from './profile-table.ts';
import { recordOfId } from './store-item.ts';
import { readValues, valueAt } from './values.ts';

/** Cards of many pages are shown as far as this; the whole card stands on the hub. */
const longestCard = 60_000;
const longestValue = 2000;

/** Everything about one item, from the ledger alone. */
export function viewItem(context: CoreContext, id: number): HubItemDetail {
  const { ledger } = context;
  const item = getItem(ledger, id);
  const profile = getProfile(ledger, item.profileId);
  const dois = doisOf(ledger, id);
  const record = item.recordId === null ? null : recordOfId(context, item.recordId);
  const { mapped, quality, checklist } = checksOf(context, item, item.head);
  const facts = factsOf(mapped.attributes);
  const views = dois.map((doi) => viewDoi(context, profile, { item, doi, facts }));
  const current = currentDoi(dois, 'own') ?? currentDoi(dois, 'hub');
  const citation = views.find(({ doi }) => doi === current?.doi)?.citation ?? null;
  const generation = lastGeneration(context, id);
  return {
    id,
    profileId: profile.id,
    kind: item.kind,
    name: item.name,
    address: itemAddress(profile, item),
    settingsAddress: settingsAddress(profile, item),
    title: facts.title ?? null,
    collectionName: item.collectionName,
    access: item.seen.access,
    gated: item.seen.gated,
    head: item.head,
    revision: item.revision,
    revisionDate: item.revisionDate,
    tag: item.tag,
    commitCount: item.commitCount,
    fileCount: item.fileCount,
    pullRequests: item.pullRequests.slice(0, 1000).map((each) => ({ ...each })),
    fetchedAt: item.fetchedAt,
    checkedAt: item.checkedAt,
    failure: item.failure,
    card: (item.card ?? '').slice(0, longestCard),
    isCardCut: (item.card ?? '').length > longestCard,
    record:
      record === null
        ? null
        : {
            doi: record.doi,
            state: record.state,
            sync: record.sync,
            attributes: record.attributes,
          },
    values: record === null ? [] : origins(context, record.id, record.attributes),
    dois: views,
    events: listEvents(ledger, { show: 'all', kind: null, itemId: id }, 0, 200),
    authors: item.authors.map((each) => ({ ...each })),
    proposedAuthors: proposedAuthors(mapped.attributes),
    offersDois: profile.doiPrefix !== null,
    authorText: authorText(mapped.attributes),
    qualityReport: qualityReport(item.name, item.revision, quality),
    quality: quality.map((each) => ({ ...each })),
    findings: mapped.findings.slice(0, 200) as HubItemDetail['findings'],
    checklist: checklist.map((each) => ({ ...each })),
    generation: generation === null ? null : viewGeneration(generation),
    snippet: current === null || citation === null ? null : readmeSnippet(current.doi, citation),
    lock: current === null ? null : text.item.locked(current.doi),
  };
}

function viewDoi(
  context: CoreContext,
  profile: HubProfile,
  { item, doi, facts }: { readonly item: HubItem; readonly doi: HubDoi; readonly facts: Facts },
): HubItemDetail['dois'][number] {
  const record = doi.record === null ? null : (JSON.parse(doi.record) as Attributes);
  const own = doi.mintedBy === 'own' ? getRecord(context.ledger, doi.doi)?.attributes : undefined;
  const shown = record ?? own ?? null;
  const year = Number(shown?.publicationYear ?? doi.notedAt.slice(0, 4));
  const isCurrent = doi.outdatedAt === null && doi.role === 'version';
  const drift = !isCurrent
    ? []
    : own !== undefined
      ? driftFromOwn(facts, factsOf(own))
      : record === null
        ? []
        : driftFromRecord(facts, factsOf(record));
  return {
    doi: doi.doi,
    mintedBy: doi.mintedBy,
    role: doi.role,
    revision: doi.revision,
    tag: doi.tag,
    notedAt: doi.notedAt,
    outdatedAt: doi.outdatedAt,
    successor: doi.successor,
    citation: hubCitation(profile, item, {
      doi: doi.doi,
      commit: doi.revision,
      year,
      record: shown,
    }),
    recordOutcome: doi.recordOutcome,
    recordReadAt: doi.recordReadAt,
    drift: drift.map((each) => ({ ...each })),
  };
}

function proposedAuthors({ creators }: Attributes): HubItemDetail['proposedAuthors'] {
  return (creators ?? []).slice(0, 500).map(({ name, nameIdentifiers }) => ({
    name: (name ?? '').slice(0, 300),
    orcid:
      (nameIdentifiers ?? []).find(({ nameIdentifierScheme }) => nameIdentifierScheme === 'ORCID')
        ?.nameIdentifier ?? null,
  }));
}

/** Names in order, one a line, as the hub's field of authors takes them. */
function authorText({ creators }: Attributes): string {
  return (creators ?? [])
    .map(({ name, givenName, familyName }) =>
      givenName != null && familyName != null ? `${givenName} ${familyName}` : (name ?? ''),
    )
    .join(', ')
    .slice(0, 20_000);
}

function viewGeneration(row: GenerationRow): NonNullable<HubItemDetail['generation']> {
  return {
    id: row.id,
    status: row.status,
    expectedRevision: row.expected_revision,
    doi: row.doi,
    revision: row.revision,
    hasTag: row.has_tag === null ? null : row.has_tag === 1,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

function origins(
  { ledger }: Pick<CoreContext, 'ledger'>,
  recordId: number,
  attributes: Attributes,
): ValueOrigin[] {
  return readValues(ledger, recordId, attributes)
    .slice(0, 5000)
    .map(({ path, source, revision, rule, isEdited }) => ({
      path,
      value: shown(valueAt(attributes, path)),
      source: source.slice(0, 500),
      revision,
      rule,
      isEdited,
    }));
}

/** A value as one line for people. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.slice(0, longestValue);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(shown).join('; ').slice(0, longestValue);
  const entry = value as Record<string, unknown>;
  const main = [
    'title',
    'name',
    'description',
    'subject',
    'rights',
    'date',
    'identifier',
    'relatedIdentifier',
    'resourceTypeGeneral',
  ].find((name) => typeof entry[name] === 'string');
  const beside = [
    'relationType',
    'titleType',
    'descriptionType',
    'dateType',
    'identifierType',
    'contributorType',
    'resourceType',
  ].find((name) => typeof entry[name] === 'string' && name !== main);
  const words = main === undefined ? JSON.stringify(value) : shown(entry[main]);
  return (beside === undefined ? words : `${words} (${shown(entry[beside])})`).slice(
    0,
    longestValue,
  );
}

/** Where the values of a record come from, for the record's own panel; null: not from a hub. */
export function originOfRecord(context: CoreContext, doi: string) {
  const record = getRecord(context.ledger, doi);
  const item = record === null ? null : itemOfRecord(context.ledger, record.doi);
  if (record === null || item === null) return { origin: null };
  const values = origins(context, record.id, record.attributes);
  if (values.length === 0) return { origin: null };
  const profile = getProfile(context.ledger, item.profileId);
  return {
    origin: {
      itemId: item.id,
      name: item.name,
      profileName: profile.name,
      revision: item.revision,
      values,
    },
  };
}

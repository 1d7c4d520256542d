import { arxivDoi, isHubId } from '#shared/cards/map-relations.ts';
import type { Attributes, RelatedIdentifier } from '#shared/metadata/attributes.ts';
import { itemAddress, ownerOf } from '#shared/hub/hub.ts';
import type { HubCollection } from '#shared/hub/info.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import { planItems } from '../collections/plan-items.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { getRecord } from '../records/find-records.ts';
import { saveRecords } from '../records/save-records.ts';
import { collectionAddress } from './around.ts';
import type { Parts } from './expand-owner.ts';
import { findItemNamed } from './item-table.ts';
import type { HubProfile } from './profile-table.ts';
import { getProfile } from './profile-table.ts';
import type { NewLine, WaitingLine } from './run-table.ts';
import { addRunLines, removeLine, settleLine, targetOfRun } from './run-table.ts';
import { remapItem, targetOf } from './store-item.ts';
import { saveValues } from './values.ts';

type Member = HubCollection['items'][number];

/** The items of a hub's collection, and behind them the collection itself; what gets no DOI is told line by line. */
export async function expandCollection(
  context: CoreContext,
  { client, run }: Parts,
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const { profileId } = targetOfRun(ledger, run.runId);
  const answer = await client.collection(line.name ?? '', run.signal);
  if (answer.kind !== 'found') {
    settleLine(ledger, run.runId, line.line, { status: 'failed', message: text.run.noCollection });
    return;
  }
  const collection = answer.value;
  const lines = collection.items.map(({ type, id }): NewLine => {
    if (type === 'model' || type === 'dataset') return { reference: id, kind: type, name: id };
    const reference = type === 'space' ? `spaces/${id}` : `${type} ${id}`;
    return { reference, status: 'refused', message: text.run.partOnly(type) };
  });
  ledger.transaction(() => {
    noteMembers(ledger, profileId, collection);
    removeLine(ledger, run.runId, line.line);
    addRunLines(ledger, run.runId, [
      ...lines,
      { reference: line.reference, kind: 'whole-collection', name: line.name },
    ]);
  });
}

/** Who belongs to the collection now, so that each item says it of itself. */
function noteMembers(
  { db }: Ledger,
  profileId: string,
  { slug, title, items }: HubCollection,
): void {
  db.run(
    `insert into hub_collection (profile_id, slug, title) values (?, ?, ?)
     on conflict (profile_id, slug) do update set title = excluded.title`,
    profileId,
    slug,
    title,
  );
  db.run('delete from hub_member where profile_id = ? and slug = ?', profileId, slug);
  for (const { type, id } of items) {
    if (type !== 'model' && type !== 'dataset') continue;
    db.run(
      'insert or ignore into hub_member (profile_id, slug, kind, name) values (?, ?, ?, ?)',
      profileId,
      slug,
      type,
      id,
    );
  }
}

/** A hub's collection as a record of type Collection with its parts (C11); the parts then name it in turn. */
export async function bringInCollection(
  context: CoreContext,
  { client, run }: Parts,
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const { profileId, repositoryId, collectionName } = targetOfRun(ledger, run.runId);
  const profile = getProfile(ledger, profileId);
  const answer = await client.collection(line.name ?? '', run.signal);
  if (answer.kind !== 'found') {
    settleLine(ledger, run.runId, line.line, { status: 'failed', message: text.run.noCollection });
    return;
  }
  const { slug, title, items } = answer.value;
  const attributes = mapCollection(context, profile, answer.value);
  ledger.transaction(() => {
    const [planned] = planItems(context, targetOf(context, { repositoryId, collectionName }), [
      {
        source: attributes.url ?? slug,
        row: null,
        key: `collections/${slug}`,
        attributes,
        state: null,
        findings: [],
        failure: null,
      },
    ]);
    if (planned?.doi == null || planned.attributes === null) {
      settleLine(ledger, run.runId, line.line, {
        status: 'failed',
        message: planned?.failure?.message ?? null,
      });
      return;
    }
    if (planned.input !== null)
      saveRecords(context, [planned.input], { kind: 'import', reason: `Hub run ${run.runId}` });
    const record = getRecord(ledger, planned.doi);
    if (record !== null) {
      saveValues(ledger, record.id, {
        attributes: planned.attributes,
        provenance: Object.keys(attributes).map((path) => ({
          path,
          from: 'collection of the hub',
          rule: 'collection',
        })),
        revision: null,
      });
      ledger.db.run(
        'update hub_collection set record_id = ? where profile_id = ? and slug = ?',
        record.id,
        profileId,
        slug,
      );
      remapParts(context, profile, items, `Hub run ${run.runId}`);
    }
    settleLine(ledger, run.runId, line.line, { status: planned.outcome, doi: planned.doi, title });
  });
}

function remapParts(
  context: CoreContext,
  profile: HubProfile,
  items: readonly Member[],
  run: string,
): void {
  for (const { type, id } of items) {
    if (type !== 'model' && type !== 'dataset') continue;
    const named = { kind: type, name: id, objectId: null } as const;
    const item = findItemNamed(context.ledger, profile.id, named);
    if (item !== null) remapItem(context, item, run);
  }
}

function mapCollection(
  context: CoreContext,
  profile: HubProfile,
  { slug, title, description, items }: HubCollection,
): Attributes {
  const parts = items.flatMap((each) => relationTo(context, profile, each));
  return {
    titles: [{ title }],
    creators: [{ name: ownerOf(slug), nameType: 'Organizational' }],
    types: {
      resourceTypeGeneral: 'Collection',
      resourceType: 'Collection of models and data sets',
    },
    url: collectionAddress(profile, slug),
    identifiers: [{ identifier: slug, identifierType: `${profile.name} collection` }],
    ...(description === '' ? {} : { descriptions: [{ description, descriptionType: 'Abstract' }] }),
    ...(parts.length === 0 ? {} : { relatedIdentifiers: parts }),
  };
}

/** Models, data sets and Spaces are parts, by their DOI where one is known; a paper is only named (C16, C18). */
function relationTo(
  { ledger }: CoreContext,
  profile: HubProfile,
  { type, id }: Member,
): readonly RelatedIdentifier[] {
  const link = (
    relatedIdentifier: string,
    relatedIdentifierType: string,
    relationType = 'HasPart',
  ) => [{ relatedIdentifier, relatedIdentifierType, relationType }];
  if (type === 'space' && isHubId(id)) return link(`${profile.web}/spaces/${id}`, 'URL');
  if (type === 'paper') {
    const doi = arxivDoi(id);
    return doi === null ? [] : link(doi, 'DOI', 'References');
  }
  if (type !== 'model' && type !== 'dataset') return [];
  const item = findItemNamed(ledger, profile.id, { kind: type, name: id, objectId: null });
  const doi =
    item?.recordId == null
      ? undefined
      : ledger.db.get<{ doi: string }>('select doi from record where id = ?', item.recordId)?.doi;
  return doi === undefined
    ? link(itemAddress(profile, { kind: type, name: id }), 'URL')
    : link(doi, 'DOI');
}

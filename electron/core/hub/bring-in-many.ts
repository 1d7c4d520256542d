import type { Attributes, RelatedIdentifier } from '#shared/metadata/attributes.ts';
import { itemAddress, ownerOf } from '#shared/hub/hub.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import { planItems } from '../collections/plan-items.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { saveRecords } from '../records/save-records.ts';
import type { HubClient } from './client.ts';
import { findItemNamed } from './item-table.ts';
import { getProfile } from './profile-table.ts';
import type { WaitingLine } from './run-table.ts';
import { addRunLines, removeLine, settleLine, targetOfRun } from './run-table.ts';
import { targetOf } from './store-item.ts';
import { saveValues } from './values.ts';

interface Parts {
  readonly client: HubClient;
  readonly run: { readonly runId: number; readonly signal: AbortSignal };
}

/** The most that one list is followed for: a hundred thousand items. */
const mostPages = 100;

/** A user's or organisation's models and data sets take the place of her name in the run. */
export async function expandOwner(
  context: CoreContext,
  { client, run }: Parts,
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const owner = line.name ?? '';
  const found: { kind: 'model' | 'dataset'; name: string }[] = [];
  for (const kind of ['model', 'dataset'] as const) {
    let next: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const list = await client.list(kind, owner, next, run.signal);
      found.push(...list.items.map(({ name }) => ({ kind, name })));
      next = list.next;
      if (next === null) break;
    }
  }
  if (found.length === 0) {
    settleLine(ledger, run.runId, line.line, {
      status: 'failed',
      message: text.run.noItems(owner),
    });
    return;
  }
  ledger.transaction(() => {
    removeLine(ledger, run.runId, line.line);
    addRunLines(
      ledger,
      run.runId,
      found.map(({ kind, name }) => ({ reference: name, kind, name })),
    );
  });
}

/** The items of a hub's collection, and behind them the collection itself. */
export async function expandCollection(
  context: CoreContext,
  { client, run }: Parts,
  line: WaitingLine,
): Promise<void> {
  const { ledger } = context;
  const answer = await client.collection(line.name ?? '', run.signal);
  if (answer.kind !== 'found') {
    settleLine(ledger, run.runId, line.line, { status: 'failed', message: text.run.noCollection });
    return;
  }
  const items = answer.value.items.flatMap(({ type, id }) =>
    type === 'model' || type === 'dataset' ? [{ reference: id, kind: type, name: id }] : [],
  );
  ledger.transaction(() => {
    removeLine(ledger, run.runId, line.line);
    addRunLines(ledger, run.runId, [
      ...items,
      { reference: line.reference, kind: 'whole-collection', name: line.name },
    ]);
  });
}

/** A hub's collection as a record of type Collection with its parts (C11). */
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
  const { slug, title, description, items } = answer.value;
  const key = `collections/${slug}`;
  const parts = items.flatMap(({ type, id }): RelatedIdentifier[] => {
    if (type !== 'model' && type !== 'dataset') return [];
    const item = findItemNamed(ledger, profile.id, { kind: type, name: id, objectId: null });
    const doi =
      item?.recordId == null
        ? undefined
        : ledger.db.get<{ doi: string }>('select doi from record where id = ?', item.recordId)?.doi;
    return [
      doi === undefined
        ? {
            relatedIdentifier: itemAddress(profile, { kind: type, name: id }),
            relatedIdentifierType: 'URL',
            relationType: 'HasPart',
          }
        : { relatedIdentifier: doi, relatedIdentifierType: 'DOI', relationType: 'HasPart' },
    ];
  });
  const owner = ownerOf(slug);
  const attributes: Attributes = {
    titles: [{ title }],
    creators: [{ name: owner, nameType: 'Organizational' }],
    types: {
      resourceTypeGeneral: 'Collection',
      resourceType: 'Collection of models and data sets',
    },
    url: `${profile.web}/${key}`,
    identifiers: [{ identifier: slug, identifierType: `${profile.name} collection` }],
    ...(description === '' ? {} : { descriptions: [{ description, descriptionType: 'Abstract' }] }),
    ...(parts.length === 0 ? {} : { relatedIdentifiers: parts }),
  };
  ledger.transaction(() => {
    const [planned] = planItems(context, targetOf(context, { repositoryId, collectionName }), [
      {
        source: attributes.url ?? key,
        row: null,
        key,
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
    }
    settleLine(ledger, run.runId, line.line, { status: planned.outcome, doi: planned.doi, title });
  });
}

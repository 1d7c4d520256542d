import type { EditDetail } from '#shared/contract/edits.ts';
import { applyDefaults, mergeDefaults } from '#shared/collections/defaults.ts';
import { toBibtex } from '#shared/citation/bibtex.ts';
import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import { findBehind, rebaseEdit } from '#shared/edits/merge-edit.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { AppError } from '#shared/support/app-error.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import { findingsWith, refusalOf } from '../changes/judge-edit.ts';
import { formatCitations } from '../citation/format-citation.ts';
import { summariseCollection } from '../collections/collection-table.ts';
import type { CoreContext } from '../context.ts';
import { doiPath } from '../datacite/client.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { buildPayload } from '../register/build-payload.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import type { StoredEdit } from './edit-table.ts';
import { findEdit, findEditOf, listEdits, removeEdit, storeEdit } from './edit-table.ts';
import { saveEdit } from './save-edit.ts';

type Names =
  | 'edits.get'
  | 'edits.list'
  | 'edits.begin'
  | 'edits.keep'
  | 'edits.discard'
  | 'edits.catchUp'
  | 'edits.save'
  | 'edits.payload'
  | 'edits.citation';

/** An edit and the record that it is of; without a record it is of one that is still to be made. */
export interface OpenEdit extends StoredEdit {
  readonly record: LedgerRecord | null;
}

/** Edits by hand: typed text is in the ledger half a second later, and in the record when it is saved. */
export function createEditHandlers(context: CoreContext): Pick<Handlers, Names> {
  const { ledger } = context;
  const told = (key: string): void => context.emit('edits.changed', { key });

  return {
    'edits.get': ({ key }) => describe(context, openEdit(context, key)),

    'edits.list': () => ({
      edits: listEdits(ledger).map((edit) => ({
        key: edit.recordDoi ?? edit.id,
        doi: edit.recordDoi,
        title: edit.attributes.titles?.[0]?.title?.slice(0, 20_000) ?? null,
        repositoryId: edit.repositoryId,
        savedAt: edit.updatedAt,
      })),
    }),

    'edits.begin': ({ repositoryId, collectionId }) => {
      const repository = getRepository(ledger, repositoryId);
      const collection = collectionId === null ? null : summariseCollection(ledger, collectionId);
      const defaults = mergeDefaults(repository.defaults, collection?.defaults ?? {});
      const id = context.newId();
      const attributes = applyDefaults({}, defaults, { key: null, doi: null });
      const base: Attributes = {};
      const fresh = { id, recordId: null, repositoryId, collectionId, doi: null, revision: 0 };
      storeEdit(context, { ...fresh, base, attributes });
      told(id);
      return { key: id };
    },

    'edits.keep': ({ key, revision, attributes, doi }) => {
      const edit = seenEdit(context, key, revision);
      const kept = storeEdit(context, {
        ...edit,
        attributes,
        doi: edit.record === null ? doi : null,
      });
      told(key);
      return { ...kept, findings: findingsOf(context, { ...edit, attributes }) };
    },

    'edits.discard': ({ key }) => {
      removeEdit(ledger, openEdit(context, key).id);
      told(key);
      return {};
    },

    'edits.catchUp': ({ key, revision, theirs }) => {
      const edit = seenEdit(context, key, revision);
      const now = edit.record?.attributes ?? edit.base;
      const attributes = rebaseEdit(
        { base: edit.base, mine: edit.attributes },
        now,
        new Set(theirs),
      );
      const kept = storeEdit(context, { ...edit, base: now, attributes });
      told(key);
      return { revision: kept.revision };
    },

    'edits.save': async ({ key, revision, changeKind, reason }) => {
      const edit = seenEdit(context, key, revision);
      const saved = await saveEdit(context, edit, { changeKind, reason });
      removeEdit(ledger, edit.id);
      told(key);
      return saved;
    },

    'edits.payload': ({ key, state }) => payloadOf(context, openEdit(context, key), state),

    'edits.citation': async ({ key }) => {
      const edit = openEdit(context, key);
      const doi = edit.record?.doi ?? edit.doi ?? '';
      const { environment } = getRepository(ledger, edit.repositoryId);
      // What is copied from here leaves the app: a DOI of practice must not look like a real one.
      const attributes = markUnreal({ ...edit.attributes, doi }, environment);
      const [citation = ''] = await formatCitations([attributes]);
      return { text: citation, bibtex: toBibtex(attributes) };
    },
  };
}

/** The edit of a key: what was kept, or the record as it is when nothing was typed yet. */
function openEdit(context: CoreContext, key: string): OpenEdit {
  const { ledger } = context;
  const parsed = parseDoi(key);
  const record = parsed.ok ? getRecord(ledger, parsed.value) : null;
  if (record !== null) {
    const stored = findEditOf(ledger, record.id);
    if (stored !== null) return { ...stored, record };
    const { id: recordId, repositoryId, collectionId, attributes, updatedAt } = record;
    const fresh = { id: context.newId(), recordId, repositoryId, collectionId, doi: null };
    return { ...fresh, base: attributes, attributes, revision: 0, updatedAt, record };
  }
  const stored = findEdit(ledger, key);
  if (stored?.recordId !== null) {
    throw new AppError('NOT_FOUND', { message: text.notThere, nextStep: text.notThereNext });
  }
  return { ...stored, record: null };
}

function seenEdit(context: CoreContext, key: string, revision: number): OpenEdit {
  const edit = openEdit(context, key);
  if (edit.revision === revision) return edit;
  throw new AppError('CONFLICT', { message: text.otherWindow, nextStep: text.otherWindowNext });
}

function describe(context: CoreContext, edit: OpenEdit): EditDetail {
  const { record } = edit;
  const repository = getRepository(context.ledger, edit.repositoryId);
  const collection =
    edit.collectionId === null ? null : summariseCollection(context.ledger, edit.collectionId);
  const refusal = record === null ? null : refusalOf(record);
  return {
    key: record?.doi ?? edit.id,
    doi: record?.doi ?? edit.doi,
    isNew: record === null,
    repositoryId: edit.repositoryId,
    repositoryName: repository.name,
    collectionName: collection?.name ?? null,
    state: record?.state ?? 'reserved',
    sync: record?.sync ?? 'local',
    base: edit.base,
    attributes: edit.attributes,
    revision: edit.revision,
    savedAt: edit.revision === 0 ? null : edit.updatedAt,
    findings: findingsOf(context, edit),
    behind: record === null ? [] : findBehind(edit.base, edit.attributes, record.attributes),
    refusal: refusal?.message ?? null,
  };
}

/** Findings of the record with the edit in it, as policy and waivers leave them. */
function findingsOf(
  context: CoreContext,
  { record, repositoryId, collectionId, attributes, doi }: OpenEdit,
): EditDetail['findings'] {
  const check = checkOptionsOf(context, repositoryId);
  const known = { state: record?.state ?? 'reserved', doi: record?.doi ?? doi ?? '' } as const;
  const found = findingsWith(known, attributes, check).filter(
    // The DOI of a new record is drawn when it is saved.
    ({ path }) => !(record === null && doi === null && path === 'doi'),
  );
  const place = { id: record?.id ?? null, collectionId };
  const { standing } = readPolicies(context.ledger).apply(place, found);
  return standing.slice(0, 1000) as EditDetail['findings'];
}

function payloadOf(
  context: CoreContext,
  edit: OpenEdit,
  target: 'draft' | 'registered' | 'findable',
) {
  const { record, attributes } = edit;
  const repository = getRepository(context.ledger, edit.repositoryId);
  const prefix = repository.prefixes[0] ?? '10.5072';
  const doi = record?.doi ?? (edit.doi === null ? `${prefix}/…` : doiKey(edit.doi));
  const payload =
    record?.sync === 'observe-only'
      ? null
      : buildPayload({
          doi,
          clientId: repository.clientId,
          attributes,
          state: record?.state ?? 'reserved',
          remote: record?.remote ?? null,
          target,
        });
  return {
    method: payload?.method ?? ('PUT' as const),
    path: payload?.path ?? doiPath(doi),
    json: payload?.body ?? '',
    xml: writeDataciteXml(attributes, doi),
  };
}

import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { assert } from '#shared/support/assert.ts';
import { sameText, versionsText } from '#shared/text/versions.en.ts';
import type { NewVersionAnswers, NewVersionDraft } from '#shared/versions/new-version.ts';
import {
  differsOnlyInRelations,
  draftNewVersion,
  sameAsBefore,
} from '#shared/versions/new-version.ts';
import { createWorkbench } from '#shared/versions/repair/workbench.ts';
import { readNode } from '#shared/versions/version-node.ts';
import { applyAll } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { saveRecords } from '../records/save-records.ts';
import { chainOf } from './chain-view.ts';
import { noteDecision } from './decide-version.ts';
import { linkRefused, ownRecord } from './own-record.ts';

type Asked = ParsedInput<'versions.planNew'>;

/** What a new version of a record would write; the DOI is drawn only when it is made. */
export function planNewVersion(
  context: CoreContext,
  { doi, answers }: Asked,
): Output<'versions.planNew'> {
  const record = ownRecord(context, doi);
  const [prefix = ''] = record.doi.split('/', 1);
  const names = { version: `${prefix}/new-version`, canonical: `${prefix}/new-item` };
  const { draft, canonicalBefore } = draftOf(context, record, { answers, names });
  const same = sameAsBefore(record.attributes, answers);
  return {
    refused: same === null ? null : sameText[same],
    created: draft.created,
    old: changesOf(record.doi, record.attributes, draft.old),
    canonical:
      draft.canonical === null
        ? null
        : changesOf(draft.canonical.doi, canonicalBefore, draft.canonical.attributes),
  };
}

/**
 * Makes a new version: the new record (and a canonical one where it was asked for), the relations of the old one
 * and of the item, all under one change set and in one transaction: both ends of each link, or nothing. Throws
 * `FORBIDDEN` where the old one or the item may not be edited now.
 */
export function createVersion(
  context: CoreContext,
  asked: ParsedInput<'versions.create'>,
): Output<'versions.create'> {
  const { answers, changes, reason } = asked;
  const record = ownRecord(context, asked.doi);
  const same = sameAsBefore(record.attributes, answers);
  if (same !== null) throw new AppError('VALIDATION', { message: sameText[same] });
  const changeSetId = context.newId();
  const made = context.ledger.transaction(() => {
    const [version = '', canonical = ''] = reserveSuffixes(context, record.repositoryId, 2);
    const { draft } = draftOf(context, record, { answers, names: { version, canonical } });
    assert(
      differsOnlyInRelations(record.attributes, draft.old),
      'a new version changes the old record in its relations only',
    );
    const added: [string, Attributes][] = [[version, draft.created]];
    if (draft.canonical?.isNew === true)
      added.push([draft.canonical.doi, draft.canonical.attributes]);
    addRecords(context, record, { added, changeSetId, reason });
    noteDecision(context, record.doi, { changes, chosen: 'new-doi', reason, batchId: changeSetId });
    const order = {
      ...{ id: changeSetId, title: versionsText.newVersionTitle(answers.version), reason },
      kind: 'versions' as const,
      changeKind: 'other' as const,
    };
    const edits = [
      { doi: record.doi, attributes: draft.old },
      ...(draft.canonical === null || draft.canonical.isNew
        ? []
        : [{ doi: draft.canonical.doi, attributes: draft.canonical.attributes }]),
    ];
    const id = applyAll(context, { ...order, edits }, linkRefused);
    context.ports.crashPoint('versions.create.before-commit');
    return { doi: version, canonical: draft.canonical?.doi ?? null, changeSetId: id };
  });
  context.ports.crashPoint('versions.create.after-commit');
  return made;
}

function draftOf(
  context: CoreContext,
  record: LedgerRecord,
  {
    answers: { canonical, ...answers },
    names,
  }: {
    readonly answers: Asked['answers'];
    readonly names: { readonly version: string; readonly canonical: string };
  },
): { readonly draft: NewVersionDraft; readonly canonicalBefore: Attributes } {
  const known = chainOf(context.ledger, record.doi)?.chain.canonical ?? null;
  const above = known === null ? null : getRecord(context.ledger, known);
  const item = ((): NewVersionAnswers['canonical'] => {
    if (canonical.kind === 'none') return null;
    // One item has one canonical DOI: a second is not made.
    if (known !== null) return { doi: known, isNew: false };
    if (canonical.kind !== 'create') return null;
    return { doi: names.canonical, isNew: true, url: canonical.url };
  })();
  const draft = draftNewVersion(
    { doi: record.doi, attributes: record.attributes },
    { ...answers, doi: names.version, canonical: item },
    above?.attributes ?? null,
  );
  return { draft, canonicalBefore: above?.attributes ?? {} };
}

/** Saves new records beside an old one, in its repository and collection. Joins the caller's transaction. */
export function addRecords(
  context: CoreContext,
  old: LedgerRecord,
  what: {
    readonly added: readonly (readonly [string, Attributes])[];
    readonly changeSetId: string;
    readonly reason: string | null;
  },
): void {
  const check = checkOptionsOf(context, old.repositoryId);
  saveRecords(
    context,
    what.added.map(([doi, attributes]) => ({
      doi,
      repositoryId: old.repositoryId,
      collectionId: old.collectionId,
      itemKey: null,
      source: null,
      attributes,
      findings: checkRecord({ ...attributes, doi }, { ...check, state: 'findable' }),
      sync: 'local',
      state: 'reserved',
      sourceHash: null,
    })),
    { kind: 'version', reason: what.reason, batchId: what.changeSetId },
  );
}

function changesOf(
  doi: string,
  before: Attributes,
  after: Attributes,
): Output<'versions.planNew'>['old'] {
  const facts = { holding: 'own', state: 'draft' } as const;
  const bench = createWorkbench([readNode(doi, before, facts)]);
  for (const { type, value } of readNode(doi, after, facts).statements) bench.add(doi, type, value);
  const changes = bench.changes().get(doiKey(doi)) ?? [];
  const title = readNode(doi, after, facts).title.slice(0, 20_000);
  return { doi, title, changes: [...changes] };
}

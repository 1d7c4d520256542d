import type { Output } from '#shared/contract/contract.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText } from '#shared/text/hub.en.ts';
import { applyAll } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { saveRecords } from '../records/save-records.ts';
import { noteDoi } from './doi-table.ts';
import type { HubItem } from './item-table.ts';
import { linkRecord } from './item-table.ts';
import type { MintAsked, Plan } from './mint-plan.ts';
import { makePlan, related } from './mint-plan.ts';
import { linkRefused } from '../versions/own-record.ts';
import { targetOf } from './store-item.ts';
import { saveValues } from './values.ts';

const text = hubText.mint;

export function planMint(context: CoreContext, asked: MintAsked): Output<'hub.planMint'> {
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
 * version before, all under one change set and in one transaction. Nothing is sent: the drafts are registered like any others.
 */
export function mint(context: CoreContext, asked: MintAsked): Output<'hub.mint'> {
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
  return context.ledger.transaction(() => {
    const { doi, canonical, edits } = draft(context, asked, plan, changeSetId);
    const order = {
      ...{ id: changeSetId, title: text.title(plan.item.name), reason: asked.reason },
      kind: 'versions' as const,
      changeKind: 'other' as const,
    };
    return { doi, canonical, changeSetId: applyAll(context, { ...order, edits }, linkRefused) };
  });
}

interface Drafted {
  readonly doi: string;
  readonly canonical: string | null;
  readonly edits: readonly { readonly doi: string; readonly attributes: Attributes }[];
}

/** Writes the new records; what changes in records that are there comes back as edits of the change set. */
function draft(context: CoreContext, asked: MintAsked, plan: Plan, changeSetId: string): Drafted {
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
  asked: MintAsked,
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

import type { ReviewDetail, Twin } from '#shared/contract/review-shapes.ts';
import { mainTitle } from '#shared/duplicates/item-facts.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { checklistOf, openItems } from '#shared/review/checklist.ts';
import type { ChecklistItem } from '#shared/review/checklist.ts';
import type { ReviewPolicy } from '#shared/review/review-policy.ts';
import { afterStep, stepsFrom } from '#shared/review/status.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import type { TwinDecision } from '../duplicates/twin-decisions.ts';
import { decisionsOf, isCalledOff } from '../duplicates/twin-decisions.ts';
import { findTwins } from '../duplicates/twin-index.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { approvalsOf, authorsOf, isCurrent, isGenuine, nameForm } from './approvals.ts';
import { readReviewPolicies } from './review-policies.ts';
import { answersOf, commentsOf, countOpenComments, reviewRow, reviewed } from './review-table.ts';
import { fingerprintOf } from './steward-key.ts';
import type { Stewards } from './stewards.ts';
import { proofOf } from './proof-table.ts';

/** What approving a draft asks for, worked out from the record as it is now. */
export interface Assessment {
  readonly policy: ReviewPolicy;
  readonly findings: readonly Finding[];
  readonly twins: readonly Twin[];
  readonly checklist: readonly ChecklistItem[];
}

export function assess(context: CoreContext, record: LedgerRecord): Assessment {
  const { ledger } = context;
  const { environment } = getRepository(ledger, record.repositoryId);
  const { collectionId } = record;
  const policy = readReviewPolicies(ledger).of({ collectionId, environment });
  const findings = findingsToPublish(context, record);
  const decisions = decisionsOf(ledger, record);
  const twins = findTwins(ledger, record).map((found): Twin => {
    const other = found.recordId === null ? null : getRecord(ledger, found.doi);
    const decided = decisions.get(found.doi);
    return {
      ...describeItem(other?.attributes ?? {}),
      state: other?.state ?? null,
      doi: found.doi,
      reasons: [...found.reasons],
      decision: withoutOther(decided),
    };
  });
  const checklist = checklistOf({
    attributes: record.attributes,
    findings,
    policy,
    answers: answersOf(ledger, record),
    openTwinCount: twins.filter(({ decision }) => decision === null).length,
    isCalledOff: isCalledOff(decisions),
  });
  return { policy, findings, twins, checklist };
}

/** Findings for the state that the draft is meant to reach. */
function findingsToPublish(context: CoreContext, record: LedgerRecord): readonly Finding[] {
  const check = checkOptionsOf(context, record.repositoryId);
  const name = record.remote === null ? { doi: record.doi } : {};
  const found = checkRecord({ ...record.attributes, ...name }, { ...check, state: 'findable' });
  return readPolicies(context.ledger).apply(record, found).standing;
}

type Facts = Omit<Twin, 'doi' | 'reasons' | 'decision'>;

export function describeItem(attributes: Attributes): Omit<Facts, 'state'> {
  const year = Number(attributes.publicationYear ?? Number.NaN);
  return {
    title: titleOf(attributes),
    creators:
      attributes.creators
        ?.map(({ name }) => name ?? '')
        .join('; ')
        .slice(0, 20_000) ?? null,
    publicationYear: Number.isInteger(year) ? year : null,
    version: attributes.version == null ? null : String(attributes.version).slice(0, 500),
    url: attributes.url?.slice(0, 20_000) ?? null,
  };
}

export function withoutOther(decided: TwinDecision | undefined): Twin['decision'] {
  if (decided === undefined) return null;
  const { decision, reason, person, at } = decided;
  return { decision, reason, person, at };
}

/** Why the chosen person may not approve this content now; null: she may. */
export function approvalRefusal(
  context: CoreContext,
  record: LedgerRecord,
  what: { readonly assessment: Assessment; readonly name: string | null },
): { readonly message: string; readonly nextStep: string } | null {
  const { assessment, name } = what;
  if (name === null) return { message: text.nobodyChosen, nextStep: text.nobodyChosenNext };
  const open = openItems(assessment.checklist);
  if (open.length > 0)
    return { message: text.openItems(open.length), nextStep: text.openItemsNext };
  const comments = countOpenComments(context.ledger, record.id);
  if (comments > 0) return { message: text.openComments(comments), nextStep: text.openItemsNext };
  if (assessment.policy.approval !== 'two-persons') return null;
  const authors = authorsOf(context.ledger, record).map(nameForm);
  if (authors.length === 0) return { message: text.noAuthor, nextStep: text.noAuthorNext };
  if (!authors.includes(nameForm(name))) return null;
  return { message: text.ownWork(name), nextStep: text.ownWorkNext };
}

/** Everything that somebody looks at who decides about one draft. */
export function describeReview(
  context: CoreContext,
  stewards: Stewards,
  doi: string,
): ReviewDetail {
  const { ledger } = context;
  const { record, standing } = reviewed(ledger, doiKey(doi));
  const repository = getRepository(ledger, record.repositoryId);
  const assessment = assess(context, record);
  const row = reviewRow(ledger, record.id);
  const assignee = row?.assignee == null ? null : stewards.find(row.assignee);
  const collection = ledger.db.get<{ name: string }>(
    'select name from collection where id = ?',
    record.collectionId,
  );
  const name = stewards.current()?.name ?? null;
  const refusal = approvalRefusal(context, record, { assessment, name });
  return {
    doi: record.doi,
    title: titleOf(record.attributes),
    repositoryName: repository.name,
    environment: repository.environment,
    collectionId: record.collectionId,
    collectionName: collection?.name ?? null,
    state: record.state,
    ...standing,
    contentHash: record.contentHash,
    attributes: record.attributes,
    before: beforeOf(context, record),
    findings: assessment.findings.slice(0, 1000) as ReviewDetail['findings'],
    assignee: assignee === null ? null : stewards.describe(assignee),
    authors: authorsOf(ledger, record).map((author) => author.slice(0, 500)),
    approvals: approvalsOf(ledger, record.id).map((approval) => ({
      steward: approval.name,
      fingerprint: fingerprintOf(approval.public_key),
      approvedAt: approval.approved_at,
      note: approval.note,
      isCurrent: isCurrent(record, approval),
      isGenuine: isGenuine(record.doi, approval),
    })),
    comments: commentsOf(ledger, record.id),
    checklist: [...assessment.checklist],
    policy: assessment.policy,
    twins: [...assessment.twins],
    proof: proofOf(ledger, record.id),
    steps: stepsFrom(standing.status).filter((step) => afterStep(standing.status, step) !== null),
    approvalRefusal: refusal?.message ?? null,
  };
}

function titleOf(attributes: Attributes): string | null {
  const title = mainTitle(attributes).slice(0, 20_000);
  return title === '' ? null : title;
}

/** What DataCite has now; for a draft that was never sent, the version that it says it follows. */
function beforeOf({ ledger }: CoreContext, record: LedgerRecord): ReviewDetail['before'] {
  if (record.remote !== null)
    return { label: 'remote', doi: record.doi, attributes: record.remote };
  for (const link of record.attributes.relatedIdentifiers ?? []) {
    if (link.relationType !== 'IsNewVersionOf') continue;
    const parsed = parseDoi(link.relatedIdentifier ?? '');
    const before = parsed.ok ? getRecord(ledger, parsed.value) : null;
    if (before !== null) {
      return { label: 'previous-version', doi: before.doi, attributes: before.attributes };
    }
  }
  return null;
}

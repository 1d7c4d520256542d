import type { Finding } from '#shared/findings/finding.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { checklistOf, openItems } from '#shared/review/checklist.ts';
import type { ReviewPolicy } from '#shared/review/review-policy.ts';
import { stepTo } from '#shared/outbox/coalesce.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { findExactTwins } from '../duplicates/twin-index.ts';
import { decisionsOf, isCalledOff } from '../duplicates/twin-decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Environment } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { isApproved } from './approvals.ts';
import { answersOf } from './review-table.ts';
import { readReviewPolicies } from './review-policies.ts';

/**
 * The one condition under which a draft becomes public, whoever asks for it and by which path: registering, a
 * batch, an import that goes on, a retry, a settled conflict, the command line, another process. It is asked
 * when the plan is made, when an operation is queued (`enqueue`), and once more right before a request leaves
 * (departure.ts), because what was queued may have been edited since.
 */
export interface PublishGate {
  /** Why this record may not become public now; null: it may, or it would not become public. */
  refusal(record: LedgerRecord, what: Publishing): Finding | null;
  /** False where no record of this environment is asked whether its item has another DOI. */
  mayAskTwins(environment: Environment): boolean;
}

export interface Publishing {
  readonly target: RemoteState;
  readonly environment: Environment;
  /** For the target state, as the findings policy and waivers leave them. */
  readonly findings: readonly Finding[];
}

/** True where this step makes a draft public. */
export function isPublishing(record: Pick<LedgerRecord, 'state'>, target: RemoteState): boolean {
  return stepTo(record.state, target).event !== null && target !== 'draft';
}

/** Reads what is decided; make one for a batch, not for longer. */
export function openPublishGate({ ledger }: Pick<CoreContext, 'ledger'>): PublishGate {
  const policies = readReviewPolicies(ledger);
  return {
    mayAskTwins: (environment) => environment !== 'practice' || policies.hasOwn,
    refusal(record, { target, environment, findings }) {
      if (!isPublishing(record, target) || isPublic(record)) return null;
      if (record.isBurnt) return stop('doi-given-up', text.gate.burnt, 'doi');
      const error = findings.find(({ severity }) => severity === 'error');
      if (error !== undefined) return error;
      const decisions = decisionsOf(ledger, record);
      if (isCalledOff(decisions)) return stop('registration-called-off', text.gate.calledOff, '');
      const isReal = environment !== 'practice';
      const policy = policies.of({ collectionId: record.collectionId, environment });
      const isAsked = isReal || policies.isOwn(record.collectionId);
      const blocking = findings.find(({ gate }) => gate === 'blocks');
      if (isReal && blocking !== undefined) return { ...blocking, severity: 'error' };
      if (isAsked && policy.asksDuplicates) {
        const open = findExactTwins(ledger, record).filter((doi) => !decisions.has(doi));
        if (open.length > 0) return stop('double-doi', text.gate.twin, '');
      }
      if (policy.approval !== 'none' && !isApproved(ledger, record, policy)) {
        return stop('approval-missing', text.gate.approval[policy.approval], '');
      }
      // After the approval, which asks for the same: answers may have been taken back since.
      const isOpen = isAsked && countOpen(ledger, record, policy) > 0;
      return isOpen ? stop('checklist-open', text.gate.checklist, '') : null;
    },
  };
}

/** What the collection asks for and nobody settled. Likenesses of titles are for the reviewer alone. */
function countOpen(ledger: Ledger, record: LedgerRecord, policy: ReviewPolicy): number {
  const { attributes } = record;
  const answers = answersOf(ledger, record);
  // Errors, gates and twins have their own places above, with their own words.
  const settled = { findings: [], openTwinCount: 0, isCalledOff: false };
  return openItems(checklistOf({ ...settled, attributes, policy, answers })).length;
}

/** Public already: an update of it publishes nothing. */
function isPublic({ state }: LedgerRecord): boolean {
  return state === 'registered' || state === 'findable';
}

function stop(code: string, message: string, path: string): Finding {
  return { code, severity: 'error', gate: 'blocks', path, message, remedy: text.gate.remedy };
}

/** Passed in the same turn, by the record as it was read: a record is judged once for plan and queue. */
const passed = new WeakMap<LedgerRecord, RemoteState>();

export function notePassed(record: LedgerRecord, target: RemoteState): void {
  passed.set(record, target);
}

/** As `PublishGate.refusal`, for a single record about to be queued; reads for itself what it needs. */
export function refusalAtQueue(
  context: CoreContext,
  record: LedgerRecord,
  target: RemoteState,
): Finding | null {
  if (!isPublishing(record, target) || passed.get(record) === target) return null;
  const check = checkOptionsOf(context, record.repositoryId);
  const { environment } = getRepository(context.ledger, record.repositoryId);
  const name = record.remote === null ? { doi: record.doi } : {};
  const { state } = stepTo(record.state, target);
  const found = checkRecord({ ...record.attributes, ...name }, { ...check, state });
  const findings = readPolicies(context.ledger).apply(record, found).standing;
  return openPublishGate(context).refusal(record, { target, environment, findings });
}

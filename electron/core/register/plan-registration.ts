import type { RegisterPlan } from '#shared/contract/outbox.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { stepTo } from '#shared/outbox/coalesce.ts';
import { AppError } from '#shared/support/app-error.ts';
import { conflictsText } from '#shared/text/conflicts.en.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { twinReading } from '../duplicates/twin-index.ts';
import type { Policies } from '../policies/policy-table.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { PublishGate } from '../review/publish-gate.ts';
import { isPublishing, notePassed, openPublishGate } from '../review/publish-gate.ts';
import { rehearsalStateOf } from '../review/rehearsal-table.ts';
import { buildPayload } from './build-payload.ts';
import { planContent } from './plan-content.ts';
import { overQuota, quotaOf } from './publish-quota.ts';
import { prepareSelection, recordChunks, selectedIds } from './selection.ts';
import type { Selection } from './selection.ts';

/** What registering would do with one record. `left-out` ones are never sent. */
export type Verdict =
  | { readonly kind: 'create' | 'update' | 'unchanged' | 'observe-only' }
  | { readonly kind: 'left-out'; readonly reason: Finding };

/** How many different gates a plan lists. */
const mostGates = 200;

/**
 * What would be sent, before anything is sent: how many are created and updated, what is left out and
 * why, and whether it may begin at all. Reads only; other calls get their turn between two chunks.
 */
export async function planRegistration(
  context: CoreContext,
  selection: Selection,
  target: RemoteState,
): Promise<RegisterPlan> {
  await prepareSelection(context.ledger, selection);
  const ids = selectedIds(context.ledger, selection);
  const repository = repositoryOf(context, ids);
  const counts = { create: 0, update: 0, unchanged: 0, 'observe-only': 0, 'left-out': 0 };
  const gates = new Map<string, RegisterPlan['gates'][number]>();
  // The gate asks for twins, and of a catalogue that just came many are still to be read.
  const mayAsk = openPublishGate(context).mayAskTwins(repository.environment);
  if (target !== 'draft' && mayAsk) await twinReading(context.ledger).settle();
  const standards = standardsOf(context, repository.id);
  const content = planContent(repository.id, target);
  let unapprovedCount = 0;
  let publishCount = 0;
  for (const records of recordChunks(context.ledger, ids)) {
    for (const record of records) {
      const findings = judge(record, standards, target);
      const verdict = weigh(record, repository, { target, findings, gate: standards.gate });
      counts[verdict.kind] += 1;
      if (verdict.kind === 'left-out') {
        addGate(gates, { ...verdict.reason, gate: 'blocks' });
        if (verdict.reason.code === 'approval-missing') unapprovedCount += 1;
      }
      if (verdict.kind !== 'create' && verdict.kind !== 'update') continue;
      content.add(record, verdict.kind);
      if (isPublishing(record, target)) publishCount += 1;
      for (const finding of findings) if (finding.severity !== 'error') addGate(gates, finding);
    }
    await context.ports.clock.sleep(0);
  }
  const sendCount = counts.create + counts.update;
  const planHash = content.hash();
  const quota = quotaOf(context, repository);
  return {
    repositoryId: repository.id,
    repositoryName: repository.name,
    environment: repository.environment,
    targetState: target,
    total: ids.length,
    createCount: counts.create,
    updateCount: counts.update,
    unchangedCount: counts.unchanged,
    invalidCount: counts['left-out'],
    observeOnlyCount: counts['observe-only'],
    gates: [...gates.values()].slice(0, mostGates),
    confirmation: confirmationFor(repository, sendCount),
    blocked:
      blockedBecause(repository) ??
      nothingApproved(repository, { sendCount, unapprovedCount }) ??
      overQuota(quota, publishCount),
    planHash,
    rehearsal: rehearsalStateOf(context.ledger, repository, { planHash, publishCount }),
    quota,
  };
}

/** All selected records belong to one account: a batch, its gates and its confirmation are one account's. */
export function repositoryOf(context: CoreContext, ids: readonly number[]): Repository {
  const rows = context.ledger.db.all<{ id: string }>(
    `select distinct repository_id as id from record where id in (select value from json_each(?))`,
    JSON.stringify(ids),
  );
  const [first] = rows;
  if (first === undefined) {
    throw new AppError('NOT_FOUND', {
      message: 'There is no record in this selection.',
      nextStep: 'Choose a collection that has records, or other filters.',
    });
  }
  if (rows.length > 1) {
    throw new AppError('VALIDATION', {
      message: `These records belong to ${String(rows.length)} repositories.`,
      nextStep: 'Choose the records of one repository and register them, then those of the next.',
    });
  }
  return getRepository(context.ledger, first.id);
}

/** By what records of one batch are judged: the account's limits and what stewards decided. */
export interface Standards {
  readonly check: RecordCheck;
  readonly policies: Policies;
  readonly gate: PublishGate;
}

export function standardsOf(context: CoreContext, repositoryId: string): Standards {
  return {
    check: checkOptionsOf(context, repositoryId),
    policies: readPolicies(context.ledger),
    gate: openPublishGate(context),
  };
}

/**
 * Findings for the state that the record would have, which may be another than the import's, as the collection's
 * policy and the record's waivers leave them.
 */
export function judge(
  record: LedgerRecord,
  { check, policies }: Standards,
  target: RemoteState,
): readonly Finding[] {
  // The name of a DOI that exists is not judged again: it may be of an older kind.
  const name = record.remote === null ? { doi: record.doi } : {};
  const { state } = stepTo(record.state, target);
  const found = checkRecord({ ...record.attributes, ...name }, { ...check, state });
  return policies.apply(record, found).standing;
}

export function weigh(
  record: LedgerRecord,
  repository: Repository,
  how: {
    readonly target: RemoteState;
    readonly findings: readonly Finding[];
    readonly gate: PublishGate;
  },
): Verdict {
  if (record.sync === 'observe-only') return { kind: 'observe-only' };
  if (record.isBurnt) return { kind: 'left-out', reason: burnt };
  if (record.sync === 'conflict') return { kind: 'left-out', reason: unresolved };
  const payload = buildPayload({
    doi: record.doi,
    clientId: repository.clientId,
    attributes: record.attributes,
    state: record.state,
    remote: record.remote,
    target: how.target,
  });
  if (payload === null) return { kind: 'unchanged' };
  const refused = how.findings.find(({ severity }) => severity === 'error');
  if (refused !== undefined) return { kind: 'left-out', reason: refused };
  const { target, findings } = how;
  const held = how.gate.refusal(record, { target, findings, environment: repository.environment });
  if (held !== null) return { kind: 'left-out', reason: held };
  notePassed(record, target);
  return { kind: payload.kind };
}

/** What a person types to go on; the practice repository asks for nothing. */
export function confirmationFor(repository: Repository, sendCount: number): string | null {
  return repository.environment === 'practice'
    ? null
    : `${String(sendCount)} ${repository.clientId}`;
}

/** Why nothing at all may be sent, or null. */
function blockedBecause(repository: Repository): string | null {
  if (repository.access === 'observe') return repositoriesText.observedOnly(repository.name);
  return repository.isWritingOpen ? null : repositoriesText.openFirst(repository.name);
}

function nothingApproved(
  { name }: Repository,
  counts: { readonly sendCount: number; readonly unapprovedCount: number },
): string | null {
  const { sendCount, unapprovedCount } = counts;
  if (sendCount > 0 || unapprovedCount === 0) return null;
  return reviewText.gate.noneApproved(name, unapprovedCount);
}

function addGate(
  gates: Map<string, RegisterPlan['gates'][number]>,
  finding: Pick<Finding, 'code' | 'message' | 'gate'>,
): void {
  const { code, message, gate } = finding;
  if (gate === 'none') return;
  const known = gates.get(code);
  gates.set(code, { code, message, gate, count: (known?.count ?? 0) + 1 });
}

const unresolved: Finding = {
  code: 'conflict-unresolved',
  severity: 'error',
  gate: 'blocks',
  path: '',
  message: conflictsText.unresolved,
};
const burnt: Finding = {
  code: 'doi-given-up',
  severity: 'error',
  gate: 'blocks',
  path: 'doi',
  message: 'This DOI was deleted at DataCite and is not used again.',
};

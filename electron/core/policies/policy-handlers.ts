import { doiKey } from '#shared/doi/doi.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { FindingsPolicy, PolicyState, WaivedFinding } from '#shared/contract/policies.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { JsonObject } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Change } from '../history/changes.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { findingsOf, recheck } from '../records/recheck.ts';
import type { Handlers } from '../router.ts';
import {
  countWaivers,
  findPolicy,
  removeWaiver,
  savePolicy,
  saveWaiver,
  waiversOf,
} from './policy-table.ts';
import type { RecheckJob } from './recheck-job.ts';

export type PolicyHandlers = Pick<
  Handlers,
  | 'collections.policy'
  | 'collections.setPolicy'
  | 'records.waivers'
  | 'records.waive'
  | 'records.withdrawWaiver'
>;

/** What stewards decide about findings: each decision is an event of the history, with its reason. */
export function createPolicyHandlers(
  context: CoreContext,
  job: Pick<RecheckJob, 'kick'>,
): PolicyHandlers {
  return {
    'collections.policy': ({ id }) => stateOf(context, id),
    'collections.setPolicy': ({ id, policy, reason }) => {
      setPolicy(context, id, { policy, reason });
      job.kick();
      return stateOf(context, id);
    },
    'records.waivers': ({ doi }) => waivedOf(context, known(context, doi)),
    'records.waive': (wanted) => {
      waive(context, known(context, wanted.doi), wanted);
      return {};
    },
    'records.withdrawWaiver': (wanted) => {
      withdraw(context, known(context, wanted.doi), wanted);
      return {};
    },
  };
}

function stateOf({ ledger }: CoreContext, id: number): PolicyState {
  const { policy, isPending } = existing(findPolicy(ledger, id), id);
  return { policy, isPending, waiverCount: countWaivers(ledger, id) };
}

function existing<T>(found: T | null, id: number): T {
  if (found !== null) return found;
  throw new AppError('NOT_FOUND', { message: `There is no collection ${id}.` });
}

function known({ ledger }: CoreContext, doi: string): LedgerRecord {
  const record = getRecord(ledger, doiKey(doi));
  if (record !== null) return record;
  throw new AppError('NOT_FOUND', { message: `There is no record ${doi}.` });
}

function setPolicy(
  context: CoreContext,
  id: number,
  { policy, reason }: { readonly policy: FindingsPolicy; readonly reason: string | null },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    const before = existing(findPolicy(ledger, id), id);
    const changes = policyChanges(before.policy, policy);
    if (changes.length === 0) return;
    savePolicy(ledger, id, policy);
    appendEvent(context, {
      kind: 'collection.policy-set',
      summary: `The findings policy of “${before.name}” changed: ${codesOf(changes)}.`,
      reason,
      changes,
      detail: { collectionId: id },
    });
  });
  context.emit('collections.changed', { collectionId: id });
}

function policyChanges(before: FindingsPolicy, after: FindingsPolicy): Change[] {
  return (['severities', 'gates'] as const).flatMap((part) => {
    const [old, young] = [before[part], after[part]] as readonly JsonObject[];
    const codes = new Set([...Object.keys(old ?? {}), ...Object.keys(young ?? {})]);
    return [...codes].sort().flatMap((code) => {
      const [from, to] = [old?.[code], young?.[code]];
      if (from === to) return [];
      return {
        path: `${part}.${code}`,
        ...(from === undefined ? {} : { before: from }),
        ...(to === undefined ? {} : { after: to }),
      };
    });
  });
}

/** As many as a sentence bears. */
const namedCodes = 5;

function codesOf(changes: readonly Change[]): string {
  const codes = [...new Set(changes.map(({ path }) => path.slice(path.indexOf('.') + 1)))];
  const more = codes.length - namedCodes;
  return `${codes.slice(0, namedCodes).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

interface OneFinding {
  readonly code: string;
  readonly path: string;
}

const at = (path: string): string => (path === '' ? '' : ` at ${path}`);

function waive(
  context: CoreContext,
  record: LedgerRecord,
  { code, path, reason }: OneFinding & { readonly reason: string },
): void {
  const { ledger } = context;
  ledger.transaction(() => {
    const { standing, waived } = findingsOf(context, record);
    const found = [...standing, ...waived.map(({ finding }) => finding)].find(
      (finding) => finding.code === code && finding.path === path,
    );
    if (found === undefined) {
      throw new AppError('NOT_FOUND', {
        message: `The record has no finding ${code}${at(path)} any more.`,
        nextStep: 'Look at the findings as they are now.',
      });
    }
    if (found.severity === 'error') {
      throw new AppError('VALIDATION', {
        message: 'DataCite would refuse the record for this, so it cannot be waived.',
        nextStep: found.remedy ?? 'Correct the record.',
      });
    }
    const person = context.person();
    saveWaiver(ledger, record.id, { code, path, reason, person, waivedAt: context.timestamp() });
    appendEvent(context, {
      kind: 'record.waived',
      summary: `The finding ${code}${at(path)} was waived.`,
      doi: record.doi,
      reason,
      detail: { code, path, severity: found.severity, gate: found.gate },
    });
    recheck(context, [record.doi]);
  });
  context.emit('records.changed', { dois: [record.doi] });
}

function withdraw(
  context: CoreContext,
  record: LedgerRecord,
  { code, path, reason }: OneFinding & { readonly reason: string | null },
): void {
  context.ledger.transaction(() => {
    if (!removeWaiver(context.ledger, record.id, { code, path })) return;
    appendEvent(context, {
      kind: 'record.waiver-withdrawn',
      summary: `The finding ${code}${at(path)} is no longer waived.`,
      doi: record.doi,
      reason,
      detail: { code, path },
    });
    recheck(context, [record.doi]);
  });
  context.emit('records.changed', { dois: [record.doi] });
}

function waivedOf(context: CoreContext, record: LedgerRecord): Output<'records.waivers'> {
  const { waived } = findingsOf(context, record);
  const waivers = waiversOf(context.ledger, record.id)
    .slice(0, 1000)
    .map((waiver) => {
      const found = waived.find(
        ({ finding }) => finding.code === waiver.code && finding.path === waiver.path,
      );
      return { ...waiver, finding: (found?.finding ?? null) as WaivedFinding['finding'] };
    });
  return { waivers };
}

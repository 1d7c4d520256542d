import type { RecordFilter } from '#shared/contract/records.ts';
import { checkRecord, checkRecords } from '#shared/findings/check-record.ts';
import type { CheckOptions } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { PolicyOutcome } from '#shared/guidelines/policy.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { equalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { backgroundTurn } from '../support/turns.ts';
import { findByDois } from './find-records.ts';
import type { LedgerRecord } from './record.ts';
import { countBySeverity, writeFindingCodes } from './record.ts';
import { recordViews } from './record-views.ts';
import { announce } from './save-records.ts';

export type RecordCheck = Omit<CheckOptions, 'state'>;

/** What a repository's account adds to a check. One object for a whole batch: the rules index it once. */
export function checkOptionsOf(
  context: Pick<CoreContext, 'ledger' | 'timestamp'>,
  repositoryId: string,
): RecordCheck {
  const { prefixes, domains } = getRepository(context.ledger, repositoryId);
  return {
    ...(domains === null ? {} : { domains }),
    context: { prefixes, today: context.timestamp().slice(0, 10) },
  };
}

/** The same for records of several accounts; each account is read once. */
export function checksOf(
  context: Pick<CoreContext, 'ledger' | 'timestamp'>,
): (repositoryId: string) => RecordCheck {
  const checks = new Map<string, RecordCheck>();
  return (repositoryId) => {
    const known = checks.get(repositoryId) ?? checkOptionsOf(context, repositoryId);
    checks.set(repositoryId, known);
    return known;
  };
}

/**
 * Computes the findings of records anew and stores what changed: for when the account's domains, a rule, a policy
 * or the day changed, but not the metadata. A record that is not yet at DataCite is judged for the state
 * `findable`, which it is meant to reach, others for the state that they have. Makes no history: findings
 * follow from the metadata. Joins the caller's transaction.
 */
export function recheck(context: CoreContext, dois: readonly string[]): void {
  const checkOf = checksOf(context);
  const changed = context.ledger.transaction(() => {
    const policies = readPolicies(context.ledger);
    const records = [...findByDois(context.ledger, dois).values()];
    const found = checkEach(records, checkOf);
    return records.flatMap((record, at) => {
      const { standing } = policies.apply(record, found[at] ?? []);
      return store(context, record, standing) ? [record.doi] : [];
    });
  });
  if (changed.length > 0) announce(context, changed);
}

/** The findings of one record as they are now: those that stand, and those that a person waived. */
export function findingsOf(context: CoreContext, record: LedgerRecord): PolicyOutcome {
  const found = check(record, checkOptionsOf(context, record.repositoryId));
  return readPolicies(context.ledger).apply(record, found);
}

/** Records checked between two turns of the event loop: about 50 ms of work where many findings are others now. */
const recordsPerTurn = 100;

/**
 * `recheck` for all records of a filter, in turns, so that other calls are answered meanwhile. False when it was
 * stopped before the end.
 */
export async function recheckAll(
  context: CoreContext,
  filter: RecordFilter,
  isStopped: () => boolean = () => false,
): Promise<boolean> {
  const views = recordViews(context.ledger);
  await views.prepare(filter, {});
  const dois = views.doisOf(filter);
  for (let from = 0; from < dois.length; from += recordsPerTurn) {
    if (isStopped()) return false;
    recheck(context, dois.slice(from, from + recordsPerTurn));
    await backgroundTurn(context.ledger);
  }
  return true;
}

type Judged = Pick<LedgerRecord, 'attributes' | 'state' | 'repositoryId' | 'doi'>;

/** The state that a record is judged for. */
export function judgedState({ state }: Pick<LedgerRecord, 'state'>): RecordState {
  return state === 'reserved' ? 'findable' : state;
}

/**
 * What is judged of a record: as long as its DOI can still be another, its name as well. A name that DataCite
 * knows is not judged again: it may be of an older kind, and nothing can be done about it.
 */
export function judgedAttributes(
  record: Pick<LedgerRecord, 'attributes' | 'state' | 'doi'>,
): Attributes {
  const { attributes, state } = record;
  return state === 'reserved' ? { ...attributes, ...judgedName(record) } : attributes;
}

/** What `judgedAttributes` puts in. */
export function judgedName({
  state,
  doi,
}: Pick<LedgerRecord, 'state' | 'doi'>): Pick<Attributes, 'doi'> {
  return state === 'reserved' ? { doi } : {};
}

/** Lets go of what was said of a name: DataCite knows it now. Joins the caller's transaction. */
export function forgetNameFindings(
  context: Pick<CoreContext, 'ledger'>,
  { id, findings }: { readonly id: number; readonly findings: string },
): void {
  if (!findings.includes('"path":"doi"')) return;
  const known = JSON.parse(findings) as Finding[];
  write(
    context,
    id,
    known.filter(({ path }) => path !== 'doi'),
  );
}

function check(record: Judged, options: RecordCheck): readonly Finding[] {
  return checkRecord(judgedAttributes(record), { ...options, state: judgedState(record) });
}

/** The findings of many records, in their order: what one account holds is checked together. */
export function checkEach(
  records: readonly Judged[],
  optionsOf: (repositoryId: string) => RecordCheck,
): (readonly Finding[])[] {
  const all: (readonly Finding[])[] = records.map(() => []);
  const places = Map.groupBy(records.keys(), (at) => records[at]?.repositoryId ?? '');
  for (const [repositoryId, ats] of places) {
    const checked = ats.flatMap((at) => {
      const record = records[at];
      return record === undefined
        ? []
        : [{ attributes: judgedAttributes(record), state: judgedState(record) }];
    });
    checkRecords(checked, optionsOf(repositoryId)).forEach((findings, index) => {
      all[ats[index] ?? 0] = findings;
    });
  }
  return all;
}

/** True when they are not what they were. */
function store(context: CoreContext, record: LedgerRecord, findings: readonly Finding[]): boolean {
  if (equalJson(findings, record.findings)) return false;
  write(context, record.id, findings);
  return true;
}

function write(
  { ledger }: Pick<CoreContext, 'ledger'>,
  id: number,
  findings: readonly Finding[],
): void {
  const counts = countBySeverity(findings);
  ledger.db.run(
    `update record set findings = ?, finding_codes = ?, error_count = ?, warning_count = ?, hint_count = ?
     where id = ?`,
    JSON.stringify(findings),
    findings.map(({ code }) => code).join(' '),
    counts.error,
    counts.warning,
    counts.hint,
    id,
  );
  ledger.db.run('delete from record_finding where record_id = ?', id);
  writeFindingCodes(ledger, id, findings);
}

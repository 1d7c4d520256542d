import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { isInStep } from '#shared/sync/stored-value.ts';
import { judgedAttributes, judgedState } from '../records/recheck.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { changesText } from '#shared/text/changes.en.ts';

/** Why one record is not edited; it stays as it was. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Records that no edit may touch, whatever it does; null: this one may be edited. */
export function refusalOf(record: Pick<LedgerRecord, 'isBurnt' | 'sync'> | null): Refusal | null {
  if (record === null) return { code: 'unknown', message: changesText.refused.unknown };
  if (record.isBurnt) return { code: 'given-up', message: changesText.refused.givenUp };
  if (record.sync === 'observe-only') {
    return { code: 'observe-only', message: changesText.refused.observeOnly };
  }
  if (record.sync === 'conflict') {
    return { code: 'conflict', message: changesText.refused.conflict };
  }
  return null;
}

/** Findings of the record with these attributes, judged as everywhere in the ledger (records/recheck.ts). */
export function findingsWith(
  record: Pick<LedgerRecord, 'state' | 'doi'>,
  attributes: Attributes,
  check: RecordCheck,
): readonly Finding[] {
  const judged = judgedAttributes({ ...record, attributes });
  return checkRecord(judged, { ...check, state: judgedState(record) });
}

/**
 * An edit that would make a registered or findable record one that DataCite refuses is blocked; there is no
 * override. One that was refused before may be edited as long as nothing new is wrong with it.
 */
export function makesInvalid(
  record: Pick<LedgerRecord, 'state' | 'doi' | 'attributes'>,
  after: readonly Finding[],
  check: RecordCheck,
): Refusal | null {
  if (record.state !== 'registered' && record.state !== 'findable') return null;
  if (!after.some(({ severity }) => severity === 'error')) return null;
  const known = countErrors(findingsWith(record, record.attributes, check));
  const added = [...countErrors(after)].find(([code, count]) => count > (known.get(code) ?? 0));
  if (added === undefined) return null;
  const [code] = added;
  const finding = after.find((each) => each.code === code && each.severity === 'error');
  return { code: 'invalid', message: changesText.refused.invalid(record.state, finding) };
}

function countErrors(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, code } of findings) {
    if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** Where a record stands once it has these attributes: what waits in the outbox decides first. */
export function syncWith(
  record: Pick<LedgerRecord, 'sync' | 'remote'>,
  attributes: Attributes,
  hasOpenOperations: boolean,
): SyncState {
  if (hasOpenOperations || record.remote === null) return record.sync;
  return isInStep(attributes, record.remote) ? 'in-step' : 'unsent';
}

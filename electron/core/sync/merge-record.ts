import type { Failure } from '#shared/contract/define.ts';
import { asDoi, hasPrefix } from '#shared/doi/doi.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { mergeAttributes } from '#shared/sync/merge.ts';
import type { Merge } from '#shared/sync/merge.ts';
import { authoredKeys, authoredValue, isInStep, pruned } from '#shared/sync/stored-value.ts';
import { keepConflicts } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { moveOperation } from '../outbox/operation-table.ts';
import type { OperationTableRow } from '../outbox/operation-table.ts';
import { failure } from '../outbox/refusal.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { saveRecords } from '../records/save-records.ts';
import type { RecordInput } from '../records/save-records.ts';
import { sentAttributes } from '../register/build-payload.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';

/** The account that is read, and what it adds to the check of a record. */
export interface SyncedAccount {
  readonly repository: Repository;
  readonly check: RecordCheck;
}

export function accountOf(context: CoreContext, repositoryId: string): SyncedAccount {
  return {
    repository: getRepository(context.ledger, repositoryId),
    check: checkOptionsOf(context, repositoryId),
  };
}

const cause = { kind: 'sync', reason: null } as const;

/**
 * Puts a copy of the service together with ours, in the caller's transaction: what changed there and here
 * in different places is joined, the same place is kept as a conflict with its three sides, and what
 * waits and would overwrite it is held back. `base` is the last copy that both sides knew.
 */
export function mergeRecord(
  context: CoreContext,
  account: SyncedAccount,
  what: {
    readonly record: RemoteRecord;
    readonly local: LedgerRecord;
    readonly open: readonly OperationTableRow[];
    readonly base: Attributes;
  },
): 'conflict' | 'changed' {
  const { record, local, open, base } = what;
  const merged = mergeAttributes(base, local.attributes, record.attributes);
  if (merged.conflicts.length > 0) noteConflict(context, local, merged);
  const where = { recordId: local.id, theirs: record.attributes, now: context.timestamp() };
  const isWaiting = keepConflicts(context.ledger, where, merged.conflicts);
  const isConflict = holdBack(context, open, merged) || isWaiting;
  const isEqual = isInStep(merged.merged, record.attributes);
  const rest: SyncState = isEqual ? 'in-step' : 'unsent';
  const sync = isConflict ? 'conflict' : open.length > 0 ? 'sending' : rest;
  saveCopy(context, account, { record, local, attributes: merged.merged, sync });
  return isConflict ? 'conflict' : 'changed';
}

/**
 * Operations that would overwrite what somebody else changed do not go. One that may have been sent is read first;
 * what is noted here keeps it from being sent again with values from before this merge.
 */
function holdBack(context: CoreContext, open: readonly OperationTableRow[], merge: Merge): boolean {
  const paths = new Set<string>([...merge.conflicts.map(({ path }) => path), ...merge.taken]);
  const hit = open.filter(
    ({ status, payload }) =>
      (status === 'queued' || status === 'waiting' || status === 'unknown') &&
      Object.keys(sentAttributes(payload)).some((key) => paths.has(key)),
  );
  const message =
    'Somebody else changed the same values at DataCite before this was sent. Nothing was overwritten.';
  const nextStep = 'Compare both copies and decide which values shall stand.';
  for (const operation of hit) {
    const why = failure('CONFLICT', message, nextStep);
    if (operation.status === 'unknown') noteStale(context, operation, why);
    else moveOperation(context.ledger, operation, 'diverge', { failure: why });
  }
  return hit.some(({ status }) => status !== 'unknown');
}

function noteStale({ ledger }: CoreContext, { id }: OperationTableRow, why: Failure): void {
  ledger.db.run('update operation set failure = ? where id = ?', JSON.stringify(why), id);
}

/** All three sides of a conflict, so that a person can decide and the decision can be traced. */
function noteConflict(context: CoreContext, local: LedgerRecord, { conflicts }: Merge): void {
  appendEvent(context, {
    kind: 'record.conflicted',
    summary: `Changed here and at DataCite: ${conflicts.map(({ path }) => path).join(', ')}.`,
    doi: local.doi,
    changes: conflicts.flatMap(({ path, base, theirs, mine }) => [
      { path, before: base, after: theirs },
      { path: `ours.${path}`, before: base, after: mine },
    ]),
  });
}

/** Saves a record with the service's copy of it. */
export function saveCopy(
  context: CoreContext,
  account: SyncedAccount,
  what: {
    readonly record: RemoteRecord;
    readonly local: LedgerRecord | null;
    readonly attributes: Attributes;
    readonly sync?: SyncState;
  },
): void {
  const { record, local, attributes } = what;
  const isOurs =
    local === null ? belongsTo(record, account.repository) : local.sync !== 'observe-only';
  const input: RecordInput = {
    doi: record.doi,
    repositoryId: local?.repositoryId ?? account.repository.id,
    collectionId: local?.collectionId ?? null,
    itemKey: local?.itemKey ?? null,
    source: local?.source ?? null,
    sourceHash: local?.sourceHash ?? null,
    attributes,
    findings: checkRecord(attributes, { ...account.check, state: record.state }),
    sync: what.sync ?? (isOurs ? 'in-step' : 'observe-only'),
    state: record.state,
    remote: { attributes: record.attributes, state: record.state, updatedAt: record.updated },
  };
  saveRecords(context, [input], cause);
}

/** A DOI under a foreign prefix, or of another account, is there to be seen and not ours to change. */
function belongsTo(record: RemoteRecord, repository: Repository): boolean {
  if (repository.access === 'observe') return false;
  const doi = asDoi(record.doi);
  if (doi === null || !hasPrefix(doi, repository.prefixes)) return false;
  return record.clientId === null || record.clientId === repository.clientId.toLowerCase();
}

/** The copy as this app would have authored it: no derived values, nothing empty. */
export function authoredOf({ attributes }: RemoteRecord): Attributes {
  const entries = authoredKeys
    .map((key) => [key, authoredValue(attributes, key)] as const)
    .filter(([, value]) => pruned(value) !== undefined);
  return Object.fromEntries(entries);
}

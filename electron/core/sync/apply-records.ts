import { asDoi, hasPrefix } from '#shared/doi/doi.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { mergeAttributes } from '#shared/sync/merge.ts';
import type { Merge } from '#shared/sync/merge.ts';
import {
  authoredKeys,
  authoredValue,
  changedKeys,
  differingKeys,
  pruned,
} from '#shared/sync/stored-value.ts';
import { keepConflicts } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { moveOperation, openOperations } from '../outbox/operation-table.ts';
import type { OperationTableRow } from '../outbox/operation-table.ts';
import { failure } from '../outbox/refusal.ts';
import { confirmRemote } from '../records/confirm-remote.ts';
import { findByDois } from '../records/find-records.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { saveRecords } from '../records/save-records.ts';
import type { RecordInput } from '../records/save-records.ts';
import { sentAttributes } from '../register/build-payload.ts';
import type { Repository } from '../repositories/repository-table.ts';

/** What one remote copy led to. */
export type Applied =
  /** Came into the ledger. */
  | 'new'
  /** Changed there; ours now, or put together with our changes. */
  | 'changed'
  | 'conflict'
  | 'same'
  /** An older copy than we know (the index lags), or one that the outbox is about to settle. */
  | 'passed-over'
  /** The list says less than a single read would: read it by itself. */
  | 'doubtful';

/** The account that is read, and what it adds to the check of a record. */
export interface SyncedAccount {
  readonly repository: Repository;
  readonly check: RecordCheck;
}

const cause = { kind: 'sync', reason: null } as const;
const readCause = { kind: 'read', reason: null } as const;

/**
 * Takes remote copies into the ledger, in the caller's transaction. Our own unsent changes are never
 * lost: what changed there and here in different places is put together, the same place is a conflict.
 * `isTruth` is true for single reads; lists come from an index that lags behind.
 */
export function applyRecords(
  context: CoreContext,
  account: SyncedAccount,
  records: readonly RemoteRecord[],
  isTruth: boolean,
): Map<string, Applied> {
  const known = findByDois(
    context.ledger,
    records.map(({ doi }) => doi),
  );
  return new Map(
    records.map((record) => {
      const local = known.get(record.doi) ?? null;
      return [record.doi, applyOne(context, account, { record, local, isTruth })];
    }),
  );
}

interface Pair {
  readonly record: RemoteRecord;
  readonly local: LedgerRecord | null;
  readonly isTruth: boolean;
}

function applyOne(context: CoreContext, account: SyncedAccount, pair: Pair): Applied {
  const { record, local, isTruth } = pair;
  if (local === null) {
    save(context, account, { record, local, attributes: authoredOf(record) });
    return 'new';
  }
  if (local.isBurnt) return 'passed-over';
  const open = openOperations(context.ledger, local.id);
  if (open.some(({ status }) => status === 'in-flight' || status === 'unknown')) {
    return 'passed-over';
  }
  const age = isTruth ? 'newer' : compareAge(record.updated, local.remoteUpdatedAt);
  if (age === 'older') return 'passed-over';
  const base = local.remote;
  const isSame =
    base !== null &&
    local.remoteState === record.state &&
    differingKeys(base, record.attributes).length === 0;
  if (isSame) {
    confirm(context, record, local.sync);
    return 'same';
  }
  if (age === 'same-second') return 'doubtful';
  if (local.sync === 'observe-only') {
    save(context, account, { record, local, attributes: authoredOf(record) });
    return 'changed';
  }
  return merge(context, account, { record, local, open });
}

function merge(
  context: CoreContext,
  account: SyncedAccount,
  what: {
    readonly record: RemoteRecord;
    readonly local: LedgerRecord;
    readonly open: readonly OperationTableRow[];
  },
): Applied {
  const { record, local, open } = what;
  const merged = mergeAttributes(local.remote ?? {}, local.attributes, record.attributes);
  if (merged.conflicts.length > 0) noteConflict(context, local, merged);
  const where = { recordId: local.id, theirs: record.attributes, now: context.timestamp() };
  const waiting = keepConflicts(context.ledger, where, merged.conflicts);
  const isConflict = holdBack(context, open, merged) || waiting > 0;
  const isEqual = changedKeys(merged.merged, record.attributes).length === 0;
  const rest: SyncState = isEqual ? 'in-step' : 'unsent';
  const sync = isConflict ? 'conflict' : open.length > 0 ? 'sending' : rest;
  save(context, account, { record, local, attributes: merged.merged, sync });
  return isConflict ? 'conflict' : 'changed';
}

/** Operations that would overwrite what somebody else changed do not go. */
function holdBack(context: CoreContext, open: readonly OperationTableRow[], merge: Merge): boolean {
  const paths = new Set<string>([...merge.conflicts.map(({ path }) => path), ...merge.taken]);
  const hit = open.filter(
    ({ status, payload }) =>
      (status === 'queued' || status === 'waiting') &&
      Object.keys(sentAttributes(payload)).some((key) => paths.has(key)),
  );
  const message =
    'Somebody else changed the same values at DataCite before this was sent. Nothing was overwritten.';
  const nextStep = 'Compare both copies and decide which values shall stand.';
  for (const operation of hit) {
    const why = failure('CONFLICT', message, nextStep);
    moveOperation(context.ledger, operation, 'diverge', { failure: why });
  }
  return hit.length > 0;
}

/** All three sides of a conflict, so that a person can decide and the decision can be traced. */
function noteConflict(context: CoreContext, local: LedgerRecord, { conflicts }: Merge): void {
  appendEvent(context, {
    kind: 'record.conflicted',
    summary: `Changed here and at DataCite: ${conflicts.map(({ path }) => path).join(', ')}.`,
    doi: local.doi,
    changes: conflicts.map(({ path, base, theirs }) => ({ path, before: base, after: theirs })),
    detail: { ours: Object.fromEntries(conflicts.map(({ path, mine }) => [path, mine])) },
  });
}

function confirm(context: CoreContext, record: RemoteRecord, sync: SyncState): void {
  confirmRemote(
    context,
    {
      doi: record.doi,
      remote: record.attributes,
      remoteState: record.state,
      remoteUpdatedAt: record.updated,
      sync,
    },
    readCause,
  );
}

function save(
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
  const doi = asDoi(record.doi);
  if (doi === null || !hasPrefix(doi, repository.prefixes)) return false;
  return record.clientId === null || record.clientId === repository.clientId.toLowerCase();
}

/** The copy as this app would have authored it: no derived values, nothing empty. */
function authoredOf({ attributes }: RemoteRecord): Attributes {
  const entries = authoredKeys
    .map((key) => [key, authoredValue(attributes, key)] as const)
    .filter(([, value]) => pruned(value) !== undefined);
  return Object.fromEntries(entries);
}

/** Lists leave milliseconds out (datacite.md 1.11), so within one second age is not known. */
function compareAge(read: string | null, known: string | null): 'older' | 'same-second' | 'newer' {
  if (read === null || known === null) return 'newer';
  const difference = seconds(read) - seconds(known);
  if (difference === 0) return 'same-second';
  return difference < 0 ? 'older' : 'newer';
}

function seconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

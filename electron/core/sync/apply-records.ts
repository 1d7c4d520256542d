import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { differingKeys } from '#shared/sync/stored-value.ts';
import type { CoreContext } from '../context.ts';
import { openOperations } from '../outbox/operation-table.ts';
import { confirmRemote } from '../records/confirm-remote.ts';
import { noteResolver } from '../records/note-resolver.ts';
import { noteUse } from '../records/note-use.ts';
import { findByDois } from '../records/find-records.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import type { SyncedAccount } from './merge-record.ts';
import { authoredOf, mergeRecord, saveCopy } from './merge-record.ts';

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
      const applied = applyOne(context, account, { record, local, isTruth });
      noteResolver(context, record);
      noteUse(context, record);
      return [record.doi, applied];
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
    saveCopy(context, account, { record, local, attributes: authoredOf(record) });
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
    saveCopy(context, account, { record, local, attributes: authoredOf(record) });
    return 'changed';
  }
  return mergeRecord(context, account, { record, local, open, base: local.remote ?? {} });
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

import { hash } from 'node:crypto';

import { doiKey } from '#shared/doi/doi.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { EventContext } from '../history/append-event.ts';
import { appendEvent } from '../history/append-event.ts';
import { changesBetween } from '../history/changes.ts';
import type { RecordTableRow, SyncState } from './record.ts';
import { forgetNameFindings } from './recheck.ts';
import { announce } from './save-records.ts';

/** What DataCite was seen to hold, and what that means for the record here. */
export interface Confirmation {
  readonly doi: string;
  readonly remote: Attributes;
  readonly remoteState: RemoteState;
  /** The service's `updated`. */
  readonly remoteUpdatedAt: string | null;
  readonly sync: SyncState;
}

export interface RemoteCause {
  /** `confirmed` after our own operation, `read` by sync: becomes `remote.confirmed`. */
  readonly kind: string;
  readonly reason: string | null;
  readonly batchId?: string | null;
  readonly operationId?: string | null;
}

/**
 * Notes the copy that DataCite holds: remote attributes, state, time, sync, and one event that lists
 * what changed there since the copy before. Our own attributes stay as they are; where the copy shall
 * become ours too, save it with `saveRecords`. Joins the caller's transaction. Throws `NOT_FOUND`.
 */
export function confirmRemote(
  context: EventContext,
  confirmation: Confirmation,
  cause: RemoteCause,
): void {
  const doi = doiKey(confirmation.doi);
  context.ledger.transaction(() => {
    const { db } = context.ledger;
    const before = db.get<RecordTableRow>('select * from record where doi = ?', doi);
    if (before === undefined) throw unknownDoi(doi);
    const remote = canonicalJson(confirmation.remote);
    db.run(
      `update record set remote = ?, remote_state = ?, remote_updated_at = ?, state = ?, sync = ?,
         confirmed_at = ? where id = ?`,
      remote,
      confirmation.remoteState,
      confirmation.remoteUpdatedAt,
      confirmation.remoteState,
      confirmation.sync,
      context.timestamp(),
      before.id,
    );
    if (before.state === 'reserved') forgetNameFindings(context, before);
    if (before.remote === remote && before.remote_state === confirmation.remoteState) return;
    appendEvent(context, {
      kind: `remote.${cause.kind}`,
      summary: summaryOf(before, confirmation),
      doi,
      batchId: cause.batchId ?? null,
      operationId: cause.operationId ?? null,
      reason: cause.reason,
      changes:
        before.remote === null
          ? []
          : changesBetween(JSON.parse(before.remote) as object, confirmation.remote),
      detail: { state: confirmation.remoteState, remoteHash: hash('sha256', remote, 'hex') },
    });
  });
  announce(context, [doi]);
}

function summaryOf(before: RecordTableRow, { remoteState }: Confirmation): string {
  if (before.remote_state === null) return `DataCite holds it as ${remoteState}.`;
  return before.remote_state === remoteState
    ? 'DataCite holds a changed copy.'
    : `DataCite holds it as ${remoteState}; it was ${before.remote_state}.`;
}

/**
 * Notes that DataCite holds the DOI no more (a deleted draft). The name stays in the ledger as burnt and
 * is never given out again. Joins the caller's transaction.
 */
export function confirmGone(context: EventContext, doi: string, cause: RemoteCause): void {
  const key = doiKey(doi);
  context.ledger.transaction(() => {
    const { changes } = context.ledger.db.run(
      `update record set remote = null, remote_state = null, remote_updated_at = null,
         state = 'reserved', sync = 'local', burnt = 1, confirmed_at = ? where doi = ?`,
      context.timestamp(),
      key,
    );
    if (changes === 0) throw unknownDoi(key);
    appendEvent(context, {
      kind: `remote.${cause.kind}`,
      summary: 'DataCite holds it no more. The name will not be used again.',
      doi: key,
      batchId: cause.batchId ?? null,
      operationId: cause.operationId ?? null,
      reason: cause.reason,
    });
  });
  announce(context, [key]);
}

/** Sets where records stand between here and DataCite; derived from the outbox, so no event of its own. */
export function setSync(context: EventContext, dois: readonly string[], sync: SyncState): void {
  const keys = dois.map(doiKey);
  context.ledger.db.run(
    'update record set sync = ? where doi in (select value from json_each(?))',
    sync,
    JSON.stringify(keys),
  );
  announce(context, keys);
}

function unknownDoi(doi: string): AppError {
  return new AppError('NOT_FOUND', { message: `The ledger has no record of ${doi}.` });
}

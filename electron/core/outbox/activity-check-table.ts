import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import type { WrittenUpdate } from '#shared/outbox/find-overwritten.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Json } from '#shared/support/json.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { authoredKeys, authoredValue } from '#shared/sync/stored-value.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { eventOf, sentAttributes } from '../register/build-payload.ts';
import type { Settlement } from './settlement.ts';

/** An update whose entry in the activities is still to be read. */
export interface ActivityCheck {
  readonly operationId: string;
  readonly recordId: number;
  readonly repositoryId: string;
  readonly doi: string;
  readonly tries: number;
  readonly update: WrittenUpdate;
}

/**
 * Notes a confirmed update, so that its entry in the activities is read later: only that tells whether
 * somebody wrote between our read and our write. Before the record takes its new copy, in the caller's
 * transaction.
 */
export function noteActivityCheck(
  context: CoreContext,
  settlement: Extract<Settlement, { event: 'confirm' | 'diverge' }>,
): void {
  const { operation, record } = settlement;
  const isConfirmed = settlement.event === 'confirm';
  const before = isConfirmed ? settlement.before : null;
  const requestId = isConfirmed ? settlement.requestId : null;
  if (operation.kind !== 'update' || record === null) return;
  const sent = sentAttributes(operation.payload);
  const known = before?.attributes ?? (JSON.parse(operation.record_remote ?? '{}') as Attributes);
  const base: Record<string, Json> = {};
  for (const key of authoredKeys) {
    if (Object.hasOwn(sent, key)) base[key] = authoredValue(known, key) ?? null;
  }
  const movesState = eventOf(operation.payload) !== null;
  if (Object.keys(base).length === 0 && !movesState) return;
  context.ledger.db.run(
    `insert into activity_check (operation_id, base, base_state, base_updated_at, request_id, jumped, noted_at)
     values (@id, @base, @state,
       coalesce(@updated, (select remote_updated_at from record where id = @recordId)),
       @requestId, @jumped, @now)
     on conflict do nothing`,
    {
      id: operation.id,
      base: canonicalJson(base),
      state: movesState ? (before?.state ?? operation.record_state) : null,
      recordId: operation.record_id,
      updated: before?.updated ?? null,
      requestId,
      jumped: hasJumped(before, record) ? 1 : 0,
      now: context.timestamp(),
    },
  );
}

/** One write makes one version, or none where the XML stays as it was. */
function hasJumped(before: RemoteRecord | null, record: RemoteRecord): boolean {
  const [was, is] = [before?.metadataVersion ?? null, record.metadataVersion];
  return was !== null && is !== null && is > was + 1;
}

interface Row {
  readonly operation_id: string;
  readonly record_id: number;
  readonly repository_id: string;
  readonly doi: string;
  readonly payload: string;
  readonly base: string;
  readonly base_state: RecordState | null;
  readonly target_state: RecordState | null;
  readonly base_updated_at: string | null;
  readonly request_id: string | null;
  /** Attempts that ended where nobody saw it. */
  readonly unseen: number;
  readonly tries: number;
}

/** Those of an account, the suspicious ones first, then the oldest. */
export function activityChecks(
  { db }: Ledger,
  repositoryId: string,
  limit: number,
): ActivityCheck[] {
  return db
    .all<Row>(
      `select c.*, o.record_id, o.repository_id, o.doi, o.payload, o.target_state,
         (select count(*) from attempt a where a.operation_id = o.id
            and (a.outcome is null or a.outcome = 'unknown')) as unseen
       from activity_check c join operation o on o.id = c.operation_id
       where o.repository_id = ? order by c.tries, c.jumped desc, c.noted_at limit ?`,
      repositoryId,
      limit,
    )
    .map((row) => {
      const base = JSON.parse(row.base) as Attributes;
      return {
        operationId: row.operation_id,
        recordId: row.record_id,
        repositoryId: row.repository_id,
        doi: row.doi,
        tries: row.tries,
        update: {
          stored: predictStored(sentAttributes(row.payload), base),
          base,
          keys: Object.keys(base) as AuthoredKey[],
          state:
            row.base_state === null || row.target_state === null
              ? null
              : { base: row.base_state, stored: row.target_state },
          requestId: row.request_id,
          isWrittenOnce: row.unseen === 0,
          since: row.base_updated_at,
        },
      };
    });
}

export function accountsToCheck({ db }: Ledger): string[] {
  return db
    .all<{ id: string }>(
      `select distinct o.repository_id as id from activity_check c join operation o on o.id = c.operation_id`,
    )
    .map(({ id }) => id);
}

export function countTry({ db }: Ledger, operationId: string): void {
  db.run('update activity_check set tries = tries + 1 where operation_id = ?', operationId);
}

export function removeCheck({ db }: Ledger, operationId: string): void {
  db.run('delete from activity_check where operation_id = ?', operationId);
}

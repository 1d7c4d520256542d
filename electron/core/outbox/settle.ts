import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { assertNever } from '#shared/support/assert.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { authoredKeys, authoredValue, isInStep, differingKeys } from '#shared/sync/stored-value.ts';
import { hasConflict } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent, historyHead } from '../history/append-event.ts';
import { confirmGone, confirmRemote } from '../records/confirm-remote.ts';
import { noteUse } from '../records/note-use.ts';
import { getRecord } from '../records/find-records.ts';
import type { SyncState } from '../records/record.ts';
import { sentAttributes, sha256 } from '../register/build-payload.ts';
import { accountOf, mergeRecord } from '../sync/merge-record.ts';
import { noteActivityCheck } from './activity-check-table.ts';
import { endAttempt, moveOperation, openOperations } from './operation-table.ts';
import type { ReadyOperation } from './operation-table.ts';
import type { Settlement } from './settlement.ts';

/** What proves an operation: kept with it for ever. */
export interface Receipt {
  readonly at: string;
  readonly httpStatus: number | null;
  /** True when an earlier attempt with an unseen ending had done it, found by reading. */
  readonly found: boolean;
  readonly state: string | null;
  readonly updated: string | null;
  readonly registered: string | null;
  readonly metadataVersion: number | null;
  /** Of the canonical JSON of the record as the service answered it. */
  readonly remoteSha256: string | null;
  readonly foreignChanges: readonly string[];
  /** When a later read of the account's index agreed; null until then. */
  readonly confirmedAt: string | null;
  /** The history's head right before this was noted: a receipt kept elsewhere anchors it. */
  readonly historyHead: { readonly sequence: number; readonly hash: string };
}

/** Wall-clock times that go with a delay, decided by the caller. */
export interface SettleTimes {
  /** When a postponed or lost operation is due again; shown to people, not used for waiting. */
  readonly dueAt: string | null;
}

/** Writes how a contact ended: operation, attempt, record and history. Joins the caller's transaction. */
export function settle(context: CoreContext, settlement: Settlement, times: SettleTimes): void {
  const { ledger } = context;
  const { operation } = settlement;
  const now = context.timestamp();
  endAttempt(ledger, operation.id, { endedAt: now, ...attemptEnd(settlement) });
  switch (settlement.event) {
    case 'confirm':
      confirm(context, settlement);
      return;
    case 'lose':
      moveOperation(ledger, operation, 'lose', { nextAttemptAt: times.dueAt });
      return;
    case 'postpone':
      moveOperation(ledger, operation, 'postpone', { nextAttemptAt: times.dueAt });
      return;
    case 'stay':
      ledger.db.run(
        'update operation set next_attempt_at = ? where id = ?',
        times.dueAt,
        operation.id,
      );
      return;
    case 'refuse':
    case 'diverge':
      stop(context, settlement);
      return;
    case 'park':
      if (operation.status === 'in-flight') moveOperation(ledger, operation, 'park');
      if (settlement.hold !== null) hold(context, operation.repository_id, settlement.hold);
      return;
    default:
      assertNever(settlement);
  }
}

type Confirmed = Extract<Settlement, { event: 'confirm' }>;
type Stopped = Extract<Settlement, { event: 'refuse' | 'diverge' }>;

function confirm(context: CoreContext, settlement: Confirmed): void {
  const { operation, record } = settlement;
  const cause = {
    kind: 'confirmed',
    reason: null,
    batchId: operation.batch_id,
    operationId: operation.id,
  };
  const now = context.timestamp();
  moveOperation(context.ledger, operation, 'confirm', {
    finishedAt: now,
    receipt: canonicalJson({
      ...receiptOf(settlement, now),
      historyHead: historyHead(context.ledger),
    } satisfies Receipt),
    differences: record === null ? '[]' : canonicalJson(differencesOf(operation, record)),
  });
  if (record === null) {
    confirmGone(context, operation.doi, cause);
    return;
  }
  noteActivityCheck(context, settlement);
  noteUse(context, record);
  confirmRemote(
    context,
    {
      doi: operation.doi,
      remote: record.attributes,
      remoteState: record.state,
      remoteUpdatedAt: record.updated,
      sync: syncOf(context, operation, record.attributes),
    },
    cause,
  );
  takeForeign(context, operation, record);
}

/**
 * What others changed in attributes that were not sent becomes ours too, or waits as a conflict: left as
 * an unsent difference, the next update would write our old value over it.
 */
function takeForeign(context: CoreContext, operation: ReadyOperation, record: RemoteRecord): void {
  const sent = sentAttributes(operation.payload);
  const known = operation.record_remote === null ? null : parse(operation.record_remote);
  const base: Record<string, unknown> = { ...predictStored(sent, known) };
  for (const key of authoredKeys) {
    // What was sent is compared apart (`differencesOf`): that is no foreign change.
    if (Object.hasOwn(sent, key)) base[key] = record.attributes[key];
  }
  if (differingKeys(base, record.attributes).length === 0) return;
  const local = getRecord(context.ledger, operation.doi);
  if (local === null) throw new Error(`Record ${operation.doi} is missing`);
  const account = accountOf(context, operation.repository_id);
  const open = openOperations(context.ledger, local.id);
  mergeRecord(context, account, { record, local, open, base: base });
}

function stop(context: CoreContext, settlement: Stopped): void {
  const { operation, failure } = settlement;
  const isConflict = settlement.event === 'diverge';
  moveOperation(context.ledger, operation, settlement.event, { failure });
  if (settlement.event === 'diverge' && settlement.record !== null) {
    // The attempt that nobody saw the end of may have written before somebody else did.
    if (operation.status === 'unknown') noteActivityCheck(context, settlement);
    keepSides(context, operation, settlement.record);
  }
  context.ledger.db.run(
    'update record set sync = ? where id = ?',
    isConflict || hasConflict(context.ledger, operation.record_id) ? 'conflict' : 'failed',
    operation.record_id,
  );
  appendEvent(context, {
    kind: isConflict ? 'operation.conflicted' : 'operation.rejected',
    summary: failure.message,
    doi: operation.doi,
    batchId: operation.batch_id,
    operationId: operation.id,
  });
  context.emit('records.changed', { dois: [operation.doi] });
}

/** All three sides as they were read at the gate, so that the person who decides sees what is there. */
function keepSides(context: CoreContext, operation: ReadyOperation, record: RemoteRecord): void {
  const local = getRecord(context.ledger, operation.doi);
  if (local === null) throw new Error(`Record ${operation.doi} is missing`);
  const account = accountOf(context, operation.repository_id);
  const open = openOperations(context.ledger, local.id);
  mergeRecord(context, account, { record, local, open, base: local.remote ?? {} });
}

/** Keeps the account's other operations back until a person has looked at the credentials. */
function hold(context: CoreContext, repositoryId: string, reason: string): void {
  const { changes } = context.ledger.db.run(
    'update repository set held_reason = ? where id = ? and held_reason is null',
    reason,
    repositoryId,
  );
  if (changes > 0) context.emit('repositories.changed', {});
}

/** `unsent` when the record was edited after this operation was made; more may wait, or be undecided. */
export function syncOf(
  context: CoreContext,
  operation: Pick<ReadyOperation, 'record_id'>,
  remote: Attributes,
): SyncState {
  const { db } = context.ledger;
  const row = db.get<{ attributes: string; open: number }>(
    `select attributes, exists (select 1 from operation o where o.record_id = r.id
       and o.status not in ('done', 'cancelled', 'superseded')) as open
     from record r where id = ?`,
    operation.record_id,
  );
  if (row === undefined) throw new Error(`Record ${String(operation.record_id)} is missing`);
  if (hasConflict(context.ledger, operation.record_id)) return 'conflict';
  if (row.open === 1) return 'sending';
  const authored = JSON.parse(row.attributes) as Attributes;
  return isInStep(authored, remote) ? 'in-step' : 'unsent';
}

function receiptOf(settlement: Confirmed, at: string): Omit<Receipt, 'historyHead'> {
  const { record } = settlement;
  return {
    at,
    httpStatus: settlement.httpStatus,
    found: settlement.found,
    state: record?.state ?? null,
    updated: record?.updated ?? null,
    registered: record?.registered ?? null,
    metadataVersion: record?.metadataVersion ?? null,
    remoteSha256: record === null ? null : sha256(canonicalJson(record.attributes)),
    foreignChanges: settlement.foreignChanges,
    confirmedAt: null,
  };
}

/** Longest text of one side of a difference that is kept. */
const longestSide = 2000;
const mostDifferences = 500;

/** Where the service stores something else than its known normalisations explain. */
function differencesOf(
  operation: ReadyOperation,
  record: RemoteRecord,
): { path: string; sent: string; stored: string }[] {
  const base = operation.record_remote === null ? null : parse(operation.record_remote);
  const sent = sentAttributes(operation.payload);
  const expected = predictStored(sent, base);
  const compared: Record<string, unknown> = {};
  const stored: Record<string, unknown> = {};
  for (const key of authoredKeys) {
    if (!Object.hasOwn(sent, key)) continue;
    compared[key] = authoredValue(expected, key);
    stored[key] = authoredValue(record.attributes, key);
  }
  return compareStored(compared as Attributes, stored as Attributes)
    .slice(0, mostDifferences)
    .map(({ path, expected: meant, actual }) => ({
      path: path.slice(0, 500),
      sent: JSON.stringify(meant).slice(0, longestSide),
      stored: JSON.stringify(actual).slice(0, longestSide),
    }));
}

function parse(json: string): Attributes {
  return JSON.parse(json) as Attributes;
}

function attemptEnd(settlement: Settlement): {
  outcome: string;
  httpStatus: number | null;
  message: string | null;
} {
  switch (settlement.event) {
    case 'confirm':
      return {
        outcome: settlement.found ? 'found done' : 'done',
        httpStatus: settlement.httpStatus,
        message: null,
      };
    case 'lose':
      return { outcome: 'unknown', httpStatus: settlement.httpStatus, message: settlement.message };
    case 'postpone':
    case 'stay':
      return {
        outcome: settlement.later.reason,
        httpStatus: null,
        message: settlement.later.message,
      };
    case 'refuse':
      return {
        outcome: 'rejected',
        httpStatus: settlement.httpStatus,
        message: settlement.failure.message,
      };
    case 'diverge':
      return { outcome: 'conflict', httpStatus: null, message: settlement.failure.message };
    case 'park':
      return {
        outcome: settlement.hold === null ? 'not sent' : 'unauthorised',
        httpStatus: settlement.hold === null ? null : 401,
        message: settlement.hold,
      };
    default:
      return assertNever(settlement);
  }
}

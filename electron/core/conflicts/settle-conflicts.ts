import type { ConflictChoice, ConflictedValue } from '#shared/contract/conflicts.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { furtherState } from '#shared/outbox/coalesce.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Json } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { isInStep } from '#shared/sync/stored-value.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { moveOperation, openOperations } from '../outbox/operation-table.ts';
import { isHiding } from '../register/build-payload.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord, SyncState } from '../records/record.ts';
import { saveRecords } from '../records/save-records.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { openConflicts, removeConflict } from './conflict-table.ts';

export interface Decision {
  readonly choices: readonly ConflictChoice[];
  /** For attributes that no choice names; null leaves them open. */
  readonly otherwise: 'mine' | 'theirs' | null;
  readonly reason: string | null;
}

/**
 * Carries out what a person decided about one record: metadata, history, and what was held back because
 * of the conflict, in one transaction. When nothing is open any more, the intent of the operations that
 * were held back goes on with the settled values. Returns true then; false while something is open, and
 * null when the record has no conflict.
 */
export function settleConflicts(
  context: CoreContext,
  doi: string,
  decision: Decision,
): boolean | null {
  return context.ledger.transaction(() => {
    const record = getRecord(context.ledger, doi);
    if (record?.sync !== 'conflict') return null;
    const open = openConflicts(context.ledger, record.id);
    const named = open.flatMap((value) => {
      const outcome = decide(value, decision);
      return outcome === null ? [] : [{ path: value.path, value: outcome.value }];
    });
    // The state goes with the last of them: an event is sent when nothing is open any more.
    const isWhole = named.length === open.length;
    const decided = named.filter(({ path }) => isWhole || path !== 'state');
    const state = decided.find(({ path }) => path === 'state')?.value;
    assertState(state);
    for (const { path } of decided) removeConflict(context.ledger, record.id, path);
    const isSettled = openConflicts(context.ledger, record.id).length === 0;
    const values = decided.filter(({ path }) => path !== 'state');
    const attributes = withValues(record.attributes, values);
    save(context, record, { attributes, isSettled, reason: decision.reason });
    const kept = decided.filter(({ path, value }) =>
      path === 'state' ? value === record.state : isSame(record.attributes, path, value),
    );
    if (kept.length > 0) {
      // Nothing changes here where ours is kept; that somebody decided so must be known all the same.
      const paths = kept.map(({ path }) => path);
      appendEvent(context, {
        kind: 'record.settled',
        summary: `Kept as it stands here: ${paths.join(', ')}.`,
        doi: record.doi,
        reason: decision.reason,
      });
    }
    if (isSettled) goOn(context, doi, decision.reason);
    if (state !== undefined && state !== record.state) {
      moveState(context, doi, { state, reason: decision.reason });
    }
    return isSettled;
  });
}

type Shown = 'registered' | 'findable';

/** Throws `VALIDATION` for a state that no published record can be brought back to. */
function assertState(state: Json | undefined): asserts state is Shown | undefined {
  if (state === undefined || state === 'registered' || state === 'findable') return;
  throw new AppError('VALIDATION', {
    message: 'A published record can only be registered or findable. Nothing was settled.',
    nextStep: 'Take one of both sides for its state.',
  });
}

/** Brings the record to the state that somebody else had given it: publishes it, or hides it. */
function moveState(
  context: CoreContext,
  doi: string,
  { state, reason }: { readonly state: Shown; readonly reason: string | null },
): void {
  const record = getRecord(context.ledger, doi);
  if (record === null) return;
  const { clientId } = getRepository(context.ledger, record.repositoryId);
  enqueue(context, {
    record,
    clientId,
    target: state,
    batchId: null,
    reason: reason ?? 'The conflict was settled',
    hides: state === 'registered',
  });
}

function isSame(attributes: Attributes, path: string, value: Json): boolean {
  return (
    canonicalJson((attributes as Readonly<Record<string, Json>>)[path] ?? null) ===
    canonicalJson(value)
  );
}

/** Null: nobody decided. */
function decide(value: ConflictedValue, decision: Decision): { value: Json } | null {
  const choice = decision.choices.find(({ path }) => path === value.path);
  if (choice?.take === 'value') return { value: choice.value };
  const side = choice?.take ?? decision.otherwise;
  return side === null ? null : { value: value[side] };
}

function withValues(
  attributes: Attributes,
  decided: readonly { readonly path: string; readonly value: Json }[],
): Attributes {
  const chosen = new Map(decided.map(({ path, value }) => [path, value]));
  const rest = Object.entries(attributes).filter(([path]) => !chosen.has(path));
  return Object.fromEntries([...rest, ...[...chosen].filter(([, value]) => value !== null)]);
}

function save(
  context: CoreContext,
  record: LedgerRecord,
  what: { attributes: Attributes; isSettled: boolean; reason: string | null },
): void {
  const { attributes, isSettled, reason } = what;
  const { doi, repositoryId, collectionId, itemKey, source, sourceHash, state } = record;
  const isEqual = isInStep(attributes, record.remote ?? {});
  const settled: SyncState = isEqual ? 'in-step' : 'unsent';
  const check = checkOptionsOf(context, repositoryId);
  const findings = checkRecord(attributes, {
    ...check,
    state: state === 'reserved' ? 'findable' : state,
  });
  const known = { doi, repositoryId, collectionId, itemKey, source, sourceHash, state };
  const sync = isSettled ? settled : 'conflict';
  saveRecords(context, [{ ...known, attributes, findings, sync }], { kind: 'settled', reason });
}

/** What was held back was already meant to be sent; it goes on, in place of what it was. */
function goOn(context: CoreContext, doi: string, reason: string | null): void {
  const record = getRecord(context.ledger, doi);
  if (record === null) return;
  const held = openOperations(context.ledger, record.id).filter(
    ({ status, target_state: target }) => status === 'conflict' && target !== null,
  );
  const last = held.at(-1);
  if (last === undefined) return;
  // Superseded by name: with our side taken, the payload is the same, and the new one must go all the same.
  const finishedAt = context.timestamp();
  for (const operation of held) {
    moveOperation(context.ledger, operation, 'supersede', { finishedAt });
  }
  const target = held.reduce<RemoteState>(
    (state, operation) => furtherState(state, operation.target_state ?? state),
    'draft',
  );
  const { clientId } = getRepository(context.ledger, record.repositoryId);
  enqueue(context, {
    record,
    clientId,
    target,
    batchId: last.batch_id,
    reason: reason ?? 'The conflict was settled',
    ...(held.some(({ payload }) => isHiding(payload)) ? { hides: true } : {}),
  });
}

import { checkRecord } from '#shared/findings/check-record.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { restoredAttributes, withdrawnAttributes } from '#shared/removal/withdrawn-attributes.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { comparableText, differingKeys } from '#shared/sync/stored-value.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { hasConflict } from '../../conflicts/conflict-table.ts';
import type { CoreContext } from '../../context.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { getRecord } from '../../records/find-records.ts';
import { checkOptionsOf } from '../../records/recheck.ts';
import type { LedgerRecord } from '../../records/record.ts';
import { saveRecords } from '../../records/save-records.ts';
import { patchItem } from '../item-rows.ts';
import type { RemovalItem } from '../item-rows.ts';
import { isOurs } from '../open-cases.ts';
import type { Step, StepInput, StepOutcome } from './step.ts';
import { done, failed, skipped } from './step.ts';

const { error, failure, wait, skipped: skippedText } = removalText;

/**
 * Steps 4 to 6 are one request: the dates and the successor, the address, and the hiding. The first of them
 * makes it and waits for its answer; then each looks at what DataCite says it holds.
 */
export const writeMetadata: Step = (input) => {
  const { item, given, context } = input;
  const wanted = (record: LedgerRecord): Attributes =>
    withdrawnAttributes(
      { ...base(record, item), ...pickBefore(record, item) },
      given.tombstone,
      item.pageUrl ?? '',
    );
  const sent = sendOnce(input, {
    wanted,
    target: given.tombstone.isTemporary ? (item.before?.state ?? 'findable') : 'registered',
    hides: !given.tombstone.isTemporary,
    reason: `Case ${String(item.caseId)}: ${given.tombstone.statement.trim()}`,
  });
  if (sent !== null) return sent;
  const record = getRecord(context.ledger, item.doi);
  const remote = record?.remote;
  if (record == null || remote == null) return failed('NOT_FOUND', failure.notInLedger);
  const expected = predictStored(pick(wanted(record), ['dates', 'relatedIdentifiers']), remote);
  const isHeld = (['dates', 'relatedIdentifiers'] as const).every(
    (key) => comparableText(expected, key) === comparableText(remote, key),
  );
  return isHeld ? done({ updated: record.remoteUpdatedAt }) : failed('CONFLICT', failure.date);
};

/** What the record holds now, in the current kernel where it had to be upgraded. */
function base(record: LedgerRecord, item: RemovalItem): Attributes {
  return item.before?.isUpgraded === true && item.operationId === null
    ? item.before.attributes
    : record.attributes;
}

/** A second round begins from what was there before, so that nothing is withdrawn twice. */
function pickBefore(record: LedgerRecord, item: RemovalItem): Attributes {
  if (item.before === null) return {};
  const before = item.before.attributes as Attributes;
  // Relations that were made since then (a new version, say) stay.
  return {
    dates: before.dates ?? [],
    relatedIdentifiers: record.attributes.relatedIdentifiers ?? [],
  };
}

export const checkAddress: Step = ({ context, item }) => {
  const held = getRecord(context.ledger, item.doi)?.remote?.url ?? '';
  return held === item.pageUrl ? done({ url: held }) : failed('CONFLICT', failure.url(held));
};

export const checkHidden: Step = ({ context, item, given }) => {
  const state = getRecord(context.ledger, item.doi)?.remoteState ?? null;
  const before = item.before?.state ?? 'findable';
  if (given.tombstone.isTemporary) {
    return state === before
      ? skipped(skippedText.staysFindable, { state })
      : failed('CONFLICT', failure.state(String(state)));
  }
  if (state !== 'registered') return failed('CONFLICT', failure.state(String(state)));
  return before === 'registered' ? skipped(skippedText.alreadyHidden, { state }) : done({ state });
};

/** Back: exactly what the removal changed returns to what it was; other work on the record stays. */
export const putRecordBack: Step = (input) => {
  const { item, context } = input;
  const { before } = item;
  if (before === null) return skipped(skippedText.temporary);
  const sent = sendOnce(input, {
    wanted: (record) =>
      restoredAttributes(record.attributes, before.attributes, input.given.tombstone),
    target: before.state,
    hides: false,
    reason: `Case ${String(item.caseId)}: restored`,
  });
  if (sent !== null) return sent;
  const record = getRecord(context.ledger, item.doi);
  if (record?.remote == null) return failed('NOT_FOUND', failure.notInLedger);
  if (record.remoteState !== before.state)
    return failed('CONFLICT', failure.state(String(record.remoteState)));
  return done({ state: record.remoteState, url: record.remote.url ?? null });
};

interface Wish {
  readonly wanted: (record: LedgerRecord) => Attributes;
  readonly target: RemoteState;
  readonly hides: boolean;
  readonly reason: string;
}

/**
 * Queues the request of a step once, in one transaction with the note that it is queued, and answers what it
 * still waits for or why it failed; null: it is over, and DataCite's copy in the ledger is its answer.
 */
export function sendOnce(input: StepInput, wish: Wish): StepOutcome | null {
  const { context, item, repository, kick } = input;
  const known = item.operationId === null ? null : operationOf(context, item.operationId);
  switch (known?.status) {
    case 'done':
      return null;
    case 'queued':
    case 'in-flight':
    case 'unknown':
    case 'waiting':
      return { kind: 'waiting', on: 'outbox', message: wait.outbox };
    case 'rejected':
    case 'conflict':
      if (known.sequence === latest(context, item.doi) && item.failure === null) {
        return failed('REMOTE_REJECTED', failure.refused(messageOf(known.failure)));
      }
      break;
    case 'superseded':
    case 'cancelled':
      if (item.failure === null) return failed('CONFLICT', failure.replaced);
      break;
    case undefined:
      break;
  }
  const record = getRecord(context.ledger, item.doi);
  if (record?.remote == null) return failed('NOT_FOUND', failure.notInLedger);
  if (!isOurs(context, record)) return failed('FORBIDDEN', error.foreign(item.doi));
  if (hasConflict(context.ledger, record.id)) return failed('CONFLICT', failure.conflict);
  const operationId = context.ledger.transaction(() => {
    save(context, record, { attributes: wish.wanted(record), reason: wish.reason });
    const outcome = enqueue(context, {
      record: getRecord(context.ledger, item.doi) ?? record,
      clientId: repository.clientId,
      target: wish.target,
      batchId: null,
      reason: wish.reason,
      hides: wish.hides,
      // A later step found that what DataCite holds is not what readers meet: it is told once more.
      resends: item.failure?.code === 'CONFLICT',
    });
    if (outcome === 'refused') throw new Error(failure.notAllowed);
    const id = outcome === 'unchanged' ? null : lastOperation(context, item.doi);
    patchItem(context, item, { operationId: id, failure: null });
    return id;
  });
  context.ports.crashPoint('removal.queued');
  if (operationId === null) return null;
  kick();
  context.emit('outbox.changed', { batchId: null });
  return {
    kind: 'waiting',
    on: 'outbox',
    message: wait.outbox,
    patch: { operationId, failure: null },
  };
}

/** The record as the step wants it, with findings for the state that it has. */
export function save(
  context: CoreContext,
  record: LedgerRecord,
  { attributes, reason }: { readonly attributes: Attributes; readonly reason: string },
): void {
  const { doi, repositoryId, collectionId, itemKey, source, sourceHash, state } = record;
  const findings = checkRecord(attributes, { ...checkOptionsOf(context, repositoryId), state });
  const known = { doi, repositoryId, collectionId, itemKey, source, sourceHash, state };
  const isSame = differingKeys(attributes, record.attributes).length === 0;
  if (isSame) return;
  saveRecords(context, [{ ...known, attributes, findings, sync: 'unsent' }], {
    kind: 'removal',
    reason,
  });
}

interface Operation {
  readonly status: string;
  readonly failure: string | null;
  readonly sequence: number;
}

function operationOf({ ledger }: CoreContext, id: string): Operation | null {
  return (
    ledger.db.get<Operation>('select status, failure, sequence from operation where id = ?', id) ??
    null
  );
}

function latest({ ledger }: CoreContext, doi: string): number {
  const row = ledger.db.get<{ sequence: number }>(
    'select max(sequence) as sequence from operation where doi = ?',
    doi,
  );
  return row?.sequence ?? 0;
}

export function lastOperation({ ledger }: CoreContext, doi: string): string | null {
  const row = ledger.db.get<{ id: string }>(
    'select id from operation where doi = ? order by sequence desc limit 1',
    doi,
  );
  return row?.id ?? null;
}

function messageOf(json: string | null): string {
  if (json === null) return '';
  return (JSON.parse(json) as { readonly message?: string }).message ?? '';
}

function pick(attributes: Attributes, keys: readonly (keyof Attributes)[]): Attributes {
  return Object.fromEntries(
    keys.flatMap((key) => (attributes[key] === undefined ? [] : [[key, attributes[key]]])),
  );
}

import type { Verdict } from '#shared/outbox/classify-response.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { kernels } from '#shared/metadata/schema/properties.ts';
import { serverErrorLimit } from '#shared/outbox/retry-policy.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { assertNever, mustExist } from '#shared/support/assert.ts';
import { comparableText } from '#shared/sync/stored-value.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import type { DataciteClient } from '../datacite/client.ts';
import { isOfOurAccount, sentAttributes, sha256 } from '../register/build-payload.ts';
import { baseOf, foreignChanges } from './foreign-changes.ts';
import type { ReadyOperation } from './operation-table.ts';
import { failure, refusal } from './refusal.ts';
import { asLater } from './settlement.ts';
import type { Ending } from './settlement.ts';

export interface Flight {
  readonly operation: ReadyOperation;
  readonly client: DataciteClient;
  readonly signal: AbortSignal;
  readonly crashPoint: (name: string) => void;
}

/**
 * One contact with the service for one operation. Decides nothing about the ledger and writes
 * nothing: it answers how it ended. What may have been sent before is looked for, never sent again
 * blindly (reliability.md 2.3 c).
 */
export async function fly(flight: Flight): Promise<Ending> {
  const { operation } = flight;
  if (sha256(operation.payload) !== operation.payload_sha256) return damaged();
  if (operation.status === 'unknown') return settleByReading(flight);
  switch (operation.kind) {
    case 'create':
      return create(flight);
    case 'update':
      return update(flight);
    case 'delete':
      return remove(flight);
    default:
      return assertNever(operation.kind);
  }
}

async function create(flight: Flight): Promise<Ending> {
  const { operation, client, signal } = flight;
  const state = mustExist(operation.target_state, 'the state of a create');
  const verdict = await sent(
    flight,
    client.createDoi(operation.doi, operation.payload, state, signal),
  );
  if (verdict.kind !== 'taken') return fromWrite(verdict, []);
  // Perhaps by our own earlier attempt: a restored backup, or an answer that got lost.
  const read = await look(flight);
  if (read.kind === 'gone') return takenByOther('another account');
  return read.kind === 'done'
    ? fromTaken(operation, read.record)
    : fromUnreadable(read, 'postpone');
}

/** Reads before it writes: the API has no conditional write, so this is what guards a colleague's edit. */
async function update(flight: Flight): Promise<Ending> {
  const { operation, client, signal } = flight;
  const read = await look(flight);
  if (read.kind === 'gone') return vanished();
  if (read.kind !== 'done') return fromUnreadable(read, 'postpone');
  const foreign = foreignChanges(operation, read.record);
  const overlap = foreign.filter((key) => key === 'state' || isSent(operation, key));
  if (overlap.length > 0) return overwritten(read.record, overlap);
  const verdict = await sent(
    flight,
    client.updateDoi(operation.doi, operation.payload, operation.target_state, signal),
  );
  return fromWrite(verdict, foreign, read.record);
}

async function remove(flight: Flight): Promise<Ending> {
  const { operation, client, signal } = flight;
  const verdict = await sent(flight, client.deleteDraft(operation.doi, signal));
  if (verdict.kind !== 'gone') return fromWrite(verdict, []);
  return { ...seen(null), httpStatus: 204 };
}

/** An attempt whose ending nobody saw: what the service holds decides. */
async function settleByReading(flight: Flight): Promise<Ending> {
  const { operation } = flight;
  const read = await look(flight);
  if (read.kind === 'done') return fromFound(operation, read.record);
  if (read.kind !== 'gone') return fromUnreadable(read, 'stay');
  if (operation.kind === 'update') return vanished();
  if (operation.kind === 'delete') {
    return { ...seen(null), found: true };
  }
  return notApplied(operation);
}

async function look({ operation, client, signal, crashPoint }: Flight): Promise<Verdict> {
  crashPoint('outbox.read.before');
  const verdict = await client.getDoi(operation.doi, signal);
  crashPoint('outbox.read.answered');
  return verdict;
}

async function sent({ crashPoint }: Flight, answer: Promise<Verdict>): Promise<Verdict> {
  crashPoint('outbox.send.begun');
  const verdict = await answer;
  crashPoint('outbox.send.answered');
  return verdict;
}

/** `before`: the copy that was read right before the write; null for what needs none. */
function fromWrite(
  verdict: Verdict,
  foreignChanges: readonly string[],
  before: RemoteRecord | null = null,
): Ending {
  switch (verdict.kind) {
    case 'done': {
      const { record, status: httpStatus, requestId } = verdict;
      return { ...seen(record), httpStatus, foreignChanges, before, requestId };
    }
    case 'later':
      return { event: 'postpone', later: verdict };
    case 'permanent':
      return { event: 'refuse', failure: refusal(verdict.errors), httpStatus: verdict.status };
    case 'unauthorised':
      return { event: 'park', hold: verdict.message };
    case 'unexpected':
      return diverged(verdict.message, verdict.record);
    case 'unknown':
      return { event: 'lose', httpStatus: verdict.status, message: verdict.message };
    case 'gone':
      return vanished();
    case 'taken':
      return takenByOther('somebody else');
    default:
      return assertNever(verdict);
  }
}

function fromUnreadable(
  verdict: Exclude<Verdict, { kind: 'done' | 'gone' }>,
  event: 'postpone' | 'stay',
): Ending {
  switch (verdict.kind) {
    case 'unauthorised':
      return { event: 'park', hold: verdict.message };
    case 'later':
    case 'unknown':
      return { event, later: asLater(verdict) };
    case 'permanent':
      return { event: 'refuse', failure: refusal(verdict.errors), httpStatus: verdict.status };
    case 'taken':
    case 'unexpected':
      throw new Error(`A read cannot end with ${verdict.kind}`);
    default:
      return assertNever(verdict);
  }
}

/** A DOI that a create met. In our own account both copies are ours to compare; another account's is not. */
function fromTaken(operation: ReadyOperation, record: RemoteRecord): Ending {
  if (isAsSent(operation, record)) return foundDone(record);
  return isOfOurAccount(operation, record)
    ? diverged('This DOI exists already in this account, with other contents.', record)
    : takenByOther(record.clientId ?? 'somebody else', record);
}

/** What is there after an attempt with an unseen ending. */
function fromFound(operation: ReadyOperation, record: RemoteRecord): Ending {
  if (operation.kind === 'delete') return notApplied(operation);
  if (isAsSent(operation, record)) {
    // What DataCite held before tells nothing of whether it saved once more; saving twice does no harm.
    return operation.is_resend === 1 ? notApplied(operation) : foundDone(record);
  }
  if (operation.kind === 'create') return fromTaken(operation, record);
  const touched = foreignChanges(operation, record).filter(
    (key) => key === 'state' || isSent(operation, key),
  );
  if (touched.length > 0) return overwritten(record, touched);
  // Noted by a merge meanwhile (sync/merge-record.ts): it would be sent with values from before.
  return operation.failure === null ? notApplied(operation) : overwritten(record, ['its values']);
}

function foundDone(record: RemoteRecord): Ending {
  return { ...seen(record), found: true };
}

/** Confirmed by what an answer said; the callers add what else they know. */
function seen(record: RemoteRecord | null): Extract<Ending, { event: 'confirm' }> {
  return {
    event: 'confirm',
    record,
    httpStatus: null,
    found: false,
    foreignChanges: [],
    before: null,
    requestId: null,
  };
}

/** The service fails on some contents for ever: after some such failures a person is asked. */
function notApplied(operation: ReadyOperation): Ending {
  if (operation.server_errors >= serverErrorLimit) {
    const message = `DataCite failed on this record ${String(operation.server_errors)} times (error 500), while it took others.`;
    const nextStep =
      'Look for rare characters (emoji) in the version and the address, then send it again.';
    return {
      event: 'refuse',
      failure: failure('REMOTE_REJECTED', message, nextStep),
      httpStatus: 500,
    };
  }
  const message = 'The attempt before did not reach DataCite. It is sent again.';
  return {
    event: 'postpone',
    later: { kind: 'later', reason: 'service', retryAfterMs: null, message },
  };
}

/** True when the service holds every attribute that was sent, as it stores it, in the state meant. */
export function isAsSent(operation: ReadyOperation, record: RemoteRecord): boolean {
  if (operation.target_state !== null && record.state !== operation.target_state) return false;
  // Every request of ours names the current kernel, and may have nothing else to say.
  if (kernels.retired.includes(record.attributes.schemaVersion ?? '')) return false;
  const sentOnes = sentAttributes(operation.payload);
  const expected = predictStored(sentOnes, baseOf(operation));
  return (Object.keys(sentOnes) as AuthoredKey[]).every(
    (key) => comparableText(expected, key) === comparableText(record.attributes, key),
  );
}

function isSent(operation: ReadyOperation, key: string): boolean {
  return Object.hasOwn(sentAttributes(operation.payload), key);
}

/** Never sent, never dropped: its bytes stay in the ledger for a person to see (reliability.md 2.3 h). */
function damaged(): Ending {
  const message =
    'What was to be sent is damaged in the ledger, so it was not sent. It is kept as it is.';
  const nextStep =
    'Check the disk, restore a backup if there is more damage, then register it again.';
  return {
    event: 'refuse',
    failure: failure('LEDGER_CORRUPT', message, nextStep),
    httpStatus: null,
  };
}

function vanished(): Ending {
  const message = 'DataCite does not know this DOI any more, or it belongs to another account now.';
  const nextStep = 'Read the account from DataCite again and look at the record.';
  return { event: 'diverge', failure: failure('CONFLICT', message, nextStep), record: null };
}

function overwritten(record: RemoteRecord, keys: readonly string[]): Ending {
  const message = `Somebody else changed ${keys.join(', ')} at DataCite since it was read last. Nothing was overwritten.`;
  return diverged(message, record);
}

function diverged(message: string, record: RemoteRecord): Ending {
  const nextStep = 'Compare both copies and decide which values shall stand.';
  return { event: 'diverge', failure: failure('CONFLICT', message, nextStep), record };
}

function takenByOther(owner: string, record?: RemoteRecord): Ending {
  const message =
    record === undefined
      ? `This DOI is taken by ${owner}, so it was not registered.`
      : `This DOI exists already with other contents (${owner}, ${record.state}), so it was not registered.`;
  const nextStep = 'Give the item another DOI, or read the account from DataCite first.';
  return {
    event: 'refuse',
    failure: failure('CONFLICT', message, nextStep, 'doi'),
    httpStatus: 422,
  };
}

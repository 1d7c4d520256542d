import type { JsonObject } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { Change, WrittenChange } from './changes.ts';
import { writeSides } from './changes.ts';
import { commitmentTo, isPersonalPath, telltaleDetails } from './commitment.ts';
import type { StoredEvent } from './event-text.ts';
import { chainHash, currentFormat, eventText, firstHash } from './event-text.ts';

export interface EventInput {
  /** What happened, `noun.past-tense`: `record.imported`, `operation.sent`. */
  readonly kind: string;
  /** One sentence for people; names nobody, because it cannot be taken out. */
  readonly summary: string;
  readonly doi?: string | null;
  readonly batchId?: string | null;
  readonly operationId?: string | null;
  /** Why, in the words of the person who acted. */
  readonly reason?: string | null;
  readonly changes?: readonly (Change | WrittenChange)[];
  /** What else shall be proved later: hashes, counts, states. No secret, no personal text. */
  readonly detail?: JsonObject;
}

export type EventContext = Pick<
  CoreContext,
  'ledger' | 'newId' | 'newSalt' | 'timestamp' | 'person' | 'emit'
>;

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The newest event of a ledger, or the place before the first. */
export function historyHead(ledger: Pick<CoreContext['ledger'], 'db'>): Head {
  return (
    ledger.db.get<Head>(
      'select sequence, hash from history_event order by sequence desc limit 1',
    ) ?? { sequence: 0, hash: firstHash }
  );
}

/**
 * Adds one event to the chain. Call it inside the transaction that does what the event tells, so that
 * neither can exist without the other; alone it makes its own. Personal text goes beside the chain, a
 * commitment to it into the chain. Returns the event's sequence.
 */
export function appendEvent(context: EventContext, input: EventInput): number {
  return appendEvents(context, [input]);
}

/** Adds events in their order; the same for each of them. Returns the sequence of the last. */
export function appendEvents(context: EventContext, inputs: readonly EventInput[]): number {
  return context.ledger.transaction(() => {
    let head = historyHead(context.ledger);
    // SQLite keeps UTF-8: half a surrogate pair would come back changed and break the chain.
    const person = context.person()?.toWellFormed();
    const at = context.timestamp();
    for (const input of inputs) head = append(context, input, { head, person, at });
    context.emit('history.changed', {});
    return head.sequence;
  });
}

/** Writes one event behind `head`; returns the new head. */
function append(
  context: EventContext,
  input: EventInput,
  {
    head,
    person,
    at,
  }: { readonly head: Head; readonly person: string | undefined; readonly at: string },
): Head {
  const sequence = head.sequence + 1;
  const seal = (part: string, text: string): string => {
    const salt = context.newSalt();
    context.ledger.db.run(
      'insert into history_text (sequence, part, salt, text) values (?, ?, ?, ?)',
      sequence,
      part,
      salt,
      text,
    );
    return commitmentTo(salt, text);
  };
  const reason = input.reason?.toWellFormed();
  const event: StoredEvent = {
    sequence,
    format: currentFormat,
    id: context.newId(),
    at,
    person: person === undefined ? null : seal('person', person),
    kind: input.kind,
    doi: input.doi?.toWellFormed() ?? null,
    batchId: input.batchId ?? null,
    operationId: input.operationId ?? null,
    reason: reason === undefined ? null : seal('reason', reason),
    body: bodyText(input, seal),
  };
  const hash = chainHash(head.hash, eventText(event));
  context.ledger.db.run(
    `insert into history_event
       (sequence, format, id, at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    event.sequence,
    event.format,
    event.id,
    event.at,
    event.person,
    event.kind,
    event.doi,
    event.batchId,
    event.operationId,
    event.reason,
    event.body,
    head.hash,
    hash,
  );
  return { sequence, hash };
}

type Seal = (part: string, text: string) => string;

/** Canonical JSON of the body; its keys are written in their order. */
function bodyText({ changes = [], detail, summary }: EventInput, seal: Seal): string {
  const list = changes.map((change) => changeText(change, seal)).join(',');
  const changed = list === '' ? '' : `"changes":[${list}],`;
  const more = detail === undefined ? '' : `"detail":${detailText(detail, seal)},`;
  return `{${changed}${more}"summary":${JSON.stringify(summary)}}`;
}

function changeText(change: Change | WrittenChange, seal: Seal): string {
  const path = `"path":${JSON.stringify(change.path)}`;
  const sides = writeSides(change);
  if (sides === '') return `{${path}}`;
  return isPersonalPath(change.path)
    ? `{${path},"sealed":"${seal(`changes.${change.path}`, `{${sides}}`)}"}`
    : `{${sides},${path}}`;
}

function detailText(detail: JsonObject, seal: Seal): string {
  if (!telltaleDetails.some((name) => name in detail)) return canonicalJson(detail);
  const told = Object.entries(detail).map(([name, value]) => [
    name,
    telltaleDetails.includes(name)
      ? { sealed: seal(`detail.${name}`, canonicalJson(value)) }
      : value,
  ]);
  return canonicalJson(Object.fromEntries(told));
}

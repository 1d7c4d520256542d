import type { CoreContext } from '../context.ts';
import { commitmentTo } from './commitment.ts';
import type { EventBody, SealedText, Told } from './event-body.ts';
import { writeBody } from './event-body.ts';
import type { StoredEvent } from './event-text.ts';
import { chainHash, currentFormat, eventText, firstHash } from './event-text.ts';

interface EventFrame {
  /** What happened, `noun.past-tense`: `record.imported`, `operation.sent`. */
  readonly kind: string;
  readonly doi?: string | null;
  readonly batchId?: string | null;
  readonly operationId?: string | null;
  /** Why, in the words of the person who acted. */
  readonly reason?: string | null;
}

export type EventInput = EventFrame & Told;

/** An event whose body was written before, as by the thread that works a batch out. */
export type PreparedEvent = EventFrame & { readonly body: EventBody };

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
export function appendEvents(
  context: EventContext,
  inputs: readonly (EventInput | PreparedEvent)[],
): number {
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
  input: EventInput | PreparedEvent,
  {
    head,
    person,
    at,
  }: { readonly head: Head; readonly person: string | undefined; readonly at: string },
): Head {
  const { db } = context.ledger;
  const sequence = head.sequence + 1;
  const keep = ({ part, salt, text }: SealedText): void => {
    db.run(
      'insert into history_text (sequence, part, salt, text) values (?, ?, ?, ?)',
      sequence,
      part,
      salt,
      text,
    );
  };
  const seal = (part: string, text: string): string => {
    const salt = context.newSalt();
    keep({ part, salt, text });
    return commitmentTo(salt, text);
  };
  const reason = input.reason?.toWellFormed();
  const body = 'body' in input ? input.body : writeBody(() => context.newSalt(), input);
  body.sealed.forEach(keep);
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
    body: body.text,
  };
  const hash = chainHash(head.hash, eventText(event));
  db.run(
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

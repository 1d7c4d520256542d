import type { JsonObject } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { StoredEvent } from './event-text.ts';
import { chainHash, eventText, firstHash } from './event-text.ts';

/** One changed attribute. A side that is absent did not exist: `{path, after}` was added. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A list of changes whose canonical JSON the caller has at hand already. */
export interface CanonicalText {
  readonly canonical: string;
}

export interface EventInput {
  /** What happened, `noun.past-tense`: `record.imported`, `operation.sent`. */
  readonly kind: string;
  /** One sentence for people; names no member of staff. */
  readonly summary: string;
  readonly doi?: string | null;
  readonly batchId?: string | null;
  readonly operationId?: string | null;
  /** Why, in the words of the person who acted. */
  readonly reason?: string | null;
  readonly changes?: readonly Change[] | CanonicalText;
  /** What else shall be proved later: hashes, counts, states. No secret, no personal text. */
  readonly detail?: JsonObject;
}

export type EventContext = Pick<CoreContext, 'ledger' | 'newId' | 'timestamp' | 'person' | 'emit'>;

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The newest event of a ledger, or the place before the first. */
export function historyHead(ledger: CoreContext['ledger']): Head {
  return (
    ledger.db.get<Head>(
      'select sequence, hash from history_event order by sequence desc limit 1',
    ) ?? { sequence: 0, hash: firstHash }
  );
}

/**
 * Adds one event to the chain. Call it inside the transaction that does what the event tells, so that
 * neither can exist without the other; alone it makes its own. Returns the event's sequence.
 */
export function appendEvent(context: EventContext, input: EventInput): number {
  return context.ledger.transaction(() => {
    const head = historyHead(context.ledger);
    const event: StoredEvent = {
      sequence: head.sequence + 1,
      id: context.newId(),
      at: context.timestamp(),
      person: context.person()?.toWellFormed() ?? null,
      kind: input.kind,
      doi: input.doi?.toWellFormed() ?? null,
      batchId: input.batchId ?? null,
      operationId: input.operationId ?? null,
      // SQLite keeps UTF-8: half a surrogate pair would come back changed and break the chain.
      reason: input.reason?.toWellFormed() ?? null,
      body: bodyText(input),
    };
    context.ledger.db.run(
      `insert into history_event
         (sequence, id, at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      event.sequence,
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
      chainHash(head.hash, eventText(event)),
    );
    context.emit('history.changed', {});
    return event.sequence;
  });
}

/** Canonical JSON of the body; its keys are written in their order. */
function bodyText({ changes = [], detail, summary }: EventInput): string {
  const list = 'canonical' in changes ? changes.canonical : canonicalJson(changes);
  const changed = list === '[]' ? '' : `"changes":${list},`;
  const more = detail === undefined ? '' : `"detail":${canonicalJson(detail)},`;
  return `{${changed}${more}"summary":${JSON.stringify(summary)}}`;
}

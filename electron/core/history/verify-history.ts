import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database } from '../sqlite/database.ts';
import type { StoredEvent } from './event-text.ts';
import { chainHash, eventText, firstHash } from './event-text.ts';

/** A head of the chain that somebody wrote down elsewhere. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
  readonly at: string;
}

export interface Verdict {
  readonly intact: boolean;
  readonly eventCount: number;
  readonly head: string;
  /** The first sequence at which something is wrong; null when nothing is. */
  readonly brokenAt: number | null;
  readonly message: string;
}

type Row = readonly [
  sequence: number,
  id: string,
  at: string,
  person: string | null,
  kind: string,
  doi: string | null,
  batchId: string | null,
  operationId: string | null,
  reason: string | null,
  body: string,
  previousHash: string,
  hash: string,
];

/** Rows between two turns of the event loop: about 60 ms of work. */
const rowsPerTurn = 10_000;

/**
 * Recomputes the chain from the first event and holds it against the anchored heads. The chain alone
 * shows an event that was altered, removed, swapped or doubled; only an anchor shows a tail that was cut
 * off, or a history that was rewritten and recomputed (reliability.md 4.2). Streams: memory does not grow.
 */
export async function verifyHistory(db: Database, anchors: readonly Anchor[]): Promise<Verdict> {
  const expected = new Map(anchors.map((anchor) => [anchor.sequence, anchor]));
  let head = { sequence: 0, hash: firstHash };
  for (;;) {
    const from = head.sequence;
    for (const row of readRows(db, from)) {
      const fault = faultOf(row, head);
      if (fault !== null) return broken(head, fault);
      head = { sequence: row[0], hash: row[11] };
      const anchor = expected.get(head.sequence);
      if (anchor !== undefined && anchor.hash !== head.hash) {
        return broken(head, `is not the one that was anchored on ${anchor.at}`, head.sequence);
      }
    }
    if (head.sequence === from) break;
    await nextTurn();
  }
  // `max`: a row before the first cannot be reached by walking up.
  const stray =
    db.get<{ count: number }>('select count(*) as count from history_event')?.count ?? 0;
  if (stray !== head.sequence) return broken(head, 'is followed by events that are not in order');
  const missing = anchors.find((anchor) => anchor.sequence > head.sequence);
  if (missing !== undefined) {
    const lost = missing.sequence - head.sequence;
    return broken(
      head,
      `is missing: at least ${counted(lost, 'event')} anchored until ${missing.at} gone`,
    );
  }
  const proof =
    anchors.length === 0
      ? 'No anchored head was found, so a cut or rewritten end would not show.'
      : `It agrees with ${counted(anchors.length, 'anchored head')}.`;
  return {
    intact: true,
    eventCount: head.sequence,
    head: head.hash,
    brokenAt: null,
    message: `${counted(head.sequence, 'event')}, each linked to the one before it. ${proof}`,
  };
}

function readRows(db: Database, after: number): IterableIterator<Row> {
  return db.scan<Row>(
    `select sequence, id, at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash
     from history_event where sequence > ? order by sequence limit ?`,
    after,
    rowsPerTurn,
  );
}

function faultOf(row: Row, head: { sequence: number; hash: string }): string | null {
  const [sequence, id, at, person, kind, doi, batchId, operationId, reason, body, previous, hash] =
    row;
  if (sequence !== head.sequence + 1) return `is missing: event ${sequence} follows instead`;
  if (previous !== head.hash) return 'is not linked to the event before it';
  const event: StoredEvent = {
    ...{ sequence, id, at, person, kind, doi, batchId, operationId, reason, body },
  };
  return chainHash(previous, eventText(event)) === hash ? null : 'was altered after it was written';
}

function broken(
  head: { readonly sequence: number; readonly hash: string },
  fault: string,
  at = head.sequence + 1,
): Verdict {
  return {
    intact: false,
    eventCount: head.sequence,
    head: head.hash,
    brokenAt: at,
    message: `The history does not hold: event ${at} ${fault}.`,
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database } from '../sqlite/database.ts';
import { commitmentTo } from './commitment.ts';
import type { StoredEvent } from './event-text.ts';
import { chainHash, eventText, firstHash } from './event-text.ts';
import type { Opening, TextReader } from './history-rows.ts';
import { eventColumns, hasTexts, readTexts } from './history-rows.ts';
import { redactedBy, redactedKind, sealedParts } from './sealed-parts.ts';

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
  format: number,
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
 * off, or a history that was rewritten and recomputed (reliability.md 4.2). Each text beside the chain
 * must be the one that its event commits to, or be named by an event that took it out. Streams: memory
 * grows only with the texts that were taken out.
 */
export async function verifyHistory(db: Database, anchors: readonly Anchor[]): Promise<Verdict> {
  const expected = new Map(anchors.map((anchor) => [anchor.sequence, anchor]));
  const unexplained = new Map<string, number>();
  let head = { sequence: 0, hash: firstHash };
  for (;;) {
    const from = head.sequence;
    const texts = readTexts(db, from);
    try {
      for (const row of readRows(db, from)) {
        const fault = faultOf(row, head) ?? textFault(eventOf(row), texts, unexplained);
        if (fault !== null) return broken(head, fault);
        head = { sequence: row[0], hash: row[12] };
        const anchor = expected.get(head.sequence);
        if (anchor !== undefined && anchor.hash !== head.hash) {
          return broken(head, `is not the one that was anchored on ${anchor.at}`, head.sequence);
        }
      }
      const stray = texts.stray();
      if (stray !== null) return broken(head, 'has texts that it does not commit to', stray);
    } finally {
      texts.close();
    }
    if (head.sequence === from) break;
    await nextTurn();
  }
  // `max`: a row before the first cannot be reached by walking up.
  const stray =
    db.get<{ count: number }>('select count(*) as count from history_event')?.count ?? 0;
  if (stray !== head.sequence) return broken(head, 'is followed by events that are not in order');
  const strayText = strayTextOf(db, head.sequence);
  if (strayText !== null) return broken(head, 'has a text, but is no event', strayText);
  const missing = anchors.find((anchor) => anchor.sequence > head.sequence);
  if (missing !== undefined) {
    const lost = missing.sequence - head.sequence;
    return broken(
      head,
      `is missing: at least ${counted(lost, 'event')} anchored until ${missing.at} gone`,
    );
  }
  for (const sequence of unexplained.values()) {
    return broken(head, 'lost a text, and no event says that it was taken out', sequence);
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
    `select ${eventColumns(db)} from history_event where sequence > ? order by sequence limit ?`,
    after,
    rowsPerTurn,
  );
}

function strayTextOf(db: Database, last: number): number | null {
  if (!hasTexts(db)) return null;
  const found = db.get<{ sequence: number }>(
    'select sequence from history_text where sequence < 1 or sequence > ? limit 1',
    last,
  );
  return found?.sequence ?? null;
}

function eventOf(row: Row): StoredEvent {
  const [sequence, format, id, at, person, kind, doi, batchId, operationId, reason, body] = row;
  return { sequence, format, id, at, person, kind, doi, batchId, operationId, reason, body };
}

function faultOf(row: Row, head: { sequence: number; hash: string }): string | null {
  const [sequence] = row;
  const previous = row[11];
  if (sequence !== head.sequence + 1) return `is missing: event ${sequence} follows instead`;
  if (previous !== head.hash) return 'is not linked to the event before it';
  const hash = chainHash(previous, eventText(eventOf(row)));
  return hash === row[12] ? null : 'was altered after it was written';
}

/** `unexplained` gathers what was taken out, until the event that says so is reached. */
function textFault(
  event: StoredEvent,
  texts: TextReader,
  unexplained: Map<string, number>,
): string | null {
  const openings = texts.of(event.sequence);
  const parts = sealedParts(event);
  if (openings.length !== parts.length) return 'has other texts than it commits to';
  for (const [index, { part, commitment }] of parts.entries()) {
    const opening = openings[index];
    if (opening?.part !== part) return 'has other texts than it commits to';
    if (isOpen(opening)) {
      if (commitmentTo(opening.salt, opening.text) !== commitment) {
        return `has a text (${part}) that was altered after it was written`;
      }
    } else unexplained.set(`${event.sequence} ${part}`, event.sequence);
  }
  if (event.kind === redactedKind) {
    for (const name of redactedBy(event.body)) unexplained.delete(name);
  }
  return null;
}

function isOpen(opening: Opening): opening is Opening & { salt: string; text: string } {
  return opening.salt !== null && opening.text !== null;
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

import type { HistoryFilter } from '#shared/contract/history.ts';
import type { Output } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Database } from '../sqlite/database.ts';
import type { EventRow } from './event-views.ts';
import { eventText, firstHash } from './event-text.ts';
import { conditionOf } from './find-events.ts';
import type { Opening } from './history-rows.ts';
import { eventColumns, readTexts } from './history-rows.ts';

/** A piece ends after this many characters: half of what one message may carry. */
export const pieceCharacters = 4_000_000;

const everything: HistoryFilter = { doi: null };

/**
 * The history behind event `after` as JSON Lines, oldest first, one object a line (FORMAT.md): `event`
 * is the canonical JSON that the hash is over, so that a verifier without our code
 * (hosts/cli/verify-log.mjs) needs only SHA-256. Do not write to the ledger until it has ended.
 */
export function* exportHistory(
  db: Database,
  after = 0,
  filter: HistoryFilter = everything,
): Generator<string> {
  for (const { row, texts } of readEvents(db, after, filter)) yield lineOf(row, texts);
}

/** One piece of the export, whole lines only, and the head that it reaches. */
export function exportPiece(
  db: Database,
  after: number,
  filter: HistoryFilter = everything,
): Output<'history.export'> {
  const lines: string[] = [];
  let length = 0;
  let head = { sequence: after, hash: hashAt(db, after) };
  for (const { row, texts } of readEvents(db, after, filter)) {
    const line = lineOf(row, texts);
    lines.push(line);
    length += line.length;
    head = { sequence: row.sequence, hash: row.hash };
    if (length > pieceCharacters) return { text: lines.join(''), next: row.sequence, head };
  }
  return { text: lines.join(''), next: null, head };
}

export function hashAt(db: Database, sequence: number): string {
  return (
    db.get<{ hash: string }>('select hash from history_event where sequence = ?', sequence)?.hash ??
    firstHash
  );
}

/** Events with the texts that they commit to, oldest first. */
export function* readEvents(
  db: Database,
  after: number,
  filter: HistoryFilter,
): Generator<{ row: EventRow; texts: readonly Opening[] }> {
  const condition = conditionOf(filter);
  // From the start, also what somebody put in front of the first event: a verifier must see it.
  const from = after === 0 ? Number.MIN_SAFE_INTEGER : after;
  const texts = readTexts(db, from);
  try {
    for (const row of db.iterate<EventRow>(
      `select ${eventColumns(db)} from history_event e
       where sequence > ? and ${condition.sql} order by sequence`,
      from,
      ...condition.values,
    )) {
      yield { row, texts: texts.of(row.sequence) };
    }
  } finally {
    texts.close();
  }
}

/** The line of an event: what is hashed, both hashes, and the texts or null for each commitment. */
export function lineOf(
  { previousHash, hash, ...event }: EventRow,
  texts: readonly Opening[],
): string {
  const openings = texts.map(({ part, salt, text }) => [
    part,
    salt === null || text === null ? null : { salt, text },
  ]);
  const opened =
    texts.length === 0 ? '' : `,"texts":${canonicalJson(Object.fromEntries(openings))}`;
  return `{"event":${eventText(event)},"hash":"${hash}","previousHash":"${previousHash}"${opened}}\n`;
}

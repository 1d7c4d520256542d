import type { Output } from '#shared/contract/contract.ts';
import type { Database } from '../sqlite/database.ts';
import type { StoredEvent } from './event-text.ts';
import { eventText, firstHash } from './event-text.ts';

type ExportRow = StoredEvent & { readonly previousHash: string; readonly hash: string };

/** A piece ends after this many characters: half of what one message may carry. */
const pieceCharacters = 4_000_000;

/**
 * The history behind event `after` as JSON Lines, oldest first, one object a line: `event` is the
 * canonical JSON that the hash is over, so that a verifier without our code (hosts/cli/verify-log.mjs)
 * needs only SHA-256 over a zero byte, the 32 bytes of `previousHash` and the bytes of `event`. Do not
 * write to the ledger until it has ended.
 */
export function* exportHistory(db: Database, after = 0): Generator<string> {
  for (const row of readRows(db, after)) yield lineOf(row);
}

/** One piece of the export, whole lines only, and the head that it reaches. */
export function exportPiece(db: Database, after: number): Output<'history.export'> {
  const lines: string[] = [];
  let length = 0;
  let head = { sequence: after, hash: firstHash };
  for (const row of readRows(db, after)) {
    const line = lineOf(row);
    lines.push(line);
    length += line.length;
    head = { sequence: row.sequence, hash: row.hash };
    if (length > pieceCharacters) return { text: lines.join(''), next: row.sequence, head };
  }
  if (lines.length === 0 && after > 0) {
    const row = db.get<{ hash: string }>(
      'select hash from history_event where sequence = ?',
      after,
    );
    head = { sequence: after, hash: row?.hash ?? firstHash };
  }
  return { text: lines.join(''), next: null, head };
}

function readRows(db: Database, after: number): IterableIterator<ExportRow> {
  return db.iterate<ExportRow>(
    `select sequence, id, at, person, kind, doi, batch_id as batchId, operation_id as operationId, reason,
       body, previous_hash as previousHash, hash from history_event where sequence > ? order by sequence`,
    // From the start, also what somebody put in front of the first event: a verifier must see it.
    after === 0 ? Number.MIN_SAFE_INTEGER : after,
  );
}

function lineOf({ previousHash, hash, ...event }: ExportRow): string {
  return `{"event":${eventText(event)},"hash":"${hash}","previousHash":"${previousHash}"}\n`;
}

import type { Database } from '../sqlite/database.ts';
import type { StoredEvent } from './event-text.ts';
import { eventText } from './event-text.ts';

/**
 * The history as JSON Lines, oldest first, one object a line: `event` is the canonical JSON that the
 * hash is over, so that a verifier without our code needs only SHA-256 over a zero byte, the 32 bytes of
 * `previousHash` and the bytes of `event`. Do not write to the ledger until it has ended.
 */
export function* exportHistory(db: Database): Generator<string> {
  const rows = db.iterate<StoredEvent & { readonly previousHash: string; readonly hash: string }>(
    `select sequence, id, at, person, kind, doi, batch_id as batchId, operation_id as operationId, reason,
       body, previous_hash as previousHash, hash from history_event order by sequence`,
  );
  for (const { previousHash, hash, ...event } of rows) {
    yield `{"event":${eventText(event)},"hash":"${hash}","previousHash":"${previousHash}"}\n`;
  }
}

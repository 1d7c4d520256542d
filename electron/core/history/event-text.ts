import { hash } from 'node:crypto';

/**
 * One event as it stands in the ledger; `body` is canonical JSON. In format 2, `person` and `reason`
 * hold commitments, and so do the parts of `body` that may be personal (FORMAT.md).
 */
export interface StoredEvent {
  readonly sequence: number;
  readonly format: number;
  readonly id: string;
  readonly at: string;
  /** Who acted, as they named themselves; inside the hash, so that nobody can be swapped for another. */
  readonly person: string | null;
  readonly kind: string;
  readonly doi: string | null;
  readonly batchId: string | null;
  readonly operationId: string | null;
  readonly reason: string | null;
  readonly body: string;
}

/** What events are written in today. Format 1 is from ledgers before version 70. */
export const currentFormat = 2;

/** Stands in front of the first event. */
export const firstHash = '0'.repeat(64);

/**
 * The bytes that the chain is over: canonical JSON (RFC 8785) of the whole event. Written out with the
 * keys in order, because verifying a long history does this for every row; a test holds it equal to
 * `canonicalJson`. Id and sequence are inside, so that equal events still differ. Format 1 names no format.
 */
export function eventText(event: StoredEvent): string {
  return (
    `{"at":${JSON.stringify(event.at)},"batchId":${JSON.stringify(event.batchId)}` +
    `,"body":${event.body},"doi":${JSON.stringify(event.doi)}` +
    `${event.format === 1 ? '' : `,"format":${event.format}`},"id":${JSON.stringify(event.id)}` +
    `,"kind":${JSON.stringify(event.kind)},"operationId":${JSON.stringify(event.operationId)}` +
    `,"person":${JSON.stringify(event.person)},"reason":${JSON.stringify(event.reason)}` +
    `,"sequence":${event.sequence}}`
  );
}

/**
 * Links an event to the one before it: SHA-256 over a zero byte, the 32 bytes of the previous hash and
 * the event's text in UTF-8. The zero byte marks a leaf, as in RFC 6962, for a tree that may come later.
 */
export function chainHash(previousHash: string, text: string): string {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(33 + length);
  bytes[0] = 0;
  bytes.write(previousHash, 1, 'hex');
  bytes.write(text, 33, 'utf8');
  return hash('sha256', bytes, 'hex');
}

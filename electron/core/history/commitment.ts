import { hash } from 'node:crypto';

import type { RandomBytes } from '#shared/support/random.ts';

const saltBytes = 16;
const saltsAtOnce = 256;

/**
 * What stands in the chain for a text that may have to be taken out: SHA-256 over the byte 2, the 16
 * bytes of the salt, and the text in UTF-8, as hexadecimal digits. Without the salt nobody can try out
 * names until one fits, which a plain hash would allow. The byte keeps it apart from the hashes of the chain.
 */
export function commitmentTo(salt: string, text: string): string {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(1 + saltBytes + length);
  bytes[0] = 2;
  // A salt that is cut short would leave bytes of the past in the buffer.
  if (bytes.write(salt, 1, 'hex') !== saltBytes) return '';
  bytes.write(text, 1 + saltBytes, 'utf8');
  return hash('sha256', bytes, 'hex');
}

/** Salts from the port for randomness, fetched many at a time: an import needs several a record. */
export function createSalts(randomBytes: RandomBytes): () => string {
  let pool = Buffer.alloc(0);
  let next = 0;
  return () => {
    if (next >= pool.length) {
      pool = Buffer.from(randomBytes(saltBytes * saltsAtOnce));
      next = 0;
    }
    next += saltBytes;
    return pool.toString('hex', next - saltBytes, next);
  };
}

/** Metadata in which people are named, or about which people write freely. */
const personalAttributes = new Set([
  'creators',
  'contributors',
  'titles',
  'descriptions',
  'relatedItems',
  // What a repository or a collection gives to items: creators and publisher among it.
  'defaults',
]);

/** True where the values of a change may hold a person's name, so that they are committed to, not shown. */
export function isPersonalPath(path: string): boolean {
  const name = path.startsWith('ours.') ? path.slice('ours.'.length) : path;
  return personalAttributes.has(/^[^.[/]*/.exec(name)?.[0] ?? '');
}

/**
 * Hashes of whole records among the details. Where all else is known, a plain hash would confirm a guess
 * at the name that was taken out.
 */
export const telltaleDetails: readonly string[] = ['remoteHash', 'payloadSha256'];

import type { ByteText } from '#shared/support/byte-text.ts';

/** A text that was read as a blob, its bytes as they are. */
export function byteTextOf(blob: Uint8Array): ByteText {
  return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString('latin1') as ByteText;
}

/** The bytes of a text, to be written with `cast(? as text)`. */
export function bytesOf(text: ByteText): Uint8Array {
  return Buffer.from(text, 'latin1');
}

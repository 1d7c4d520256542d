declare const mark: unique symbol;

/**
 * UTF-8, each byte the character of its number. A long text of which little is looked at is searched and cut as it
 * stands, at a byte a character, and only what is looked at is decoded: JSON's own signs are the same in both.
 */
export type ByteText = string & { readonly [mark]: true };

const beyondAscii = /[\u0080-\uffff]/;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
/** Arguments of one call. */
const mostAtOnce = 4096;

/** The text that the bytes are; of a whole, or of a part cut where a character begins and ends. */
export function decodeBytes(bytes: string): string {
  if (!beyondAscii.test(bytes)) return bytes;
  const numbers = new Uint8Array(bytes.length);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = bytes.charCodeAt(at);
  return decoder.decode(numbers);
}

/** The bytes of a text. Half a surrogate pair has none: U+FFFD stands for it, as it does wherever text is stored. */
export function encodeBytes(text: string): ByteText {
  if (!beyondAscii.test(text)) return text as ByteText;
  const numbers = encoder.encode(text);
  let bytes = '';
  for (let at = 0; at < numbers.length; at += mostAtOnce) {
    bytes += String.fromCharCode(...numbers.subarray(at, at + mostAtOnce));
  }
  return bytes as ByteText;
}

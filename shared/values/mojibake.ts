/**
 * Text that was UTF-8 and was read as Windows-1252 on its way ("theyâ€™ve", "ðŸ”¥"): found by turning the
 * characters back into bytes and looking for whole UTF-8 sequences. A repair is a proposal for a person,
 * with before and after; nothing here is ever applied by itself (requirement B17).
 */
export interface MojibakeRepair {
  readonly before: string;
  readonly after: string;
  /** How many damaged sequences were found, all rounds together. */
  readonly count: number;
}

/** The characters that Windows-1252 has at 0x80 to 0x9f; the five gaps come through as C1 controls. */
const highHalf = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map(Array.from(highHalf, (character, index) => [character, 0x80 + index]));
/** A lead byte's character followed by one that may be a continuation: all that a clean text must fail. */
const suspicious = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const decoder = new TextDecoder('utf-8', { fatal: true });
const maxRounds = 3;

/** The repaired text, or null when the text is fine. Text damaged several times over is undone as often. */
export function repairMojibake(text: string): MojibakeRepair | null {
  let after = text;
  let count = 0;
  for (let round = 0; round < maxRounds && suspicious.test(after); round += 1) {
    const repaired = repairOnce(after);
    if (repaired.count === 0) break;
    after = repaired.text;
    count += repaired.count;
  }
  return count === 0 ? null : { before: text, after, count };
}

/** Quick answer for thousands of records; `repairMojibake` has the last word. */
export function looksDamaged(text: string): boolean {
  return suspicious.test(text) && repairMojibake(text) !== null;
}

function repairOnce(text: string): { readonly text: string; readonly count: number } {
  let repaired = '';
  let count = 0;
  let weak = 0;
  for (let at = 0; at < text.length;) {
    const length = sequenceLength(text, at);
    const decoded = length === 0 ? null : decode(text.slice(at, at + length));
    if (decoded === null) {
      repaired += text[at] ?? '';
      at += 1;
      continue;
    }
    if (isWeak(text.slice(at, at + length))) weak += 1;
    repaired += decoded;
    count += 1;
    at += length;
  }
  // One capital with a closing quote behind it ("IRMÃ”) may be honest text: it needs company.
  return count === weak && weak === 1 ? { text, count: 0 } : { text: repaired, count };
}

function isWeak(sequence: string): boolean {
  return sequence.length === 2 && /[‘’“”…–—€™]/.test(sequence);
}

function sequenceLength(text: string, at: number): number {
  const lead = text.charCodeAt(at);
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = toByte(text[next] ?? '');
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

function decode(sequence: string): string | null {
  try {
    return decoder.decode(Uint8Array.from(sequence, toByte));
  } catch (cause) {
    // Overlong forms and surrogates: not what UTF-8 writes, so this was no UTF-8.
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}

/** -1 for a character that Windows-1252 does not have. */
function toByte(character: string): number {
  const code = character.charCodeAt(0);
  if (Number.isNaN(code)) return -1;
  if (code <= 0xff) return code;
  return byteOf.get(character) ?? -1;
}

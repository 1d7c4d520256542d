/** Bits for each value that is to come: with three of them set, one new value of 1,500 passes for a seen one. */
const bitsPerValue = 24;
const mostBits = 2 ** 26;

/**
 * Tells of a value that it was surely not seen before (a Bloom filter), so that nobody need look for it in the
 * ledger: of a million different titles that is a third of the cost of their index. 3 bytes a value.
 */
export class SeenValues {
  readonly #words: Uint32Array;
  readonly #mask: number;

  /** `expected`: about how many values are to come; with more, it says "perhaps" more often. */
  constructor(expected: number) {
    const wanted = Math.min(mostBits, Math.max(1024, expected * bitsPerValue));
    const bits = 2 ** Math.ceil(Math.log2(wanted));
    this.#words = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** Notes a value. False: it was not noted before. True: perhaps. */
  add(value: string): boolean {
    // FNV-1a, and a second number mixed out of it.
    let hash = 0x811c9dc5;
    for (let at = 0, end = value.length; at < end; at += 1) {
      hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193);
    }
    const step = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1;
    let wasSeen = 1;
    for (let turn = 0; turn < 3; turn += 1) {
      const bit = (hash ^ (hash >>> 16)) & this.#mask;
      const word = this.#words[bit >>> 5] ?? 0;
      wasSeen &= word >>> (bit & 31);
      this.#words[bit >>> 5] = word | (1 << (bit & 31));
      hash = (hash + step) | 0;
    }
    return wasSeen === 1;
  }
}

import type { RandomBytes } from './random.ts';

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const tailBytes = 8;
/** Random bytes are fetched for many: a batch needs an id a record. */
const idsAtOnce = 64;

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7 with the counter of 6.2, method 1): they sort by time of
 * making, also inside one millisecond and when the clock is set back. `now` in milliseconds since 1970.
 */
export function createIds(now: () => number, randomBytes: RandomBytes): () => string {
  let lastTime = -1;
  let counter = 0;
  let pool: Uint8Array = new Uint8Array();
  let next = 0;
  return () => {
    const time = now();
    if (time > lastTime) {
      lastTime = time;
      counter = 0;
    } else if (counter === 0xfff) {
      lastTime += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    if (next >= pool.length) {
      pool = randomBytes(tailBytes * idsAtOnce);
      next = 0;
    }
    let tail = hexOf[((pool[next] ?? 0) & 0x3f) | 0x80] ?? '';
    for (let at = next + 1; at < next + tailBytes; at += 1) tail += hexOf[pool[at] ?? 0] ?? '';
    next += tailBytes;
    const timeHex = lastTime.toString(16).padStart(12, '0');
    return [
      timeHex.slice(0, 8),
      timeHex.slice(8),
      `7${counter.toString(16).padStart(3, '0')}`,
      tail.slice(0, 4),
      tail.slice(4),
    ].join('-');
  };
}

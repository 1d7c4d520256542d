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
  /** The first three parts of an id, up to the counter; made anew for each millisecond. */
  let head = '';
  let pool: Uint8Array = new Uint8Array();
  let next = 0;
  const setTime = (time: number): void => {
    lastTime = time;
    counter = 0;
    const hex = time.toString(16).padStart(12, '0');
    head = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
  };
  const hexAt = (at: number): string => hexOf[pool[at] ?? 0] ?? '';
  return () => {
    const time = now();
    if (time > lastTime) setTime(time);
    else if (counter === 0xfff) setTime(lastTime + 1);
    else counter += 1;
    if (next >= pool.length) {
      pool = randomBytes(tailBytes * idsAtOnce);
      next = 0;
    }
    const at = next;
    next += tailBytes;
    const variant = hexOf[((pool[at] ?? 0) & 0x3f) | 0x80] ?? '';
    let tail = `${variant}${hexAt(at + 1)}-`;
    for (let place = at + 2; place < next; place += 1) tail += hexAt(place);
    return `${head}${counter.toString(16).padStart(3, '0')}-${tail}`;
  };
}

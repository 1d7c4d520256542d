/** The port through which all randomness enters: `count` random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * A reproducible source for tests and generators (sfc32 after Chris Doty-Humphrey's PractRand,
 * public domain). Not for secrets and not for suffixes of real DOIs.
 */
export function seededRandom(seed: number): () => number {
  let a = seed >>> 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** Random bytes from a seed, for tests that pass a `RandomBytes` port. */
export function seededBytes(seed: number): RandomBytes {
  const next = seededRandom(seed);
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256));
}

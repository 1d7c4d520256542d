import type { Clock } from '../ports.ts';

/** Longest stretch of work between two turns of the event loop: half of what a person notices. */
const turnMs = 25;

/**
 * A pause for the rest of the core: returns at once most of the time, and gives way to waiting calls when
 * this work has had its turn.
 */
export function createTurns(clock: Clock): () => Promise<void> {
  let since = clock.monotonic();
  return async () => {
    if (clock.monotonic() - since < turnMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = clock.monotonic();
  };
}

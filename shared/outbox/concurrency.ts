/**
 * How many requests may be under way at once. Additive increase while the service keeps its pace,
 * halved when it struggles: it finds what latency permits without a setting. The service's own
 * advice is few parallel writes, so only an unlimited repository starts high.
 */
export interface Concurrency {
  readonly limit: number;
  /** Answers since the limit last rose. */
  readonly credit: number;
  /** Fastest answer of late, in milliseconds; creeps up so that an old record does not bind for ever. */
  readonly floorMs: number | null;
}

export const mostConcurrent = 32;

export function createConcurrency(start: number): Concurrency {
  return { limit: Math.min(Math.max(1, start), mostConcurrent), credit: 0, floorMs: null };
}

/** After an answer that took `tookMs`. Slower than four times the floor: hold; otherwise one more. */
export function afterAnswer(
  state: Concurrency,
  tookMs: number,
  most = mostConcurrent,
): Concurrency {
  const floorMs = state.floorMs === null ? tookMs : Math.min(state.floorMs * 1.002, tookMs);
  // Under 20 ms a difference says more about this machine than about the service.
  const isSlow = tookMs > Math.max(20, floorMs * 4);
  const credit = isSlow ? 0 : state.credit + 1;
  // From few to many quickly at first (a rise per four answers), then one per round of answers.
  const price = Math.min(4, state.limit);
  if (credit < price) return { limit: state.limit, credit, floorMs };
  return { limit: Math.min(most, state.limit + 1), credit: 0, floorMs };
}

/** After a time-out, a 5xx or a 429. */
export function afterTrouble(state: Concurrency): Concurrency {
  return { limit: Math.max(1, Math.floor(state.limit / 2)), credit: 0, floorMs: state.floorMs };
}

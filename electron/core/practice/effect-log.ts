import type { Effect } from './answer.ts';
import type { FaultResponse } from './fault.ts';

/** One request as the practice repository saw it, for tests that assert on effects. */
export interface LoggedEffect {
  readonly sequence: number;
  readonly atMs: number;
  readonly requestId: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly username: string | null;
  /** Of the answer that was, or would have been, given; null when it was never made. */
  readonly status: number | null;
  /** What was committed. */
  readonly action: Effect['action'] | null;
  readonly doi: string | null;
  readonly fault: FaultResponse['kind'] | null;
  /** A defect of the practice repository itself: never to be seen. */
  readonly defect: string | null;
}

export interface EffectLog {
  add(entry: Omit<LoggedEffect, 'sequence'>): void;
  all(): readonly LoggedEffect[];
  clear(): void;
}

/** Beyond this the oldest go: a night's simulation must not fill the memory. */
const maxEntries = 200_000;

export function createEffectLog(): EffectLog {
  let entries: LoggedEffect[] = [];
  let sequence = 0;
  return {
    add(entry) {
      sequence += 1;
      entries.push({ sequence, ...entry });
      if (entries.length > maxEntries * 1.1) entries = entries.slice(-maxEntries);
    },
    all: () => [...entries],
    clear() {
      entries = [];
    },
  };
}

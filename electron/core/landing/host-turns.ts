import type { Clock } from '../ports.ts';

/**
 * Whose turn it is to ask a host: one request at a time, and a pause between two of them that begins when
 * the last one ended. Every request of an audit goes through here, redirects and robots.txt too.
 */
export interface HostTurns {
  /** Rejects with the signal's reason when it is aborted while the request waits. */
  take<T>(host: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** The host asks for longer pauses. */
  slowDown(host: string, pauseMs: number): void;
  /** What is kept about a host (its robots.txt), forgotten with it. */
  kept(host: string): Map<string, unknown>;
  forgetKept(): void;
}

interface Turn {
  tail: Promise<void>;
  nextAtMs: number;
  pauseMs: number;
  waiting: number;
  readonly kept: Map<string, unknown>;
}

/** Hosts that are remembered: with their rules about 2 MB. */
const mostHosts = 2000;

/** `pauseOf`: milliseconds between two requests to a host that asks for nothing else. */
export function createHostTurns(clock: Clock, pauseOf: (host: string) => number): HostTurns {
  const turns = new Map<string, Turn>();

  const turnOf = (host: string): Turn => {
    const known = turns.get(host);
    // Last used last: the oldest are forgotten first.
    turns.delete(host);
    const turn = known ?? {
      tail: Promise.resolve(),
      nextAtMs: 0,
      pauseMs: pauseOf(host),
      waiting: 0,
      kept: new Map<string, unknown>(),
    };
    turns.set(host, turn);
    if (turns.size > mostHosts) forgetOne();
    return turn;
  };
  const forgetOne = (): void => {
    for (const [host, turn] of turns) {
      if (turn.waiting > 0 || turn.nextAtMs > clock.monotonic()) continue;
      turns.delete(host);
      return;
    }
  };

  return {
    async take(host, work, signal) {
      const turn = turnOf(host);
      turn.waiting += 1;
      const before = turn.tail;
      let release = (): void => undefined;
      turn.tail = new Promise((resolve) => {
        release = resolve;
      });
      try {
        await before;
        // Timers may fire a little early.
        for (;;) {
          const waitMs = turn.nextAtMs - clock.monotonic();
          if (waitMs <= 0) break;
          await clock.sleep(Math.max(1, Math.ceil(waitMs)), signal);
        }
        signal.throwIfAborted();
        return await work();
      } finally {
        turn.nextAtMs = clock.monotonic() + turn.pauseMs;
        turn.waiting -= 1;
        release();
      }
    },
    slowDown(host, pauseMs) {
      const turn = turnOf(host);
      turn.pauseMs = Math.max(turn.pauseMs, pauseMs);
      turn.nextAtMs = Math.max(turn.nextAtMs, clock.monotonic() + turn.pauseMs);
    },
    kept: (host) => turnOf(host).kept,
    forgetKept() {
      for (const { kept } of turns.values()) kept.clear();
    },
  };
}

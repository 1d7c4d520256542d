import type { Clock } from '#core/ports.ts';

/** Time that passes only when everybody waits: a day is over in seconds, and in the same way each time. */
export interface VirtualTime {
  /** Milliseconds of true time. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Lets time pass until nobody waits any more, or `until` is reached. */
  run(until: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

export function virtualTime(): VirtualTime {
  let now = 0;
  let sleepers: Sleeper[] = [];
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + Math.max(0, milliseconds), wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason as Error);
        });
      }),
    async run(until) {
      for (;;) {
        // All that goes on by itself goes first.
        await new Promise((resolve) => setImmediate(resolve));
        let next: Sleeper | undefined;
        for (const sleeper of sleepers)
          if (next === undefined || sleeper.at < next.at) next = sleeper;
        if (next === undefined || next.at > until) return;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        now = next.at;
        next.wake();
      }
    },
  };
}

/** A machine's clock in that time: it can sleep, be booted again, and have its wall clock set. */
export interface MachineClock extends Pick<Clock, 'now' | 'monotonic' | 'sleep'> {
  suspend(milliseconds: number): void;
  boot(): void;
  setWall(jumpMs: number): void;
}

export function machineClock(time: VirtualTime): MachineClock {
  let start = 0;
  let jump = 0;
  return {
    now: () => time.now() + jump,
    monotonic: () => time.now() - start,
    sleep: (milliseconds, signal) => time.sleep(milliseconds, signal),
    // The monotonic clock of Linux stands still meanwhile.
    suspend: (milliseconds) => void (start += milliseconds),
    boot: () => void (start = time.now()),
    setWall: (jumpMs) => void (jump += jumpMs),
  };
}

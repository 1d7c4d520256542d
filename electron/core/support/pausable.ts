import type { Clock } from '../ports.ts';

/** Long work that a person can hold, let go on and give up; it waits at a boundary that it chooses itself. */
export interface Pausable {
  readonly isPaused: () => boolean;
  pause(): void;
  resume(): void;
  /** Gives it up; where it was held it goes on, to its end. */
  cancel(): void;
  readonly isCancelled: () => boolean;
  /** Resolves at once unless it is paused. */
  whenRunning(): Promise<void>;
  /** Milliseconds since the start in which it was not paused: what a rate is counted over. */
  workedMs(): number;
}

export function createPausable(clock: Pick<Clock, 'monotonic'>): Pausable {
  const startedMs = clock.monotonic();
  let heldMs = 0;
  let isCancelled = false;
  let pause: { readonly sinceMs: number; readonly over: Promise<void>; end(): void } | null = null;
  const resume = (): void => {
    if (pause === null) return;
    heldMs += clock.monotonic() - pause.sinceMs;
    pause.end();
    pause = null;
  };
  return {
    isPaused: () => pause !== null,
    pause() {
      if (pause !== null || isCancelled) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      pause = { sinceMs: clock.monotonic(), over: promise, end: () => resolve(undefined) };
    },
    resume,
    cancel() {
      isCancelled = true;
      resume();
    },
    isCancelled: () => isCancelled,
    async whenRunning() {
      // It may be held again before this work has its turn.
      while (pause !== null) await pause.over;
    },
    workedMs: () => (pause?.sinceMs ?? clock.monotonic()) - startedMs - heldMs,
  };
}

import type { Clock } from '#core/ports.ts';

/** One life of the process: what it waits for is never told once it is dead. */
export interface Life {
  isDead: boolean;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly life: Life | null;
  readonly fire: () => void;
}

/**
 * Time that stands still until nothing is left to do at this moment, and then leaps to the next thing that
 * anybody waits for. The core's only sources of waiting are the clock and the network, and both are here,
 * so one turn of the event loop runs everything that can run: a seed always gives the same course.
 */
export class SimulatedTime {
  #monotonic = 0;
  #order = 0;
  #timers: Timer[] = [];
  /** The wall clock against the monotonic one; a person or a time server moves it. */
  #wallStart = Date.parse('2026-03-01T08:00:00.000Z');

  /** The service's clock, which nobody moves. */
  serviceNow(): number {
    return Math.floor(Date.parse('2026-03-01T08:00:00.000Z') + this.#monotonic);
  }

  jump(milliseconds: number): void {
    this.#wallStart += milliseconds;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Runs `fire` after a delay; for nobody any more when `life` is over by then. */
  after(delayMs: number, life: Life | null, fire: () => void): Timer {
    this.#order += 1;
    const at = this.#monotonic + Math.max(0, delayMs);
    const timer = { at, order: this.#order, life, fire };
    this.#timers.push(timer);
    return timer;
  }

  clockOf(life: Life): Clock {
    return {
      now: () => Math.floor(this.#wallStart + this.#monotonic),
      monotonic: () => this.#monotonic,
      sleep: (milliseconds, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted === true) {
            reject(signal.reason as Error);
            return;
          }
          const cancel = (): void => {
            this.#timers = this.#timers.filter((other) => other !== timer);
            reject(signal?.reason as Error);
          };
          const timer = this.after(milliseconds, life, () => {
            signal?.removeEventListener('abort', cancel);
            resolve();
          });
          signal?.addEventListener('abort', cancel, { once: true });
        }),
    };
  }

  /** Lets time pass: everything due within `milliseconds` happens, in order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#monotonic + milliseconds;
    await turn();
    while (this.#fireNext(end)) await turn();
    this.#monotonic = Math.max(this.#monotonic, end);
  }

  /** Lets time pass until the work is done; throws when it is not within a simulated month. */
  async during<T>(work: Promise<T>, what: string): Promise<T> {
    const end = this.#monotonic + 30 * 86_400_000;
    let outcome: { readonly value: T } | { readonly error: unknown } | null = null;
    work.then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    );
    for (;;) {
      await turn();
      // Set from inside the callbacks above.
      const ended = outcome as { readonly value: T } | { readonly error: unknown } | null;
      if (ended !== null) {
        if ('error' in ended) throw ended.error;
        return ended.value;
      }
      if (!this.#fireNext(end)) throw new Error(`Never ended: ${what}`);
    }
  }

  #fireNext(end: number): boolean {
    this.#timers = this.#timers.filter(({ life }) => life?.isDead !== true);
    let next: Timer | null = null;
    for (const timer of this.#timers) {
      if (next === null || timer.at < next.at || (timer.at === next.at && timer.order < next.order))
        next = timer;
    }
    if (next === null || next.at > end) return false;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#monotonic = Math.max(this.#monotonic, next.at);
    next.fire();
    return true;
  }
}

/** All promises that can go on have gone on when the next turn of the event loop begins. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

import { createSlidingWindow, take, waitFor } from '#shared/outbox/sliding-window.ts';
import type { Clock } from '../ports.ts';

/** Permission to send requests to one origin. The service counts per address, not per account. */
export interface Budget {
  /**
   * Resolves when one more request is allowed; in the order of asking. What it answers is called when
   * the request ended: from then on the service has certainly counted it.
   */
  take(signal?: AbortSignal): Promise<Taken>;
  /** Milliseconds until a request may be allowed; 0: at once. */
  waitMs(): number;
}

/** Says that an answer came, or that none will. More than once does no harm. */
export type Taken = () => void;

/** Requests that the app allows itself in a window of the service's firewall. */
export interface BudgetLimit {
  readonly requests: number;
  readonly windowMs: number;
}

export type Environment = 'practice' | 'test' | 'production' | 'custom';

/** How a request shows itself; the firewall counts the three apart. */
export type CallerClass = 'credentials' | 'identified' | 'anonymous';

const fiveMinutesMs = 300_000;

/** What DataCite's firewall permits one address in five minutes (datacite.md 2.6). */
const permitted: Readonly<Record<CallerClass, number>> = {
  credentials: 3000,
  identified: 1000,
  anonymous: 500,
};
/** The test system has one count for everybody. */
const permittedOnTest = 750;

/** Half of it, unless a person sets another share: other systems often share the institution's address. */
export const defaultShare = 50;

/**
 * The requests that the app allows itself, `share` in per cent of what the service permits; null: as
 * many as there are. A service of one's own is taken to be as patient as DataCite's.
 */
export function limitFor(
  environment: Environment,
  caller: CallerClass,
  share = defaultShare,
): BudgetLimit | null {
  if (environment === 'practice') return null;
  const most = environment === 'test' ? permittedOnTest : permitted[caller];
  return { requests: Math.max(1, Math.floor((most * share) / 100)), windowMs: fiveMinutesMs };
}

/** The share in per cent that a person set; anything that is no share counts as the default. */
export function readShare(value: string | null): number {
  const share = value !== null && /^\d{1,3}$/.test(value) ? Number(value) : defaultShare;
  return share >= 1 && share <= 100 ? share : defaultShare;
}

/** Which requests the service counts together: one name for each count. */
export function budgetName(origin: string, environment: Environment, caller: CallerClass): string {
  return environment === 'test' ? origin : `${origin} ${caller}`;
}

const nothing: Taken = () => undefined;

/** For the practice repository: as fast as the machine can. */
export const unlimited: Budget = { take: () => Promise.resolve(nothing), waitMs: () => 0 };

/** How one request is admitted: `take` notes it, or says how long to wait before the next try. */
export interface RequestCount {
  /** Notes a request and answers its end, or answers the milliseconds to wait. */
  tryTake(): Taken | number;
  waitMs(): number;
}

/** A queue before a count: who asked first goes first, and one that gives up stops nobody. */
export function createQueue(count: RequestCount, clock: Pick<Clock, 'sleep'>): Budget {
  let last: Promise<unknown> = Promise.resolve();
  const admit = async (signal: AbortSignal | undefined): Promise<Taken> => {
    for (;;) {
      signal?.throwIfAborted();
      const taken = count.tryTake();
      if (typeof taken !== 'number') return taken;
      await clock.sleep(taken, signal);
    }
  };
  return {
    take(signal) {
      const turn = last.then(() => admit(signal));
      last = turn.catch(() => undefined);
      return turn;
    },
    waitMs: () => count.waitMs(),
  };
}

/** A count of this process alone: for tests, and for a machine where the shared one cannot be kept. */
export function createBudget(limit: BudgetLimit, clock: Clock): Budget {
  return createQueue(
    countInMemory(() => limit, clock),
    clock,
  );
}

/** The window as it was first asked for; a later change of the limit begins a new one with what was sent. */
export function countInMemory(
  limit: () => BudgetLimit,
  clock: Pick<Clock, 'monotonic'>,
): RequestCount {
  let window = createSlidingWindow(limit().requests, limit().windowMs);
  const current = (): typeof window => {
    const { requests, windowMs } = limit();
    if (window.limit !== requests || window.windowMs !== windowMs) {
      const times = window.times.slice(-requests);
      window = { ...createSlidingWindow(requests, windowMs), times };
    }
    return window;
  };
  return {
    tryTake() {
      const now = clock.monotonic();
      const waitMs = waitFor(current(), now);
      if (waitMs > 0) return waitMs;
      take(current(), now);
      return nothing;
    },
    waitMs: () => waitFor(current(), clock.monotonic()),
  };
}

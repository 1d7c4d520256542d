import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { claim, untilNext } from './claim.ts';
import type { Clients } from './clients.ts';
import { fly } from './flight.ts';
import type { ReadyOperation } from './operation-table.ts';
import type { Due } from './recover.ts';
import { settle } from './settle.ts';
import type { Ending, Settlement } from './settlement.ts';
import { refusalAtDeparture } from '../review/departure.ts';
import { createSpeed } from './speed.ts';
import type { Speed } from './speed.ts';
import { isPaused } from './summary.ts';
import { createTimetable, delayAfter } from './timetable.ts';
import type { Timetable } from './timetable.ts';
import { createTraffic } from './traffic.ts';
import type { Obstacle, StartConcurrency, Traffic } from './traffic.ts';

export interface DispatcherOptions {
  readonly startConcurrency: StartConcurrency;
  /** What a former run left to come back to. */
  readonly left: readonly Due[];
  /** Called whenever nothing is under way and nothing goes on by itself. */
  onIdle(): void;
  onConfirmed(settlement: Extract<Settlement, { event: 'confirm' }>): void;
}

/** Answers that arrive within this time share a commit; a tenth of a quick request. */
const groupMs = 3;
/** How long a stop waits for answers before it gives the requests up. */
const drainMs = 5_000;
const drainLookMs = 20;
/** After the ledger could not be written (disk full), how soon it is tried again. */
const ledgerRetryMs = 2_000;
/** With nothing to wait for, a look around once in a while costs nothing. */
const longestNapMs = 60_000;

/**
 * The loop behind the outbox. Each round is one transaction: settle all contacts that ended, claim
 * what may go next, and write its attempt; only after that commit do requests leave (reliability.md
 * 2.3 b). Many answers thus share one flush of the disk, and nothing writes the ledger from inside
 * an answer's callback.
 */
export class Dispatcher {
  readonly #context: CoreContext;
  readonly #clients: Clients;
  readonly #options: DispatcherOptions;
  readonly #random: () => number;
  readonly #traffic: Traffic;
  readonly #timetable: Timetable;
  readonly #speed: Speed;
  readonly #cut = new AbortController();
  #nap = new AbortController();
  #landed: Settlement[] = [];
  #isStopping = false;

  constructor(context: CoreContext, clients: Clients, options: DispatcherOptions) {
    const { clock } = context.ports;
    this.#context = context;
    this.#clients = clients;
    this.#options = options;
    this.#random = uniform(context);
    const how = { start: options.startConcurrency, random: this.#random };
    this.#traffic = createTraffic(context, clients, how);
    this.#timetable = createTimetable(clock);
    this.#speed = createSpeed(clock);
    for (const { id, delayMs } of options.left) this.#timetable.set(id, delayMs);
  }

  /** Resolves after `stop`, when everything that was under way has landed. */
  async run(): Promise<void> {
    const { signal } = this.#cut;
    for (;;) {
      this.#nap = new AbortController();
      const couldWrite = this.#round();
      const isQuiet = this.#traffic.underWayCount === 0 && this.#landed.length === 0;
      if (this.#isStopping && (isQuiet || (signal.aborted && !couldWrite))) return;
      const nextMs = couldWrite ? this.#untilNext() : ledgerRetryMs;
      if (isQuiet && couldWrite && (nextMs === null || this.#traffic.isHopeless)) {
        this.#options.onIdle();
      }
      await this.#rest(nextMs);
    }
  }

  /** Takes nothing new; gives up after five seconds what is still under way. */
  async stop(): Promise<void> {
    const { clock, crashPoint } = this.#context.ports;
    this.#isStopping = true;
    crashPoint('outbox.stop.begun');
    this.wake();
    const until = clock.monotonic() + drainMs;
    while (this.#traffic.underWayCount > 0 && clock.monotonic() < until) {
      await clock.sleep(drainLookMs);
    }
    this.#cut.abort(new Error('The outbox stops'));
    this.wake();
  }

  /** Looks for work now. */
  wake(): void {
    this.#nap.abort();
  }

  /** A person, or a check of the account, says that the way is free. */
  openGates(): void {
    this.#traffic.open();
  }

  /** Operations settled per second of late; null when nothing moves. */
  perSecond(): number | null {
    return this.#speed.perSecond();
  }

  obstacle(): Obstacle | null {
    return this.#traffic.obstacle();
  }

  /** One round. False when the ledger could not be written: what landed is kept and tried again. */
  #round(): boolean {
    const settlements = this.#landed;
    let claimed: ReadyOperation[];
    try {
      claimed = this.#context.ledger.transaction(() => {
        this.#settle(settlements);
        return this.#claim();
      });
    } catch (cause) {
      logError(this.#context, 'The outbox could not write the ledger', cause);
      // A full disk is waited out; a settlement that itself is at fault must not keep the others.
      if (!(cause instanceof AppError)) this.#settleApart(settlements);
      return false;
    }
    this.#landed = this.#landed.slice(settlements.length);
    attempt(this.#context, 'The outbox failed after a commit', () =>
      this.#afterCommit(settlements, claimed),
    );
    return true;
  }

  #settle(settlements: readonly Settlement[]): void {
    const { clock, crashPoint } = this.#context.ports;
    for (const settlement of settlements) {
      const delayMs = delayAfter(settlement, this.#random);
      const { id } = settlement.operation;
      if (delayMs === null) this.#timetable.remove(id);
      else this.#timetable.set(id, delayMs);
      const dueAt = delayMs === null ? null : new Date(clock.now() + delayMs).toISOString();
      settle(this.#context, settlement, { dueAt });
    }
    if (settlements.length > 0) crashPoint('outbox.settle.before-commit');
  }

  /** What a defect refuses also alone stays as it is in the ledger and is read after a restart. */
  #settleApart(settlements: readonly Settlement[]): void {
    this.#landed = this.#landed.slice(settlements.length);
    for (const settlement of settlements) {
      attempt(this.#context, `The ending of ${settlement.operation.doi} was not written`, () =>
        this.#context.ledger.transaction(() => this.#settle([settlement])),
      );
    }
  }

  #claim(): ReadyOperation[] {
    if (this.#isStopping || isPaused(this.#context)) return [];
    const claimed = claim(this.#context, this.#traffic, this.#timetable);
    if (claimed.length > 0) this.#context.ports.crashPoint('outbox.claim.before-commit');
    return claimed;
  }

  #afterCommit(settlements: readonly Settlement[], claimed: readonly ReadyOperation[]): void {
    const { crashPoint } = this.#context.ports;
    for (const settlement of settlements) {
      if (settlement.event === 'confirm') this.#options.onConfirmed(settlement);
      if (isFinal(settlement)) this.#speed.note();
    }
    for (const operation of claimed) this.#launch(operation);
    if (settlements.length > 0) crashPoint('outbox.settle.after-commit');
    if (claimed.length > 0) crashPoint('outbox.claim.after-commit');
    if (settlements.length + claimed.length > 0) {
      this.#context.emit('outbox.changed', { batchId: null });
    }
  }

  #launch(operation: ReadyOperation): void {
    const { clock, crashPoint } = this.#context.ports;
    const { client, origin } = this.#clients.of(operation.repository_id);
    const { signal } = this.#cut;
    const startedAt = clock.monotonic();
    const refusal = refusalAtDeparture(this.#context, operation);
    if (refusal !== null) {
      // Nothing was sent, so it tells nothing about the way.
      this.#landed.push({
        operation,
        tookMs: 0,
        event: 'refuse',
        failure: refusal,
        httpStatus: null,
      });
      this.wake();
      return;
    }
    this.#traffic.begin(operation.id, origin);
    void fly({ operation, client, signal, crashPoint })
      .catch((cause: unknown) => afterDefect(this.#context, operation, signal, cause))
      .then((ending) => {
        this.#traffic.end(operation.id);
        this.#land({ operation, tookMs: clock.monotonic() - startedAt, ...ending });
      });
  }

  /** The way is learnt from at once: what was told to wait must not be claimed in the next round. */
  #land(settlement: Settlement): void {
    this.#landed.push(settlement);
    attempt(this.#context, 'An answer could not be counted', () => this.#traffic.note(settlement));
    this.wake();
  }

  #untilNext(): number | null {
    if (isPaused(this.#context)) return null;
    return untilNext(this.#context, this.#traffic, this.#timetable);
  }

  /** Until something may go, an answer lands or somebody calls; then a moment more for its neighbours. */
  async #rest(nextMs: number | null): Promise<void> {
    const { clock } = this.#context.ports;
    // Zero with requests under way: all places are taken, and an answer will wake us.
    const isFull = nextMs === 0 && this.#traffic.underWayCount > 0;
    const napMs = nextMs === null || isFull ? longestNapMs : Math.max(1, nextMs);
    await clock.sleep(napMs, this.#nap.signal).catch(() => undefined);
    const areMoreComing = this.#landed.length > 0 && this.#traffic.underWayCount > 0;
    if (areMoreComing && !this.#isStopping) await clock.sleep(groupMs);
  }
}

function isFinal({ event }: Settlement): boolean {
  return event === 'confirm' || event === 'refuse' || event === 'diverge';
}

/** What an unforeseen error leaves behind is not known either: the DOI is read before anything else. */
function afterDefect(
  context: CoreContext,
  operation: ReadyOperation,
  signal: AbortSignal,
  cause: unknown,
): Ending {
  // Stopped before it was sent.
  if (signal.aborted && cause === signal.reason) return { event: 'park', hold: null };
  logError(context, `Sending ${operation.doi} failed`, cause);
  const message = 'The app failed while it waited for the answer.';
  if (operation.status === 'in-flight') return { event: 'lose', httpStatus: null, message };
  return {
    event: 'stay',
    later: { kind: 'later', reason: 'service', retryAfterMs: null, message },
  };
}

/** Runs work whose failure must not end the loop, and logs it. */
function attempt(context: CoreContext, message: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    logError(context, message, cause);
  }
}

function logError(context: CoreContext, message: string, cause: unknown): void {
  const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  context.ports.log({ level: 'error', message, detail: { error } });
}

/** Draws from [0, 1), for jitter. */
function uniform({ ports }: CoreContext): () => number {
  return () => {
    const [high = 0, middle = 0, low = 0] = ports.randomBytes(3);
    return (high * 65_536 + middle * 256 + low) / 2 ** 24;
  };
}

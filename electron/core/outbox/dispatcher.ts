import { AppError } from '#shared/support/app-error.ts';
import { assertNever } from '#shared/support/assert.ts';
import { retryDelayMs } from '#shared/outbox/retry-policy.ts';
import type { Later } from '#shared/outbox/classify-response.ts';
import type { CoreContext } from '../context.ts';
import type { AccountClient, Clients } from './clients.ts';
import { fly } from './flight.ts';
import { createGate } from './gate.ts';
import type { Gate } from './gate.ts';
import {
  beginAttempt,
  moveOperation,
  readyByIds,
  readyQueued,
  stillWaiting,
} from './operation-table.ts';
import type { ReadyOperation } from './operation-table.ts';
import type { Due } from './recover.ts';
import { settle } from './settle.ts';
import type { Ending, Settlement } from './settlement.ts';
import { createSpeed } from './speed.ts';
import { isPaused } from './summary.ts';

/**
 * The loop behind the outbox. Each round is one transaction: settle all contacts that ended, claim
 * what may go next, and write its attempt; only after that commit do requests leave (reliability.md
 * 2.3 b). Many answers thus share one flush of the disk.
 */
export interface Dispatcher {
  run(): Promise<void>;
  stop(): Promise<void>;
  wake(): void;
  openGates(): void;
  schedule(due: readonly Due[]): void;
  readonly inFlightCount: number;
  /** Operations settled per second of late; null when nothing moves. */
  perSecond(): number | null;
  /** Why nothing is sent now; null: nothing stands in the way. */
  obstacle(): { readonly reason: Later['reason'] | 'budget'; readonly waitMs: number } | null;
}

export interface DispatcherOptions {
  readonly startConcurrency: { readonly practice: number; readonly service: number };
  onIdle(): void;
  onConfirmed(settlement: Extract<Settlement, { event: 'confirm' }>): void;
}

/** Accounts at one origin; they share its gate and its budget. */
interface Opening {
  readonly ids: string[];
  readonly account: AccountClient;
}

/** Answers that arrive within this time share a commit; a tenth of a quick request. */
const groupMs = 3;
/** How long a stop waits for answers before it gives the requests up. */
const drainMs = 5_000;
/** After the ledger could not be written (disk full), how soon it is tried again. */
const ledgerRetryMs = 2_000;
/** Nothing to wait for: a look around once in a while costs nothing. */
const longestNapMs = 60_000;

export function createDispatcher(
  context: CoreContext,
  clients: Clients,
  options: DispatcherOptions,
): Dispatcher {
  const { clock, randomBytes, log, crashPoint } = context.ports;
  const random = (): number => {
    const [high = 0, middle = 0, low = 0] = randomBytes(3);
    return (high * 65_536 + middle * 256 + low) / 2 ** 24;
  };
  const gates = new Map<string, Gate>();
  const inFlight = new Map<string, string>(); // operation id -> origin
  const dueAt = new Map<string, number>(); // operation id -> monotonic ms
  const speed = createSpeed(clock);
  const cut = new AbortController();
  let landed: Settlement[] = [];
  let isStopping = false;
  let nap = new AbortController();

  const wake = (): void => nap.abort();

  const gateOf = ({ origin, environment }: AccountClient): Gate => {
    const known = gates.get(origin);
    if (known !== undefined) return known;
    const start = options.startConcurrency[environment === 'practice' ? 'practice' : 'service'];
    const gate = createGate({ clock, random, start });
    gates.set(origin, gate);
    return gate;
  };

  const launch = (operation: ReadyOperation, account: AccountClient): void => {
    inFlight.set(operation.id, account.origin);
    const startedAt = clock.monotonic();
    const { client } = account;
    void fly({ operation, client, signal: cut.signal, crashPoint })
      .catch((cause: unknown) => afterDefect(cause, operation))
      .then((ending) => {
        inFlight.delete(operation.id);
        landed.push({ operation, tookMs: clock.monotonic() - startedAt, ...ending });
        wake();
      });
  };

  /** What an unforeseen error leaves behind is not known either; the DOI is read before anything else. */
  const afterDefect = (cause: unknown, operation: ReadyOperation): Ending => {
    if (cut.signal.aborted && cause === cut.signal.reason) return { event: 'park', hold: null };
    logError(`Sending ${operation.doi} failed`, cause);
    const message = 'The app failed while it waited for the answer.';
    if (operation.status === 'in-flight') return { event: 'lose', httpStatus: null, message };
    return {
      event: 'stay',
      later: { kind: 'later', reason: 'service', retryAfterMs: null, message },
    };
  };

  /** When to come back to an operation, in milliseconds; null where it needs no time. */
  const delayOf = (settlement: Settlement): number | null => {
    const failures = Math.max(1, settlement.operation.attempt_count);
    switch (settlement.event) {
      case 'lose':
        // A 5xx gives the service time; after a lost answer, reading at once is cheap and tells most.
        return settlement.httpStatus === null
          ? 0
          : retryDelayMs({ reason: 'service', retryAfterMs: null, failures }, random);
      case 'postpone':
      case 'stay': {
        const { reason, retryAfterMs } = settlement.later;
        // The gate keeps everybody back; a delay of one's own on top would only add up.
        if (reason !== 'service') return 0;
        return retryDelayMs({ reason, retryAfterMs, failures }, random);
      }
      case 'confirm':
      case 'refuse':
      case 'diverge':
      case 'park':
        return null;
      default:
        return assertNever(settlement);
    }
  };

  const noteTraffic = (settlement: Settlement): void => {
    const gate = gateOf(clients.of(settlement.operation.repository_id));
    if (settlement.event === 'postpone' || settlement.event === 'stay') {
      gate.troubled(settlement.later);
    } else if (settlement.event === 'lose') {
      gate.troubled({ reason: 'service', retryAfterMs: null });
    } else if (settlement.event !== 'park') {
      gate.answered(settlement.tookMs);
      speed.note();
    }
  };

  const settleAll = (settlements: readonly Settlement[]): void => {
    for (const settlement of settlements) {
      const { id, status } = settlement.operation;
      const delay = delayOf(settlement);
      dueAt.delete(id);
      const isUnknown = settlement.event === 'park' && status === 'unknown';
      if (delay !== null) dueAt.set(id, clock.monotonic() + delay);
      else if (isUnknown) dueAt.set(id, clock.monotonic());
      const at = delay === null ? null : new Date(clock.now() + delay).toISOString();
      settle(context, settlement, { dueAt: at });
    }
  };

  /** The origins that accounts stand at, and how many requests each may begin now. */
  const openings = (): Opening[] => {
    const rows = context.ledger.db.all<{ id: string }>(
      `select id from repository where removed_at is null and held_reason is null and endpoint <> ''`,
    );
    const byOrigin = new Map<string, Opening>();
    for (const { id } of rows) {
      const account = clients.of(id);
      const known = byOrigin.get(account.origin);
      if (known === undefined) byOrigin.set(account.origin, { ids: [id], account });
      else known.ids.push(id);
    }
    return [...byOrigin.values()];
  };

  const freeAt = ({ account }: Opening): number => {
    if (account.budget.waitMs() > 0) return 0;
    const underWay = inFlight.values().filter((origin) => origin === account.origin);
    return gateOf(account).free(underWay.toArray().length);
  };

  const dueNow = (): string[] => {
    const now = clock.monotonic();
    return [...dueAt].filter(([, at]) => at <= now).map(([id]) => id);
  };

  const claim = (): ReadyOperation[] => {
    if (isStopping || isPaused(context)) return [];
    const claimed: ReadyOperation[] = [];
    const due = dueNow();
    for (const opening of openings()) {
      const { ids } = opening;
      const free = freeAt(opening);
      if (free === 0) continue;
      const again = (due.length === 0 ? [] : readyByIds(context.ledger, due, free * 4))
        .filter((operation) => ids.includes(operation.repository_id) && !inFlight.has(operation.id))
        .slice(0, free);
      const fresh =
        again.length < free ? readyQueued(context.ledger, ids, free - again.length) : [];
      for (const operation of [...again, ...fresh]) claimed.push(begin(operation));
    }
    return claimed;
  };

  const begin = (operation: ReadyOperation): ReadyOperation => {
    dueAt.delete(operation.id);
    // An unknown one is read, which is no attempt and leaves it unknown until the answer is there.
    if (operation.status === 'unknown') return operation;
    beginAttempt(context.ledger, operation, context.timestamp());
    const status = moveOperation(context.ledger, operation, 'claim');
    return { ...operation, status, attempt_count: operation.attempt_count + 1 };
  };

  /** One round. Answers false when the ledger could not be written; nothing is lost then. */
  const round = (): boolean => {
    const settlements = landed;
    let claimed: ReadyOperation[];
    try {
      claimed = context.ledger.transaction(() => {
        settleAll(settlements);
        if (settlements.length > 0) crashPoint('outbox.settle.before-commit');
        const ready = claim();
        if (ready.length > 0) crashPoint('outbox.claim.before-commit');
        return ready;
      });
    } catch (cause) {
      logError('The outbox could not write the ledger', cause);
      if (!(cause instanceof AppError)) landed = settleApart(settlements);
      return false;
    }
    landed = landed.slice(settlements.length);
    for (const settlement of settlements) {
      noteTraffic(settlement);
      if (settlement.event === 'confirm') options.onConfirmed(settlement);
    }
    for (const operation of claimed) launch(operation, clients.of(operation.repository_id));
    if (settlements.length > 0) crashPoint('outbox.settle.after-commit');
    if (claimed.length > 0) crashPoint('outbox.claim.after-commit');
    if (settlements.length + claimed.length > 0) context.emit('outbox.changed', { batchId: null });
    return true;
  };

  /** A settlement that itself is at fault must not keep the others: each gets a transaction of its own. */
  const settleApart = (settlements: readonly Settlement[]): Settlement[] => {
    const failed = settlements.filter((settlement) => {
      try {
        context.ledger.transaction(() => settleAll([settlement]));
        return false;
      } catch (cause) {
        logError(`The ending of ${settlement.operation.doi} could not be written`, cause);
        return true;
      }
    });
    // What a defect refuses time and again is read anew after the next start.
    return failed.length === settlements.length && failed.length > 1 ? failed : [];
  };

  /** How long until something may go by itself; null: nothing will. */
  const nextMs = (): number | null => {
    if (isPaused(context)) return null;
    const now = clock.monotonic();
    const open = openings();
    const ids = open.flatMap((opening) => opening.ids);
    const shutMs = Math.max(
      0,
      ...open.map(({ account }) => Math.max(gateOf(account).waitMs(), account.budget.waitMs())),
    );
    if (readyQueued(context.ledger, ids, 1).length > 0) return shutMs;
    const due = dueNow();
    if (due.length > 0) {
      if (readyByIds(context.ledger, due, 1).length > 0) return shutMs;
      const waiting = stillWaiting(context.ledger, due);
      for (const id of due) if (!waiting.has(id)) dueAt.delete(id);
    }
    const later = dueAt
      .values()
      .filter((at) => at > now)
      .toArray();
    return later.length === 0 ? null : Math.max(shutMs, Math.min(...later) - now);
  };

  const logError = (message: string, cause: unknown): void => {
    const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    log({ level: 'error', message, detail: { error } });
  };

  /** An error between the ledger and the next nap must not end the loop; what was sent comes back. */
  const safely = (work: () => boolean): boolean => {
    try {
      return work();
    } catch (cause) {
      logError('A round of the outbox failed', cause);
      return false;
    }
  };

  const isHopeless = (): boolean => gates.values().some((gate) => gate.isHopeless);

  return {
    async run() {
      while (!isStopping || inFlight.size > 0 || landed.length > 0) {
        nap = new AbortController();
        const couldWrite = safely(round);
        // What could not be written stays `in-flight` there, and is read after the next start.
        if (!couldWrite && cut.signal.aborted) break;
        const next = couldWrite ? nextMs() : ledgerRetryMs;
        if (inFlight.size === 0 && landed.length === 0) {
          if (isStopping) break;
          if (next === null || isHopeless()) options.onIdle();
        }
        // Zero means that something could go but all places are taken: an answer will wake us.
        const rest = next === null || (next === 0 && inFlight.size > 0) ? longestNapMs : next;
        await clock.sleep(Math.max(1, rest), nap.signal).catch(() => undefined);
        if (inFlight.size > 0 && landed.length > 0 && !isStopping) await clock.sleep(groupMs);
      }
    },
    async stop() {
      isStopping = true;
      crashPoint('outbox.stop.begun');
      wake();
      const until = clock.monotonic() + drainMs;
      while (inFlight.size > 0 && clock.monotonic() < until) await clock.sleep(20);
      cut.abort(new Error('The outbox stops'));
      wake();
    },
    wake,
    openGates() {
      for (const gate of gates.values()) gate.open();
    },
    schedule(due) {
      const now = clock.monotonic();
      for (const { id, delayMs } of due) dueAt.set(id, now + delayMs);
    },
    get inFlightCount() {
      return inFlight.size;
    },
    perSecond: () => speed.perSecond(),
    obstacle() {
      const shut = [...gates.values()].find(
        (gate) => gate.waitMs() > 0 || gate.reason === 'offline',
      );
      if (shut?.reason != null) return { reason: shut.reason, waitMs: shut.waitMs() };
      const waitMs = Math.max(0, ...openings().map(({ account }) => account.budget.waitMs()));
      return waitMs > 0 ? { reason: 'budget', waitMs } : null;
    },
  };
}

import type { CoreContext } from '../context.ts';
import type { PageCheck } from './check-page.ts';
import { Offline } from './check-page.ts';
import { dueHosts, latestRun, nextDue, setRunStatus } from './due-table.ts';

export interface Waits {
  readonly kind: 'host' | 'network';
  readonly host: string;
  readonly until: string | null;
}

/** The background work of an audit: host by host, some of them side by side, one page of a host at a time. */
export interface Audit {
  kick(): void;
  /** Ends after the pages at hand; the rest waits in the ledger. */
  stop(): Promise<void>;
  /** Ends it for now, and a later `kick` goes on. */
  halt(): Promise<void>;
  whenDone(): Promise<void>;
  readonly waitsFor: Waits | null;
  /** Pages a second, since this work began; null: none yet. */
  perSecond(): number | null;
}

/** Hosts that are asked side by side. */
const mostLanes = 8;
const offlinePauseMs = 60_000;

export function createAudit(context: CoreContext, check: PageCheck): Audit {
  const { ledger, ports } = context;
  const { clock, log } = ports;
  let running: Promise<void> | null = null;
  let cut: AbortController | null = null;
  let isStopped = false;
  let waitsFor: Waits | null = null;
  let sinceMs = 0;

  const wait = (next: Waits | null): void => {
    if (JSON.stringify(next) === JSON.stringify(waitsFor)) return;
    waitsFor = next;
    context.emit('landing.changed', {});
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    check.begin();
    sinceMs = clock.monotonic();
    while (!(await workThrough({ context, check, wait, signal }))) {
      wait({ kind: 'network', host: '', until: null });
      await clock.sleep(offlinePauseMs, signal).catch(() => undefined);
    }
    const latest = latestRun(ledger);
    if (!signal.aborted && latest?.status === 'running') setRunStatus(context, latest.id, 'done');
  };
  const tell = (cause: unknown): void => {
    const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    log({ level: 'error', message: 'The audit of landing pages ended', detail: { error } });
    const latest = latestRun(ledger);
    if (latest?.status === 'running') setRunStatus(context, latest.id, 'paused');
  };
  const halt = async (): Promise<void> => {
    cut?.abort();
    await running;
  };

  return {
    kick() {
      if (isStopped || ledger.isReadonly || running !== null) return;
      if (latestRun(ledger)?.status !== 'running') return;
      cut = new AbortController();
      running = run(cut.signal)
        .catch(tell)
        .finally(() => {
          running = null;
          wait(null);
        });
    },
    async stop() {
      isStopped = true;
      await halt();
    },
    halt,
    async whenDone() {
      while (running !== null) await running;
    },
    get waitsFor() {
      return waitsFor;
    },
    perSecond() {
      const seconds = (clock.monotonic() - sinceMs) / 1000;
      const { count } = check;
      return running === null || count === 0 || seconds <= 0 ? null : count / seconds;
    },
  };
}

interface Work {
  readonly context: CoreContext;
  readonly check: PageCheck;
  readonly wait: (next: Waits | null) => void;
  readonly signal: AbortSignal;
}

/** Until nothing is due or it was ended; false: this computer has no network at present. */
async function workThrough({ context, check, wait, signal }: Work): Promise<boolean> {
  const { ledger, ports } = context;
  const { clock } = ports;
  const lanes = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const lane = async (host: string): Promise<void> => {
    for (;;) {
      const record = signal.aborted ? null : nextDue(ledger, host);
      if (record === null || !(await check.look(record, signal))) return;
    }
  };
  const open = (host: string): void => {
    const ended = lane(host)
      .catch((cause: unknown) => void failures.push(cause))
      .finally(() => lanes.delete(host));
    lanes.set(host, ended);
  };
  while (!signal.aborted && failures.length === 0) {
    const now = new Date(clock.now()).toISOString();
    const hosts = dueHosts(ledger).filter(({ host }) => !lanes.has(host));
    const ready = hosts.filter(({ notBefore }) => notBefore === null || notBefore <= now);
    for (const { host } of ready.slice(0, mostLanes - lanes.size)) open(host);
    if (lanes.size > 0) {
      wait(null);
      await Promise.race(lanes.values());
      continue;
    }
    const [first] = hosts.toSorted((one, other) =>
      (one.notBefore ?? '') < (other.notBefore ?? '') ? -1 : 1,
    );
    if (first === undefined) break;
    wait({ kind: 'host', host: first.host, until: first.notBefore });
    await clock.sleep(pauseUntil(first.notBefore, clock.now()), signal).catch(() => undefined);
  }
  await Promise.all(lanes.values());
  if (signal.aborted || failures.length === 0) return true;
  if (failures.every((cause) => cause instanceof Offline)) return false;
  throw failures.find((cause) => !(cause instanceof Offline)) as Error;
}

const pauseUntil = (until: string | null, nowMs: number): number =>
  until === null ? 0 : Math.max(50, Date.parse(until) - nowMs);

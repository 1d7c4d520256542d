import { judgeLanding } from '#shared/landing/judge.ts';
import { nextStrikes } from '#shared/landing/strikes.ts';
import type { Visit } from '#shared/landing/visit.ts';
import type { CoreContext } from '../context.ts';
import type { DueRecord } from './due-table.ts';
import { dueHosts, latestRun, nextDue, postponeHost, setRunStatus } from './due-table.ts';
import { saveCheck, strikesOf } from './landing-table.ts';

/** Looks at one page; what it needs of the network is the caller's. */
export type LookAt = (record: DueRecord, signal: AbortSignal) => Promise<Visit>;

export interface AuditParts {
  readonly lookAt: LookAt;
  /** False: this computer has no network, so that nothing is to be said of anybody's page. */
  readonly isOnline: (signal: AbortSignal) => Promise<boolean>;
  /** A new audit begins: what was read of hosts before may have changed. */
  readonly begin?: () => void;
}

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
/** A host that says it is busy, without saying until when. */
const usualPauseMs = 60_000;
/** A host that asks for more is noted as busy and not waited for. */
const mostPauseMs = 3600_000;
const offlinePauseMs = 60_000;
const mostSilences = 5;

export function createAudit(context: CoreContext, { lookAt, isOnline, begin }: AuditParts): Audit {
  const { ledger, ports } = context;
  const { clock, log } = ports;
  let running: Promise<void> | null = null;
  let cut: AbortController | null = null;
  let isStopped = false;
  let waitsFor: Waits | null = null;
  let [count, sinceMs] = [0, 0];
  /** Hosts that were busy once in this run: the second time it is told. */
  const asked = new Map<string, number>();
  /** Hosts that did not answer, and how often in a row. */
  const silent = new Map<string, { readonly count: number; readonly visit: Visit }>();

  const wait = (next: Waits | null): void => {
    if (JSON.stringify(next) === JSON.stringify(waitsFor)) return;
    waitsFor = next;
    context.emit('landing.changed', {});
  };

  /** One page. True when the lane may go on with the next. */
  async function check(record: DueRecord, signal: AbortSignal): Promise<boolean> {
    const visit = await look(record, signal);
    const kind = visit.failure?.kind;
    if (kind === 'busy' && postpone(record, visit)) return false;
    if (kind === 'unreachable' && !(await isOnline(signal))) throw new Offline();
    const judgement = judgeLanding(record.item, visit);
    const before = strikesOf(ledger, record.id);
    const strikes = nextStrikes(judgement.verdict, before, clock.now());
    const { url } = record.item;
    saveCheck(context, {
      ...{ recordId: record.id, url, host: record.host, judgement, hops: visit.hops, strikes },
    });
    count += 1;
    return true;
  }

  /** A host that did not answer some times in a row is not asked for its other pages now. */
  async function look(record: DueRecord, signal: AbortSignal): Promise<Visit> {
    const before = silent.get(record.host);
    if (before !== undefined && before.count >= mostSilences) return before.visit;
    const visit = await lookAt(record, signal);
    const isSilent = ['unreachable', 'refused', 'timeout'].includes(visit.failure?.kind ?? '');
    if (isSilent) silent.set(record.host, { count: (before?.count ?? 0) + 1, visit });
    else silent.delete(record.host);
    return visit;
  }

  /** Leaves a busy host alone for a while; false: it was busy again, or wants too much. */
  function postpone(record: DueRecord, { failure }: Visit): boolean {
    const pauseMs = retryMs(failure?.detail ?? '', clock.now()) ?? usualPauseMs;
    const tries = (asked.get(record.host) ?? 0) + 1;
    asked.set(record.host, tries);
    const until = new Date(clock.now() + Math.min(pauseMs, mostPauseMs)).toISOString();
    postponeHost(ledger, record.host, until);
    return pauseMs <= mostPauseMs && tries <= 2;
  }

  async function lane(host: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const record = signal.aborted ? null : nextDue(ledger, host);
      if (record === null || !(await check(record, signal))) return;
    }
  }

  async function work(signal: AbortSignal): Promise<void> {
    const lanes = new Map<string, Promise<void>>();
    let failure: unknown = null;
    [count, sinceMs] = [0, clock.monotonic()];
    const open = (host: string): void => {
      const ended = lane(host, signal)
        .catch((cause: unknown) => {
          failure ??= cause;
        })
        .finally(() => lanes.delete(host));
      lanes.set(host, ended);
    };
    while (!signal.aborted && failure === null) {
      const now = new Date(clock.now()).toISOString();
      const hosts = dueHosts(ledger).filter(({ host }) => !lanes.has(host));
      const ready = hosts.filter(({ notBefore }) => notBefore === null || notBefore <= now);
      for (const { host } of ready.slice(0, mostLanes - lanes.size)) open(host);
      if (lanes.size > 0) {
        wait(null);
        await Promise.race(lanes.values());
      } else {
        const [first] = hosts.toSorted((one, other) =>
          (one.notBefore ?? '') < (other.notBefore ?? '') ? -1 : 1,
        );
        if (first === undefined) break;
        wait({ kind: 'host', host: first.host, until: first.notBefore });
        await clock.sleep(pauseUntil(first.notBefore, clock.now()), signal).catch(() => undefined);
      }
    }
    await Promise.all(lanes.values());
    if (failure !== null && !signal.aborted) throw failure as Error;
  }

  async function run(signal: AbortSignal): Promise<void> {
    asked.clear();
    silent.clear();
    begin?.();
    for (;;) {
      try {
        await work(signal);
        break;
      } catch (cause) {
        if (signal.aborted) return;
        if (!(cause instanceof Offline)) throw cause;
        wait({ kind: 'network', host: '', until: null });
        await clock.sleep(offlinePauseMs, signal).catch(() => undefined);
      }
      if (signal.aborted) return;
    }
    const latest = latestRun(ledger);
    if (!signal.aborted && latest?.status === 'running') setRunStatus(context, latest.id, 'done');
  }

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
        .catch((cause: unknown) => {
          const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
          log({ level: 'error', message: 'The audit of landing pages ended', detail: { error } });
          const latest = latestRun(ledger);
          if (latest?.status === 'running') setRunStatus(context, latest.id, 'paused');
        })
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
      return running === null || count === 0 || seconds <= 0 ? null : count / seconds;
    },
  };
}

class Offline extends Error {
  override readonly name = 'Offline';
}

const pauseUntil = (until: string | null, nowMs: number): number =>
  until === null ? 0 : Math.max(50, Date.parse(until) - nowMs);

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). Null: neither. */
export function retryMs(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

import { judgeLanding } from '#shared/landing/judge.ts';
import { nextStrikes } from '#shared/landing/strikes.ts';
import type { Visit } from '#shared/landing/visit.ts';
import type { CoreContext } from '../context.ts';
import type { DueRecord } from './due-table.ts';
import { postponeHost } from './due-table.ts';
import { saveCheck, strikesOf } from './landing-table.ts';

/** What an audit needs of the network. */
export interface AuditParts {
  readonly lookAt: (record: DueRecord, signal: AbortSignal) => Promise<Visit>;
  /** False: this computer has no network, so that nothing is to be said of anybody's page. */
  readonly isOnline: (signal: AbortSignal) => Promise<boolean>;
  /** A new audit begins: what was read of hosts before may have changed. */
  readonly begin?: () => void;
}

/** One page after the other, with what an audit remembers of their hosts. */
export interface PageCheck {
  begin(): void;
  /** Looks and stores what was seen; false: the host is to be left alone for now. Throws `Offline`. */
  look(record: DueRecord, signal: AbortSignal): Promise<boolean>;
  /** Pages since it began. */
  readonly count: number;
}

/** This computer has no network. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

/** A host that says it is busy, without saying until when. */
const usualPauseMs = 60_000;
/** A host that asks for more is noted as busy and not waited for. */
const mostPauseMs = 3_600_000;
const mostTries = 2;
/** A host that did not answer so often in a row is not asked for its other pages in this audit. */
const mostSilences = 5;
const silences: ReadonlySet<string | undefined> = new Set(['unreachable', 'refused', 'timeout']);

export function createPageCheck(context: CoreContext, parts: AuditParts): PageCheck {
  const { ledger, ports } = context;
  const { clock } = ports;
  /** How often a host was busy. */
  const busy = new Map<string, number>();
  const silent = new Map<string, { readonly count: number; readonly visit: Visit }>();
  let count = 0;

  const visit = async (record: DueRecord, signal: AbortSignal): Promise<Visit> => {
    const before = silent.get(record.host);
    if (before !== undefined && before.count >= mostSilences) return before.visit;
    const found = await parts.lookAt(record, signal);
    if (silences.has(found.failure?.kind)) {
      silent.set(record.host, { count: (before?.count ?? 0) + 1, visit: found });
    } else silent.delete(record.host);
    return found;
  };
  /** True: the page keeps its place, and its host is asked later. */
  const postpone = (record: DueRecord, detail: string): boolean => {
    const pauseMs = retryMs(detail, clock.now()) ?? usualPauseMs;
    const tries = (busy.get(record.host) ?? 0) + 1;
    busy.set(record.host, tries);
    const until = new Date(clock.now() + Math.min(pauseMs, mostPauseMs)).toISOString();
    postponeHost(ledger, record.host, until);
    return pauseMs <= mostPauseMs && tries <= mostTries;
  };

  return {
    begin() {
      busy.clear();
      silent.clear();
      count = 0;
      parts.begin?.();
    },
    async look(record, signal) {
      const found = await visit(record, signal);
      const { failure, hops } = found;
      if (failure?.kind === 'busy' && postpone(record, failure.detail)) return false;
      if (failure?.kind === 'unreachable' && !(await parts.isOnline(signal))) throw new Offline();
      const judgement = judgeLanding(record.item, found);
      const before = strikesOf(ledger, record.id);
      const strikes = nextStrikes(judgement.verdict, before, clock.now());
      const { url } = record.item;
      saveCheck(context, { recordId: record.id, url, host: record.host, judgement, hops, strikes });
      count += 1;
      return true;
    },
    get count() {
      return count;
    },
  };
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). Null: neither. */
function retryMs(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

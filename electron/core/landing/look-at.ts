import { doiUrl } from '#shared/doi/doi.ts';
import type { CoreContext } from '../context.ts';
import { NetworkFailure } from '../network/network.ts';
import type { PageReader } from '../network/page-reader.ts';
import type { PracticeNames } from '../network/practice-names.ts';
import { publicTarget } from '../network/public-address.ts';
import type { AuditParts } from './check-page.ts';
import type { DueRecord } from './due-table.ts';
import type { HostTurns } from './host-turns.ts';
import { createHostTurns } from './host-turns.ts';
import type { Place, Wayfarer } from './visit-page.ts';
import { visitPage } from './visit-page.ts';

/** Between two requests to a landing page's host. */
const usualPauseMs = 1000;
/** Resolvers are built to be asked often; five times a second is far below what they bear. */
const resolverPauseMs = 200;

/** By environment; a service of one's own has no resolver that is known. */
const resolvers = {
  production: 'https://doi.org',
  test: 'https://handle.test.datacite.org',
  custom: null,
} as const;
const resolverHosts = new Set(
  Object.values(resolvers).flatMap((origin) => (origin === null ? [] : [new URL(origin).host])),
);

export interface LookParts {
  readonly reader: PageReader;
  readonly names: PracticeNames;
  readonly practiceUrl: () => string | null;
  readonly turns?: HostTurns;
  /** For each request; tests are less patient. */
  readonly timeoutMs?: number;
}

/** How pages are looked at: from the resolver where the DOI has one, through the rules for the public internet. */
export function createLook(context: CoreContext, parts: LookParts): AuditParts {
  const { clock } = context.ports;
  const turns =
    parts.turns ??
    createHostTurns(clock, (host) =>
      host.startsWith('127.0.0.1') ? 0 : resolverHosts.has(host) ? resolverPauseMs : usualPauseMs,
    );
  const userAgent = `DOI-Steward/${context.config.version} (audit of landing pages)`;
  const wayfarerFor = (isPractice: boolean): Wayfarer => ({
    reader: parts.reader,
    turns,
    userAgent,
    timeoutMs: parts.timeoutMs ?? 15_000,
    locate: (url) => (isPractice ? practicePlace(parts, url) : null) ?? publicPlace(url),
  });
  let online: { readonly at: number; readonly is: boolean } | null = null;

  return {
    begin: () => turns.forgetKept(),
    lookAt: async (record, signal) => {
      const isPractice = record.environment === 'practice';
      const start = startOf(record, isPractice ? parts.practiceUrl() : null);
      if (start === null) return { hops: [], failure: null, page: null };
      return visitPage(wayfarerFor(isPractice), start, signal);
    },
    async isOnline(signal) {
      // Asked at most once a minute: a page that cannot be reached is usually alone in it.
      if (online !== null && clock.monotonic() - online.at < 60_000) return online.is;
      const place = publicPlace(`${resolvers.production}/`);
      try {
        const ask = () =>
          parts.reader.read({
            target: place.target,
            isPractice: false,
            headers: { 'User-Agent': userAgent },
            timeoutMs: 10_000,
            maxBytes: 0,
            wantsBody: () => false,
            signal,
          });
        await turns.take(place.host, ask, signal);
        online = { at: clock.monotonic(), is: true };
      } catch (cause) {
        signal.throwIfAborted();
        const is = !(cause instanceof NetworkFailure && cause.kind === 'unreachable');
        online = { at: clock.monotonic(), is };
      }
      return online.is;
    },
  };
}

/** A draft has no DOI that leads anywhere: its page is looked at by itself (E36). */
function startOf(
  { state, environment, item }: DueRecord,
  practiceUrl: string | null,
): { readonly url: string; readonly kind: 'resolver' | 'page' } | null {
  if (item.url === '') return null;
  const resolver =
    environment === 'practice'
      ? practiceUrl === null
        ? null
        : `${practiceUrl}/resolve`
      : resolvers[environment];
  if (state === 'draft' || resolver === null) return { url: item.url, kind: 'page' };
  return { url: doiUrl(item.doi, resolver), kind: 'resolver' };
}

function publicPlace(url: string): Place {
  const target = publicTarget(url);
  const { host } = new URL(target.origin);
  return { target, isPractice: false, host, hasRobots: !resolverHosts.has(host) };
}

/** The practice repository's own addresses, and the names that it answers for. */
function practicePlace({ names, practiceUrl }: LookParts, url: string): Place | null {
  const base = practiceUrl();
  const named = names.targetOf(url);
  if (named !== null) {
    return { target: named, isPractice: true, host: new URL(url).host, hasRobots: false };
  }
  if (base === null || !url.startsWith(`${base}/resolve/`)) return null;
  const { origin, pathname, search, host } = new URL(url);
  return { target: { origin, path: pathname + search }, isPractice: true, host, hasRobots: false };
}

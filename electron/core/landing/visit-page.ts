import { decodePage } from '#shared/landing/decode-page.ts';
import { readPageFacts } from '#shared/landing/page-facts.ts';
import type { RobotRules } from '#shared/landing/robots.ts';
import { isAllowedBy, noRules, readRobots } from '#shared/landing/robots.ts';
import type { FinalPage, Hop, Visit, VisitFailure } from '#shared/landing/visit.ts';
import { AppError } from '#shared/support/app-error.ts';
import { NetworkFailure } from '../network/network.ts';
import type { PageAnswer, PageReader } from '../network/page-reader.ts';
import { CertificateFailure } from '../network/page-reader.ts';
import type { PublicTarget } from '../network/public-address.ts';
import type { HostTurns } from './host-turns.ts';

/** What a visit needs; `locate` decides where an address may lead and throws `FORBIDDEN` where it may not. */
export interface Wayfarer {
  readonly reader: PageReader;
  readonly turns: HostTurns;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly locate: (url: string) => Place;
}

export interface Place {
  readonly target: PublicTarget;
  readonly isPractice: boolean;
  /** Whose robots.txt is asked and whose turns are kept: the host of the address as it is written. */
  readonly host: string;
  /** False: the host is asked for what it is there for (a resolver), or is our own. */
  readonly hasRobots: boolean;
}

/** As a crawler is known to robots.txt. */
const agentName = 'DOI-Steward';
const pageBytes = 1024 * 1024;
const robotsBytes = 512 * 1024;
const mostRedirects = 6;
/** A page that sends the reader on by itself within this time is a redirect. */
const mostRefreshSeconds = 15;
/** Longer pauses than this that a host asks for are not waited for. */
const mostPauseMs = 300_000;

const isHtml = (headers: PageAnswer['headers']): boolean =>
  /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? 'text/html');

class Stop extends Error {
  readonly failure: VisitFailure;
  constructor(failure: VisitFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/**
 * Goes where a reader would go who has nothing but a browser: from the resolver, or the page itself, through
 * its redirects to what is there in the end. Never throws but for its signal: what stood in the way is told.
 */
export async function visitPage(
  wayfarer: Wayfarer,
  start: { readonly url: string; readonly kind: 'resolver' | 'page' },
  signal: AbortSignal,
): Promise<Visit> {
  const hops: Hop[] = [];
  try {
    return { hops, failure: null, page: await walk(wayfarer, start, hops, signal) };
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (cause instanceof Stop) return { hops, failure: cause.failure, page: null };
    throw cause;
  }
}

async function walk(
  wayfarer: Wayfarer,
  start: { readonly url: string; readonly kind: 'resolver' | 'page' },
  hops: Hop[],
  signal: AbortSignal,
): Promise<FinalPage | null> {
  const seen = new Set<string>();
  let { url } = start;
  let kind: Hop['kind'] = start.kind;
  for (let redirects = 0; ; redirects += 1) {
    const stop = (failure: VisitFailure['kind'], detail: string): never => {
      throw new Stop({ kind: failure, url, detail });
    };
    if (redirects > mostRedirects) stop('too-many-redirects', String(mostRedirects));
    if (seen.has(url)) stop('redirect-loop', url);
    seen.add(url);
    const answer = await ask(wayfarer, url, signal);
    const { status, headers } = answer;
    const page = status >= 300 && status < 400 ? null : readPage(url, answer);
    const onwards = headerLocation(answer) ?? refreshOf(page);
    const location = onwards === null ? null : absolute(onwards, url);
    hops.push({ url, status, kind, location });
    if (location === null) {
      if (onwards !== null) stop('bad-redirect', onwards.slice(0, 200));
      // The resolver itself answers only when it does not know the DOI.
      if (kind === 'resolver') {
        if (status === 429) stop('busy', retryText(headers));
        if (status >= 500) stop('server-error', String(status));
        return null;
      }
      if (status === 429) stop('busy', retryText(headers));
      return page ?? { url, status, headers, facts: null, isCut: false, hasBadCharset: false };
    }
    kind = page === null ? 'page' : 'refresh';
    url = location;
  }
}

function headerLocation({ status, headers }: PageAnswer): string | null {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  return isRedirect ? (headers['location'] ?? null) : null;
}

function refreshOf(page: FinalPage | null): string | null {
  const refresh = page?.facts?.refresh ?? null;
  return refresh === null || refresh.seconds > mostRefreshSeconds ? null : refresh.url;
}

/** Header values come as bytes; a UTF-8 address in one is read as browsers read it. */
function absolute(location: string, base: string): string | null {
  const text = Buffer.from(location, 'latin1').toString('utf8');
  const readable = text.includes('\ufffd') ? location : text;
  if (!URL.canParse(readable, base)) return null;
  const url = new URL(readable, base);
  url.hash = '';
  return url.href;
}

function readPage(url: string, { status, headers, body, isCut }: PageAnswer): FinalPage {
  if (!isHtml(headers)) {
    return { url, status, headers, facts: null, isCut: false, hasBadCharset: false };
  }
  const { text, hasBadCharset } = decodePage(body, headers['content-type'] ?? '');
  return { url, status, headers, facts: readPageFacts(text), isCut, hasBadCharset };
}

/** One address, when its host allows it and its turn has come. */
async function ask(wayfarer: Wayfarer, url: string, signal: AbortSignal): Promise<PageAnswer> {
  const place = locate(wayfarer, url);
  if (place.hasRobots) {
    const rules = await robotsOf(wayfarer, place, url, signal);
    if (!isAllowedBy(rules, place.target.path)) {
      throw new Stop({ kind: 'robots', url, detail: place.host });
    }
  }
  return request(wayfarer, { place, url, signal, maxBytes: pageBytes, wantsBody: isHtml });
}

function locate({ locate: find }: Wayfarer, url: string): Place {
  try {
    return find(url);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new Stop({ kind: 'not-public', url, detail: cause.message });
  }
}

interface Asked {
  readonly place: Place;
  readonly url: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly wantsBody: (headers: PageAnswer['headers']) => boolean;
}

async function request(wayfarer: Wayfarer, asked: Asked): Promise<PageAnswer> {
  const { place, url, signal, maxBytes, wantsBody } = asked;
  const { target, isPractice, host } = place;
  const send = (): Promise<PageAnswer> =>
    wayfarer.reader.read({
      target,
      isPractice,
      headers: {
        'User-Agent': wayfarer.userAgent,
        Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5',
        'Accept-Language': 'en,*;q=0.5',
      },
      timeoutMs: wayfarer.timeoutMs,
      maxBytes,
      wantsBody: ({ headers, status }) => wantsBody(headers) && (status < 300 || status >= 400),
      signal,
    });
  try {
    return await wayfarer.turns.take(host, send, signal);
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Stop({ kind: failureKind(cause), url, detail: messageOf(cause) });
  }
}

function failureKind(cause: unknown): VisitFailure['kind'] {
  if (cause instanceof AppError && cause.code === 'FORBIDDEN') return 'not-public';
  if (cause instanceof CertificateFailure) return `certificate-${cause.problem}`;
  if (!(cause instanceof NetworkFailure)) return 'reset';
  switch (cause.kind) {
    case 'unreachable':
    case 'refused':
    case 'timeout':
    case 'proxy':
      return cause.kind;
    case 'certificate':
      return 'certificate-untrusted';
    case 'cancelled':
    case 'reset':
    case 'too-large':
      return 'reset';
  }
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

/** `Retry-After` as seconds, where the host gave them. */
function retryText(headers: PageAnswer['headers']): string {
  return (headers['retry-after'] ?? '').slice(0, 40);
}

/** The rules of a host, asked once and kept while the host is remembered (RFC 9309, 2.4: a day at most). */
async function robotsOf(
  wayfarer: Wayfarer,
  place: Place,
  url: string,
  signal: AbortSignal,
): Promise<RobotRules> {
  const kept = wayfarer.turns.kept(place.host);
  const key = `robots ${new URL(url).protocol}`;
  const known = kept.get(key) as Promise<RobotRules> | undefined;
  if (known !== undefined) return known;
  const asked = askRobots(wayfarer, url, signal);
  kept.set(key, asked);
  try {
    return await asked;
  } catch (cause) {
    kept.delete(key);
    throw cause;
  }
}

async function askRobots(
  wayfarer: Wayfarer,
  pageUrl: string,
  signal: AbortSignal,
): Promise<RobotRules> {
  let url = new URL('/robots.txt', pageUrl).href;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const place = locate(wayfarer, url);
    const wantsBody = (): boolean => true;
    const answer = await request(wayfarer, {
      place,
      url,
      signal,
      maxBytes: robotsBytes,
      wantsBody,
    });
    const { status, headers } = answer;
    const onwards = headerLocation(answer);
    const next = onwards === null ? null : absolute(onwards, url);
    if (next !== null) {
      url = next;
      continue;
    }
    if (status === 429) throw new Stop({ kind: 'busy', url, detail: retryText(headers) });
    // RFC 9309, 2.3.1.4: a host that cannot tell its rules is left alone.
    if (status >= 500) throw new Stop({ kind: 'server-error', url, detail: String(status) });
    if (status !== 200) return noRules;
    const rules = readRobots(new TextDecoder().decode(answer.body), agentName);
    const pauseMs = (rules.crawlDelay ?? 0) * 1000;
    if (pauseMs > mostPauseMs) throw new Stop({ kind: 'robots', url, detail: place.host });
    wayfarer.turns.slowDown(locate(wayfarer, pageUrl).host, pauseMs);
    return rules;
  }
  return noRules;
}

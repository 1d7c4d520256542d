import { readLandingUrl } from '../values/landing-url.ts';
import type {
  CheckOutcome,
  LandingCheckName,
  LandingCode,
  LandingFinding,
  LandingVerdict,
} from './codes.ts';
import { landingChecks, landingCodes } from './codes.ts';
import type { AuditedItem, ItemMatch } from './match-item.ts';
import { matchItem } from './match-item.ts';
import type { PageSign } from './page-signs.ts';
import { readSigns, snippetOf } from './page-signs.ts';
import type { FinalPage, Visit, VisitFailure } from './visit.ts';

export interface Judgement {
  readonly verdict: LandingVerdict;
  readonly findings: readonly LandingFinding[];
  readonly checks: Readonly<Record<LandingCheckName, CheckOutcome>>;
  readonly status: number | null;
  readonly finalUrl: string | null;
  /** The first words of the page, as evidence; '' where none was read. */
  readonly snippet: string;
}

type Checks = Record<LandingCheckName, CheckOutcome>;

/** What is to be said of a landing page, from what came of asking for it. Pure: the same visit, the same words. */
export function judgeLanding(item: AuditedItem, visit: Visit): Judgement {
  const findings: LandingFinding[] = [];
  const say = (code: LandingCode, detail = ''): void => {
    findings.push({ code, detail: detail.slice(0, 500).toWellFormed() });
  };
  const checks = Object.fromEntries(landingChecks.map((name) => [name, 'not-seen'])) as Checks;

  sayAddress(item, say);
  sayWay(item, visit, say);
  if (visit.failure !== null) {
    const { kind, detail } = visit.failure;
    say(failureCodes[kind], detail);
  } else if (visit.page !== null) {
    sayPage(item, visit.page, checks, say);
  }

  const verdict = effectiveVerdict(findings);
  if (verdict === 'broken') checks.public = 'not-met';
  const { page } = visit;
  return {
    verdict,
    findings,
    checks,
    status: page?.status ?? visit.hops.at(-1)?.status ?? null,
    finalUrl: page?.url ?? visit.failure?.url ?? visit.hops.at(-1)?.url ?? null,
    snippet: page?.facts == null ? '' : snippetOf(page.facts),
  };
}

/**
 * What all findings come to. `accepted`: those that a person looked at and accepted; `isAlarm`: what may pass
 * has not passed for long enough.
 */
export function effectiveVerdict(
  findings: readonly LandingFinding[],
  {
    accepted = new Set(),
    isAlarm = false,
  }: { readonly accepted?: ReadonlySet<string>; readonly isAlarm?: boolean } = {},
): LandingVerdict {
  const effects = new Set(
    findings.filter(({ code }) => !accepted.has(code)).map(({ code }) => landingCodes[code].effect),
  );
  if (effects.has('broken') || (isAlarm && effects.has('unsure'))) return 'broken';
  if (effects.has('unsure')) return 'unsure';
  if (effects.has('unchecked')) return 'unchecked';
  return effects.has('lacks') ? 'incomplete' : 'good';
}

type Say = (code: LandingCode, detail?: string) => void;

const failureCodes: Readonly<Record<VisitFailure['kind'], LandingCode>> = {
  'not-public': 'not-public-address',
  unreachable: 'unreachable',
  refused: 'refused',
  timeout: 'timeout',
  reset: 'reset',
  'certificate-expired': 'certificate-expired',
  'certificate-self-signed': 'certificate-self-signed',
  'certificate-other-name': 'certificate-other-name',
  'certificate-untrusted': 'certificate-untrusted',
  proxy: 'no-network',
  'too-many-redirects': 'too-many-redirects',
  'redirect-loop': 'redirect-loop',
  'bad-redirect': 'bad-redirect',
  robots: 'robots',
  busy: 'busy',
  'server-error': 'server-error',
};

/** What the address tells before anybody goes there. */
function sayAddress({ url }: AuditedItem, say: Say): void {
  if (url === '') {
    say('no-url');
    return;
  }
  const place = readLandingUrl(url);
  if (place === null) return;
  if (place.hostClass === 'temporary') say('temporary-host', place.host);
  if (place.hostClass === 'file-store') say('file-store', place.host);
  if (place.hasToken) say('address-with-key');
}

/** What the redirects tell. */
function sayWay(item: AuditedItem, { hops, page }: Visit, say: Say): void {
  const resolver = hops.find(({ kind }) => kind === 'resolver');
  if (resolver !== undefined) {
    if (resolver.location === null && resolver.status < 500 && resolver.status !== 429) {
      say('resolver-not-found', `${resolver.status}`);
    } else if (resolver.location !== null && !isSamePlace(resolver.location, item.url)) {
      say('resolver-elsewhere', resolver.location);
    }
  }
  const first = hops.find(({ kind }) => kind === 'page');
  const isMoved = (first?.status === 301 || first?.status === 308) && page?.status === 200;
  if (isMoved && !isSamePlace(page.url, first.url)) say('moved-permanently', page.url);
  if (page?.url.startsWith('http:') === true) say('not-encrypted', page.url);
}

/** The same address, whatever its scheme, case of the host, `www.` and slash at the end. */
export function isSamePlace(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other);
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  return host.replace(/^www\./, '') + pathname.replace(/\/+$/, '') + search;
}

function sayPage(item: AuditedItem, page: FinalPage, checks: Checks, say: Say): void {
  const { facts, status, headers } = page;
  const match = facts === null ? null : matchItem(item, facts, headers['link'] ?? '');
  const isItem =
    match !== null &&
    match.hasTitle &&
    (match.hasCreator || match.isDoiTagged || match.doiShown !== 'no');
  const signs = facts === null ? new Set<PageSign>() : readSigns(facts, page.url);
  const isTombstone = status === 410 && isItem;

  const refusal = isTombstone ? null : refusalOf(status, signs);
  if (refusal !== null) {
    say(refusal, String(status));
    return;
  }
  const isAttachment = /^\s*attachment/i.test(headers['content-disposition'] ?? '');
  if (facts === null || match === null || isAttachment) {
    const type = headers['content-type'] ?? 'no type';
    checks['not-content'] = 'not-met';
    say('content-not-page', isAttachment ? 'a file to be saved' : type);
    return;
  }
  checks['not-content'] = 'met';
  if (page.hasBadCharset) say('bad-charset');
  if (page.isCut) say('long-page');
  if (!isItem) {
    const instead = insteadOf(item, page, signs, match);
    if (instead !== null) {
      say(instead.code, instead.detail);
      return;
    }
  }
  checks.public = 'met';
  const isWithdrawn = signs.has('says-withdrawn') || isTombstone;
  if (isWithdrawn) say('says-withdrawn');
  if (signs.has('needs-javascript')) say('needs-javascript');
  sayMatch({ item, match, isWithdrawn }, checks, say);
}

function refusalOf(status: number, signs: ReadonlySet<PageSign>): LandingCode | null {
  if (status >= 200 && status < 300) return status === 204 || status === 205 ? 'empty-page' : null;
  if (signs.has('challenge') && (status === 403 || status === 503 || status === 429)) {
    return 'challenge';
  }
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
      return 'login-required';
    case 404:
      return 'not-found';
    case 408:
    case 425:
      return 'server-error';
    case 410:
      return 'gone';
    case 429:
      return 'busy';
    case 451:
      return 'legal-block';
  }
  if (status >= 300 && status < 400) return 'bad-redirect';
  if (status >= 400 && status < 500) return 'client-error';
  return signs.has('maintenance') ? 'maintenance' : 'server-error';
}

/** What stands there where the item does not, the plainest reason first. */
function insteadOf(
  item: AuditedItem,
  page: FinalPage,
  signs: ReadonlySet<PageSign>,
  match: ItemMatch,
): { readonly code: LandingCode; readonly detail?: string } | null {
  const order = [
    'challenge',
    'parked-domain',
    'maintenance',
    'login-page',
    'not-found-page',
    'cookie-wall',
    'empty-page',
  ] as const;
  // Of a page that names the title only its refusal counts: it may be a login that says what waits behind.
  const code = order.find((sign) => signs.has(sign));
  if (code !== undefined && (!match.hasTitle || code === 'login-page')) return { code };
  if (match.hasTitle) return null;
  if (match.otherDoi !== null) return { code: 'another-item', detail: match.otherDoi };
  const isHome = (url: string): boolean =>
    URL.canParse(url) &&
    /^\/(?:index\.\w+|home(?:page)?|start|default\.\w+|[a-z]{2})?\/?$/.test(
      new URL(url).pathname,
    ) &&
    new URL(url).search === '';
  if (isHome(page.url) && !isHome(item.url)) return { code: 'redirect-to-home', detail: page.url };
  return null;
}

interface Matched {
  readonly item: AuditedItem;
  readonly match: ItemMatch;
  /** Nobody expects a way to what is gone (E32). */
  readonly isWithdrawn: boolean;
}

function sayMatch({ item, match, isWithdrawn }: Matched, checks: Checks, say: Say): void {
  const hasCreator = match.hasCreator || item.creators.length === 0;
  if (!match.hasTitle) say('title-not-found', item.title);
  if (!hasCreator) say('creator-not-found', item.creators[0] ?? '');
  checks.metadata =
    match.hasTitle && hasCreator
      ? 'met'
      : match.hasTitle || match.hasCreator
        ? 'partly'
        : 'not-met';

  const missing = [
    ...(hasCreator ? [] : ['creators']),
    ...(match.hasYear || item.year === '' ? [] : ['year']),
    ...(match.hasTitle ? [] : ['title']),
    ...(match.hasPublisher || item.publisher === '' ? [] : ['publisher']),
    ...(match.doiShown === 'no' ? ['DOI'] : []),
  ];
  if (missing.length > 0) say('citation-incomplete', missing.join(', '));
  checks.citation = missing.length === 0 ? 'met' : missing.length < 3 ? 'partly' : 'not-met';

  if (match.doiShown === 'no') say('doi-not-visible');
  if (match.doiShown === 'name') say('doi-not-as-address');
  checks['doi-visible'] =
    match.doiShown === 'address' ? 'met' : match.doiShown === 'name' ? 'partly' : 'not-met';

  if (!match.isDoiTagged) say('doi-not-tagged', match.otherDoi ?? '');
  checks['doi-tagged'] = match.isDoiTagged ? 'met' : 'not-met';

  const hasAccess = match.hasAccess || isWithdrawn;
  if (!hasAccess) say('no-access');
  checks.access = hasAccess ? 'met' : 'not-met';
}

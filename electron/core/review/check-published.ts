import { asDoi, doiUrl } from '#shared/doi/doi.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { changedKeys } from '#shared/sync/stored-value.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText } from '#shared/text/review.en.ts';
import { NetworkFailure } from '../network/network.ts';
import type { HttpResponse, Network } from '../network/network.ts';
import { createPracticeNames } from '../network/practice-names.ts';
import type { Check } from './proof-table.ts';

const text = reviewText.proof;

export interface Expected {
  readonly doi: string;
  readonly state: RemoteState;
  readonly attributes: Attributes;
}

/** What DataCite itself answers for a published DOI, against what was meant: state, address, every property. */
export function checkRemote(expected: Expected, record: RemoteRecord): Check[] {
  const { attributes, state } = expected;
  const wrong = changedKeys(attributes, record.attributes);
  const url = record.attributes.url ?? '';
  const rest = wrong.filter((key) => key !== 'url');
  return [
    record.state === state
      ? good('state', text.stateGood(state))
      : bad('state', text.state(state, record.state)),
    wrong.includes('url') ? bad('url', text.url(url)) : good('url', url),
    rest.length === 0
      ? good('attributes', text.attributesGood)
      : bad('attributes', text.attributes(rest.join(', '))),
  ];
}

export interface Ways {
  readonly network: Network;
  /** Where the practice repository runs; null: the DOI is a real one. */
  readonly practiceUrl: string | null;
  readonly signal: AbortSignal;
}

const timeoutMs = 20_000;

/** Follows the DOI as a reader does: the resolver, and on practice the landing page behind it. */
export async function checkResolution(expected: Expected, ways: Ways): Promise<Check[]> {
  const wanted = expected.attributes.url ?? '';
  const doi = asDoi(expected.doi);
  if (doi === null) return [bad('resolver', text.resolver(404))];
  const base =
    ways.practiceUrl === null ? 'https://doi.org' : `${new URL(ways.practiceUrl).origin}/resolve`;
  const address = new URL(doiUrl(doi, base));
  const answer = await ask(ways, { origin: address.origin, path: address.pathname });
  if (typeof answer === 'string') return [unknown('resolver', text.unreachable(answer))];
  const location = answer.headers['location'];
  if (location === undefined || answer.status < 300 || answer.status >= 400) {
    return [bad('resolver', text.resolver(answer.status))];
  }
  if (!isSameAddress(location, wanted)) return [bad('resolver', text.resolverOther(location))];
  return [good('resolver', text.resolverGood(location)), ...(await checkPage(location, ways))];
}

/** Pages of real accounts are looked at by the audit of landing pages, which keeps to the manners of their hosts. */
async function checkPage(location: string, ways: Ways): Promise<Check[]> {
  const target = createPracticeNames(() => ways.practiceUrl).targetOf(location);
  if (target === null) return [];
  const answer = await ask(ways, target);
  if (typeof answer === 'string') return [unknown('landing-page', text.unreachable(answer))];
  const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html');
  return [
    answer.status === 200 && isPage
      ? good('landing-page', text.pageGood)
      : bad('landing-page', text.page(answer.status)),
  ];
}

/** A text: why no answer came. */
async function ask(
  { network, signal }: Ways,
  target: { readonly origin: string; readonly path: string },
): Promise<HttpResponse | string> {
  try {
    return await network.send({ method: 'GET', ...target, timeoutMs, maxBytes: 5_000_000, signal });
  } catch (cause) {
    if (cause instanceof NetworkFailure || cause instanceof AppError) return cause.message;
    throw cause;
  }
}

function isSameAddress(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return one === other;
  return new URL(one).href === new URL(other).href;
}

function good(check: Check['check'], detail: string): Check {
  return { check, outcome: 'good', detail: detail.slice(0, 2000) };
}
function bad(check: Check['check'], detail: string): Check {
  return { check, outcome: 'bad', detail: detail.slice(0, 2000) };
}
function unknown(check: Check['check'], detail: string): Check {
  return { check, outcome: 'unknown', detail: detail.slice(0, 2000) };
}

import { classifyResponse, parseBody } from '#shared/outbox/classify-response.ts';
import type { Answer, Asked, Later, Verdict } from '#shared/outbox/classify-response.ts';
import { parseActivities } from '#shared/outbox/remote-activity.ts';
import type { RemoteActivity } from '#shared/outbox/remote-activity.ts';
import { parseRemoteRecord } from '#shared/outbox/remote-record.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject } from '#shared/support/json.ts';
import type { Secret } from '#shared/support/secret.ts';
import { vaultText } from '#shared/text/vault.en.ts';
import { NetworkFailure } from '../network/network.ts';
import type { HttpRequest, Network } from '../network/network.ts';
import type { Clock, Vault } from '../ports.ts';
import type { Budget } from './budget.ts';
import { checkCredentials } from './check-credentials.ts';
import type { CredentialCheck } from './check-credentials.ts';
import { vaultName } from './vault-name.ts';

/** The account that a client speaks for; one client an account. */
export interface Account {
  /** Names the account in the ledger and its password in the vault. */
  readonly id: string;
  /** The user name at DataCite, e.g. `ETHZ.SED`; its case does not matter. */
  readonly clientId: string;
  /** `https://api.datacite.org`, or another base address of the same API. */
  readonly endpoint: string;
  /** True: read as the public reads, without a password, and never written to. */
  readonly isObserved?: boolean;
  /** `password` unless told. */
  readonly credential?: 'password' | 'api-key';
}

/** Why an account is held while the passwords are locked; unlocking releases what stands under it. */
export const lockedReason = 'The passwords are locked. Unlock them to go on.';

export interface ClientParts {
  readonly repository: Account;
  readonly network: Network;
  readonly vault: Vault;
  readonly budget: Budget;
  readonly clock: Clock;
}

/** One page of the account's list. */
export interface ListPage {
  readonly kind: 'page';
  readonly records: readonly RemoteRecord[];
  /** Entries that have not the shape of a DOI; counted, never dropped in silence. */
  readonly unreadableCount: number;
  /** Where the next page begins; null: this was the last one. Stays valid for ever. */
  readonly nextCursor: string | null;
  readonly total: number | null;
}
export interface ReadRecords {
  readonly kind: 'records';
  readonly records: readonly RemoteRecord[];
}
export interface ReadActivities {
  readonly kind: 'activities';
  readonly activities: readonly RemoteActivity[];
}
/** What a read of many can end with instead. */
export type ReadFailure = Exclude<Verdict, { kind: 'done' | 'gone' | 'taken' | 'unexpected' }>;

/**
 * The DataCite REST API for one account. Every answer comes back as a `Verdict`; only cancelling
 * through the signal rejects. The client never repeats a request, never follows a redirect and never
 * calls `undo`, which can destroy a record (datacite.md 1.2).
 */
export interface DataciteClient {
  /** Create-only: a DOI that exists is never overwritten (`taken`). `body` is sent byte by byte. */
  createDoi(doi: string, body: string, state: RemoteState, signal?: AbortSignal): Promise<Verdict>;
  /** For DOIs that are known to exist; the service would create others, which is reported as `unexpected`. */
  updateDoi(
    doi: string,
    body: string,
    state: RemoteState | null,
    signal?: AbortSignal,
  ): Promise<Verdict>;
  deleteDraft(doi: string, signal?: AbortSignal): Promise<Verdict>;
  /** The truth about one DOI: reads the database, not the lagging index. */
  getDoi(doi: string, signal?: AbortSignal): Promise<Verdict>;
  /** Up to 1,000 DOIs in any state, from the index: what is absent may merely lag. */
  readMany(dois: readonly string[], signal?: AbortSignal): Promise<ReadRecords | ReadFailure>;
  /** The newest 100 changes of a DOI, from an index that lags. */
  readActivities(doi: string, signal?: AbortSignal): Promise<ReadActivities | ReadFailure>;
  listPage(at: ListPosition, signal?: AbortSignal): Promise<ListPage | ReadFailure>;
  checkCredentials(signal?: AbortSignal): Promise<CredentialCheck>;
}

export interface ListPosition {
  /** Null: from the beginning. */
  readonly cursor: string | null;
  /** Only records changed since then (ISO 8601). */
  readonly updatedSince: string | null;
  /** 1,000 at most, which is also what is asked for unless told. */
  readonly size?: number;
}

/** Affiliations and publishers come as objects only when asked so; as text they would be wiped by a PUT. */
const complete = 'affiliation=true&publisher=true';
const mediaType = 'application/vnd.api+json';
export const mostPerRead = 1000;
/** Load balancers refuse request lines of 16 KiB. */
const longestQuery = 12_000;

export function createClient(parts: ClientParts): DataciteClient {
  const { repository } = parts;
  const clientId = repository.clientId.toLowerCase();
  const call = createCall(parts);

  const one = async (
    asked: Omit<Asked, 'clientId'>,
    request: Pick<HttpRequest, 'body' | 'signal'> & { path: string },
  ): Promise<Verdict> => {
    const answer = await call({ ...request, method: asked.method });
    return 'verdict' in answer ? answer.verdict : classifyResponse({ ...asked, clientId }, answer);
  };
  const list = async (query: string, signal?: AbortSignal): Promise<ListPage | ReadFailure> => {
    const answer = await call({ method: 'GET', path: `/dois?${query}`, ...withSignal(signal) });
    if ('verdict' in answer) return answer.verdict;
    return readPage(answer, clientId, repository.isObserved === true);
  };
  return {
    createDoi: (doi, body, state, signal) =>
      one(
        { method: 'POST', doi, state },
        { path: `/dois?${complete}`, body, ...withSignal(signal) },
      ),
    updateDoi: (doi, body, state, signal) =>
      one({ method: 'PUT', doi, state }, { path: doiPath(doi), body, ...withSignal(signal) }),
    deleteDraft: (doi, signal) =>
      one({ method: 'DELETE', doi, state: null }, { path: doiPath(doi), ...withSignal(signal) }),
    getDoi: (doi, signal) =>
      one({ method: 'GET', doi, state: null }, { path: doiPath(doi), ...withSignal(signal) }),
    readMany: async (dois, signal) => {
      const records: RemoteRecord[] = [];
      for (const ids of inReadableParts(dois)) {
        const query = `ids=${ids.join(',')}&page%5Bsize%5D=${mostPerRead}&disable-facets=true&${complete}`;
        const page = await list(query, signal);
        if (page.kind !== 'page') return page;
        records.push(...page.records);
      }
      return { kind: 'records', records };
    },
    readActivities: async (doi, signal) => {
      const path = `${doiSegments(doi)}/activities?page%5Bsize%5D=100`;
      const answer = await call({ method: 'GET', path, ...withSignal(signal) });
      if ('verdict' in answer) return answer.verdict;
      const isThere = answer.kind === 'response' && answer.status === 200;
      const activities = isThere ? parseActivities(parseBody(answer.body)) : null;
      if (activities !== null) return { kind: 'activities', activities };
      return asReadFailure(
        classifyResponse({ method: 'GET', doi, clientId, state: null }, answer),
        'activities',
      );
    },
    listPage: (at, signal) => list(listQuery(clientId, at), signal),
    checkCredentials: (signal) => checkCredentials(parts, signal),
  };
}

type Call = (
  request: Pick<HttpRequest, 'method' | 'path' | 'body' | 'signal'>,
) => Promise<Answer | { readonly verdict: ReadFailure }>;

/** Signs and sends one request within the budget. The secret is asked for last and kept nowhere. */
function createCall(parts: ClientParts): Call {
  const { repository, network, vault, budget, clock } = parts;
  const endpoint = new URL(repository.endpoint);
  const base = endpoint.pathname.replace(/\/+$/, '');
  return async (request) => {
    const isObserved = repository.isObserved === true;
    if (isObserved && request.method !== 'GET') {
      const message = `${repository.clientId} is only observed: nothing is sent to it.`;
      return { verdict: { kind: 'unauthorised', message } };
    }
    const taken = await budget.take(request.signal);
    const password = isObserved ? null : await secretOf(vault, repository.id);
    if (typeof password === 'string' || (password === null && !isObserved)) {
      taken();
      const missing = `There is no password for ${repository.clientId} on this computer.`;
      const message = password ?? missing;
      return { verdict: { kind: 'unauthorised', message } };
    }
    try {
      const answer = await network.send({
        ...request,
        origin: endpoint.origin,
        path: base + request.path,
        headers: {
          Accept: mediaType,
          ...(request.body === undefined ? {} : { 'Content-Type': mediaType }),
        },
        ...(password === null ? {} : { auth: { username: repository.clientId, password } }),
      });
      return { kind: 'response', ...answer, now: clock.now() };
    } catch (cause) {
      return unanswered(cause);
    } finally {
      taken();
    }
  };
}

/**
 * A text where the vault does not give it: that is not the record's fault, so the account waits until somebody
 * unlocks it, or enters the password again where this computer cannot open it.
 */
async function secretOf(vault: Vault, repositoryId: string): Promise<Secret | string | null> {
  try {
    return await vault.get(vaultName(repositoryId));
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'VAULT_UNAVAILABLE') throw cause;
    if (cause.message === vaultText.isLocked) return lockedReason;
    return [cause.message, cause.nextStep].filter((part) => part !== undefined).join(' ');
  }
}

function unanswered(cause: unknown): Answer | { readonly verdict: ReadFailure } {
  if (cause instanceof NetworkFailure) {
    // Cancelled on the way: it may have arrived.
    const isAmbiguous = cause.isAmbiguous || cause.kind === 'cancelled';
    return { kind: 'failure', isAmbiguous, message: cause.message };
  }
  if (cause instanceof AppError && cause.code === 'FORBIDDEN') {
    const errors = [{ source: null, title: cause.message, status: null }];
    return { verdict: { kind: 'permanent', status: 0, errors } };
  }
  throw cause;
}

function readPage(answer: Answer, clientId: string, isObserved: boolean): ListPage | ReadFailure {
  const asked: Asked = { method: 'GET', doi: null, clientId, state: null };
  const body = answer.kind === 'response' && answer.status === 200 ? parseBody(answer.body) : null;
  const data = isJsonObject(body) ? body['data'] : null;
  // Who reads as a stranger, unless she means to, would take what is hidden for deleted.
  const isAsMeant =
    answer.kind === 'response' &&
    (isObserved || answer.headers['x-anonymous-consumer'] === undefined);
  if (!Array.isArray(data) || !isAsMeant) return asReadFailure(classifyResponse(asked, answer));
  const records = data.map(parseRemoteRecord).filter((record) => record !== null);
  return {
    kind: 'page',
    records,
    unreadableCount: data.length - records.length,
    nextCursor: nextCursorOf(body),
    total: totalOf(body),
  };
}

function asReadFailure(verdict: Verdict, wanted = 'list'): ReadFailure {
  switch (verdict.kind) {
    case 'later':
    case 'permanent':
    case 'unauthorised':
    case 'unknown':
      return verdict;
    default: {
      const message = `DataCite’s answer is no ${wanted}.`;
      return { kind: 'later', reason: 'service', retryAfterMs: null, message } satisfies Later;
    }
  }
}

/** Only the cursor is taken from `links.next`, which forgets filters (datacite.md 2.1). */
function nextCursorOf(body: unknown): string | null {
  const links = isJsonObject(body) ? body['links'] : null;
  const next = isJsonObject(links) ? links['next'] : null;
  if (typeof next !== 'string' || !URL.canParse(next)) return null;
  return new URL(next).searchParams.get('page[cursor]');
}

function totalOf(body: unknown): number | null {
  const meta = isJsonObject(body) ? body['meta'] : null;
  const total = isJsonObject(meta) ? meta['total'] : null;
  return typeof total === 'number' ? total : null;
}

/** Without `client-id` one would page through everybody's DOIs. */
function listQuery(clientId: string, at: ListPosition): string {
  const query = [
    `client-id=${encodeURIComponent(clientId)}`,
    `page%5Bsize%5D=${String(at.size ?? mostPerRead)}`,
    `page%5Bcursor%5D=${encodeURIComponent(at.cursor ?? '1')}`,
    'disable-facets=true',
    complete,
  ];
  if (at.updatedSince !== null) {
    query.push(`query=${encodeURIComponent(`updated:[${at.updatedSince} TO *]`)}`);
  }
  return query.join('&');
}

/** Encoded segment by segment: the slash stays, since the service's routes want it so. */
export function doiPath(doi: string): string {
  return `${doiSegments(doi)}?${complete}`;
}

function doiSegments(doi: string): string {
  return `/dois/${doi.split('/').map(encodeURIComponent).join('/')}`;
}

function inReadableParts(dois: readonly string[]): string[][] {
  const parts: string[][] = [];
  let length = longestQuery;
  for (const doi of dois) {
    const encoded = encodeURIComponent(doi);
    length += encoded.length + 1;
    if (length > longestQuery || (parts.at(-1)?.length ?? 0) >= mostPerRead) {
      parts.push([]);
      length = encoded.length + 1;
    }
    parts.at(-1)?.push(encoded);
  }
  return parts;
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

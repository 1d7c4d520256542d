import type { CardKind } from '#shared/cards/card.ts';
import { apiFolder } from '#shared/hub/hub.ts';
import type { Hub } from '#shared/hub/hub.ts';
import type { HubAccount, HubCollection, HubCommit, HubInfo } from '#shared/hub/info.ts';
import {
  readAccount,
  readCollection,
  readCommits,
  readInfo,
  readPullRequests,
  readRefs,
  readTree,
} from '#shared/hub/info.ts';
import { readRateLimit, waitAfterRefusal } from '#shared/hub/rate-limit.ts';
import type { Access } from '#shared/hub/watch.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reveal } from '#shared/support/secret.ts';
import type { Secret } from '#shared/support/secret.ts';
import type { HttpResponse, Network } from '../network/network.ts';
import { NetworkFailure } from '../network/network.ts';
import type { Clock } from '../ports.ts';
import type { Pace } from './pace.ts';

/** An answer of the hub. `gone` names why an item cannot be seen; `absent`: the revision or file is not there. */
export type HubAnswer<T> =
  | { readonly kind: 'found'; readonly value: T; readonly name: string }
  | { readonly kind: 'unseen'; readonly access: Exclude<Access, 'public' | 'private'> }
  | { readonly kind: 'absent' };

export interface HubList {
  readonly items: readonly HubInfo[];
  /** Path of the next page; null: this was the last. */
  readonly next: string | null;
}

/**
 * The API of a hub, read only: metadata and cards, never data or weights, and never a write. Waits for its turn,
 * repeats what a hub refuses for rate or breaks off, and throws `AppError` when that does not help: an
 * answer about one item is never an error.
 */
export interface HubClient {
  readonly hub: Hub;
  info(
    kind: CardKind,
    name: string,
    revision?: string | null,
    signal?: AbortSignal,
  ): Promise<HubAnswer<HubInfo>>;
  /** A card or CITATION.cff, as text; nothing else is asked for. */
  text(
    kind: CardKind,
    name: string,
    asked: { readonly file: TextFile; readonly revision: string },
    signal?: AbortSignal,
  ): Promise<HubAnswer<string>>;
  commits(
    kind: CardKind,
    name: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly HubCommit[]>>;
  refs(
    kind: CardKind,
    name: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly { name: string; sha: string }[]>>;
  tree(
    kind: CardKind,
    name: string,
    revision: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<ReadonlyMap<string, string>>>;
  pullRequests(
    kind: CardKind,
    name: string,
    signal?: AbortSignal,
  ): Promise<HubAnswer<readonly { number: number; title: string }[]>>;
  /** Items of an owner, 1,000 a page; `next` of the page before goes on. */
  list(kind: CardKind, owner: string, next: string | null, signal?: AbortSignal): Promise<HubList>;
  collection(slug: string, signal?: AbortSignal): Promise<HubAnswer<HubCollection>>;
  /** Who the token speaks for; `unseen`: it is not valid. */
  account(signal?: AbortSignal): Promise<HubAnswer<HubAccount>>;
}

export type TextFile = 'README.md' | 'CITATION.cff';

export interface HubClientParts {
  readonly hub: Hub;
  readonly network: Network;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly token: () => Promise<Secret | null>;
  readonly onRequest?: () => void;
}

const mostTries = 4;
/** A card of 5 MB is read; a larger one is no card. */
const largestText = 6 * 1024 * 1024;
const largestList = 40 * 1024 * 1024;

export function createHubClient(parts: HubClientParts): HubClient {
  const { hub } = parts;
  const get = createGet(parts);
  const item = (kind: CardKind, name: string): string =>
    `/api/${apiFolder[kind]}/${segments(name)}`;
  const raw = (kind: CardKind, name: string): string =>
    `${kind === 'dataset' ? '/datasets' : ''}/${segments(name)}/raw`;
  const json = async <T>(
    path: string,
    name: string,
    read: (value: unknown) => T | null,
    signal?: AbortSignal,
  ): Promise<HubAnswer<T>> => {
    const answer = await get(path, name, largestList, signal);
    if (answer.kind !== 'found') return answer;
    const value = read(parse(hub, answer.value.body));
    return value === null ? { kind: 'absent' } : { ...answer, value };
  };
  return {
    hub,
    info: (kind, name, revision, signal) =>
      json(
        `${item(kind, name)}${revision == null ? '' : `/revision/${encodeURIComponent(revision)}`}`,
        name,
        (value) => readInfo(value, kind),
        signal,
      ),
    text: async (kind, name, { file, revision }, signal) => {
      const path = `${raw(kind, name)}/${encodeURIComponent(revision)}/${file}`;
      const answer = await get(path, name, largestText, signal);
      return answer.kind === 'found' ? { ...answer, value: answer.value.body } : answer;
    },
    commits: (kind, name, signal) =>
      json(`${item(kind, name)}/commits/main?limit=1000`, name, readCommits, signal),
    refs: (kind, name, signal) => json(`${item(kind, name)}/refs`, name, readRefs, signal),
    tree: (kind, name, revision, signal) =>
      json(
        `${item(kind, name)}/tree/${encodeURIComponent(revision)}?recursive=true`,
        name,
        readTree,
        signal,
      ),
    pullRequests: (kind, name, signal) =>
      json(
        `${item(kind, name)}/discussions?type=pull_request&status=open`,
        name,
        readPullRequests,
        signal,
      ),
    async list(kind, owner, next, signal) {
      const path =
        next ?? `/api/${apiFolder[kind]}?author=${encodeURIComponent(owner)}&limit=1000&full=true`;
      const answer = await get(path, owner, largestList, signal);
      if (answer.kind !== 'found') return { items: [], next: null };
      const value = parse(hub, answer.value.body);
      const items = (Array.isArray(value) ? (value as unknown[]) : []).flatMap(
        (each) => readInfo(each, kind) ?? [],
      );
      return { items, next: nextPage(hub, answer.value.headers['link']) };
    },
    collection: (slug, signal) =>
      json(`/api/collections/${segments(slug)}`, slug, readCollection, signal),
    account: (signal) => json('/api/whoami-v2', '', readAccount, signal),
  };
}

function segments(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

function parse(hub: Hub, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError('REMOTE_REJECTED', {
      message: text.client.noJson(hub.name),
      retryable: true,
    });
  }
}

/** The page that `Link: <...>; rel="next"` names, on this hub only. */
function nextPage(hub: Hub, link: string | undefined): string | null {
  const next = /<([^<>]{1,4000})>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, hub.endpoint)) return null;
  const url = new URL(next, hub.endpoint);
  return url.origin === new URL(hub.endpoint).origin ? url.pathname + url.search : null;
}

type Get = (
  path: string,
  name: string,
  maxBytes: number,
  signal?: AbortSignal,
) => Promise<HubAnswer<HttpResponse>>;

/** One read, with its turn, its repetitions and the redirect of a renamed item. */
function createGet({ hub, network, clock, pace, token, onRequest }: HubClientParts): Get {
  const { origin } = new URL(hub.endpoint);
  const once = async (
    path: string,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<HttpResponse> => {
    const secret = await token();
    const headers: Record<string, string> = { Accept: 'application/json, text/plain' };
    if (secret !== null) headers['Authorization'] = `Bearer ${reveal(secret)}`;
    onRequest?.();
    const response = await network.send({
      ...{ method: 'GET', origin, path, maxBytes, headers },
      ...(signal === undefined ? {} : { signal }),
    });
    pace.note(readRateLimit(response.headers));
    return response;
  };
  const patiently = async (
    path: string,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<HttpResponse> => {
    for (let tries = 1; ; tries += 1) {
      await pace.turn(signal);
      const isLast = tries >= mostTries;
      try {
        const response = await once(path, maxBytes, signal);
        if (response.status === 429 && !isLast) pace.holdFor(waitAfterRefusal(response.headers));
        else if (response.status >= 500 && !isLast) await clock.sleep(1000 * 2 ** tries, signal);
        else return response;
      } catch (cause) {
        if (!(cause instanceof NetworkFailure) || cause.kind === 'cancelled') throw cause;
        if (cause.kind === 'too-large') {
          throw new AppError('SOURCE_UNREADABLE', { message: text.client.tooLarge(path), cause });
        }
        if (isLast)
          throw new AppError('OFFLINE', {
            message: text.client.offline(hub.name, cause.message),
            retryable: true,
            cause,
          });
        await clock.sleep(1000 * 2 ** tries, signal);
      }
    }
  };
  return async (path, name, maxBytes, signal) => {
    let at = { path, name };
    for (let steps = 0; steps < 5; steps += 1) {
      const response = await patiently(at.path, maxBytes, signal);
      if (
        response.status !== 307 &&
        response.status !== 308 &&
        response.status !== 301 &&
        response.status !== 302
      ) {
        return verdict(hub, response, at);
      }
      const to = redirected(hub, response.headers['location'], at);
      if (to === null) break;
      at = to;
    }
    throw new AppError('REMOTE_REJECTED', { message: text.client.redirects(hub.name) });
  };
}

/** A renamed item answers with its new address. Nothing but this hub is followed. */
function redirected(
  hub: Hub,
  location: string | undefined,
  from: { readonly path: string; readonly name: string },
): { path: string; name: string } | null {
  if (location === undefined || !URL.canParse(location, hub.endpoint)) return null;
  const url = new URL(location, hub.endpoint);
  if (url.origin !== new URL(hub.endpoint).origin) return null;
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '' && part !== 'api' && part !== 'models' && part !== 'datasets');
  const length = from.name.split('/').length;
  const name = parts.slice(0, Math.max(length, 2)).map(decodeURIComponent).join('/');
  return { path: url.pathname + url.search, name };
}

/** Codes of the hub: huggingface_hub `utils/_http.py` (`X-Error-Code`, and 401 for what an anonymous caller may not know). */
function verdict(
  hub: Hub,
  response: HttpResponse,
  { name, path }: { readonly name: string; readonly path: string },
): HubAnswer<HttpResponse> {
  const { status, headers, body } = response;
  const code = headers['x-error-code'] ?? '';
  if (status >= 200 && status < 300) return { kind: 'found', value: response, name };
  if (code === 'RevisionNotFound' || code === 'EntryNotFound') return { kind: 'absent' };
  if (status === 401 && /invalid credentials in authorization header/i.test(body)) {
    throw new AppError('UNAUTHORIZED', {
      message: text.client.badToken(hub.name),
      nextStep: text.client.badTokenNext,
    });
  }
  if (code === 'GatedRepo') return { kind: 'absent' };
  if (status === 401) return { kind: 'unseen', access: 'hidden' };
  if (status === 403) {
    return {
      kind: 'unseen',
      access: /disabled/i.test(body + (headers['x-error-message'] ?? '')) ? 'disabled' : 'hidden',
    };
  }
  if (status === 404 || status === 410)
    return path.startsWith('/api/') ? { kind: 'unseen', access: 'gone' } : { kind: 'absent' };
  if (status === 451) return { kind: 'unseen', access: 'blocked' };
  if (status === 429) {
    throw new AppError('RATE_LIMITED', {
      message: text.client.rateLimited(hub.name),
      retryable: true,
    });
  }
  throw new AppError('REMOTE_REJECTED', {
    message: text.client.unexpected(hub.name, status),
    retryable: status >= 500,
  });
}

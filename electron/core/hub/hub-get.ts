import { readRateLimit, waitAfterRefusal } from '#shared/hub/rate-limit.ts';
import type { Hub } from '#shared/hub/hub.ts';
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

export interface HubClientParts {
  readonly hub: Hub;
  readonly network: Network;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly token: () => Promise<Secret | null>;
  readonly onRequest?: () => void;
}

const mostTries = 4;

export type Get = (
  path: string,
  name: string,
  maxBytes: number,
  signal?: AbortSignal,
) => Promise<HubAnswer<HttpResponse>>;

/** One read, with its turn, its repetitions and the redirect of a renamed item. */
export function createGet({ hub, network, clock, pace, token, onRequest }: HubClientParts): Get {
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

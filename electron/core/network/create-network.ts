import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';

import { AppError } from '#shared/support/app-error.ts';
import { reveal } from '#shared/support/secret.ts';
import type { Agents } from './agents.ts';
import { createAgents } from './agents.ts';
import { failureOf } from './failure.ts';
import { NetworkFailure } from './network.ts';
import type { HttpRequest, HttpResponse, Network } from './network.ts';

/** DataCite's own clients wait a minute; an answer after it is looked for by reading (datacite.md 2.6). */
const defaultTimeoutMs = 60_000;
/** A page of 1,000 records is about 8 MiB. */
const defaultMaxBytes = 20 * 1024 * 1024;
/** The service takes bodies of up to 10 MiB. */
const maxBodyBytes = 10 * 1024 * 1024;
/** More than the outbox ever has under way, so that a socket is always there. */
const maxSockets = 64;

export interface NetworkOptions {
  /** `app/version (mailto:you@inst.edu)`: the service's rate class asks for the address. */
  readonly userAgent: string;
  /** Plain http for 127.0.0.1 and localhost (the practice repository); never for another host. */
  readonly allowInsecureLoopback: boolean;
  /**
   * `http://proxy:3128`, with a name and password in it where it asks for them. Requests go through a tunnel
   * (CONNECT), so that the proxy sees the host and nothing else; loopback goes direct. Null: none.
   */
  readonly proxy?: string | null;
}

/**
 * The app's only HTTP client. Traps of axios that are shut here: an absolute URL would take the
 * credentials to another host, redirects are followed, nothing is bounded, and an error carries the
 * request with its password (so no axios error leaves this function).
 */
export function createNetwork(options: NetworkOptions): Network & {
  /** As `NetworkOptions.proxy`, from now on: the computer came into another network. */
  useProxy(proxy: string | null): void;
  close(): void;
} {
  const agents = createAgents(
    { options: { keepAlive: true, maxSockets }, tunnelsHttp: false },
    options.proxy ?? null,
  );
  const client = axios.create({
    adapter: 'http',
    allowAbsoluteUrls: false,
    maxRedirects: 0,
    maxBodyLength: maxBodyBytes,
    responseType: 'text',
    decompress: true,
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
  });
  return {
    // axios takes the environment's proxy, credentials in plain text and all, unless it is told false; and told
    // false, it takes the tunnel away from an agent that has one. Loopback never goes through either.
    send: (request) => send(client, request, { ...options, agents }),
    useProxy: (proxy) => agents.useProxy(proxy),
    close: () => agents.destroy(),
  };
}

async function send(
  client: AxiosInstance,
  request: HttpRequest,
  options: NetworkOptions & { readonly agents: Agents },
): Promise<HttpResponse> {
  checkTarget(request, options);
  const { agents } = options;
  const isSecure = request.origin.startsWith('https:');
  const limit = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  try {
    const answer: AxiosResponse<unknown> = await client.request({
      method: request.method,
      baseURL: request.origin,
      url: request.path,
      headers: headersOf(request, options.userAgent),
      ...(request.body === undefined ? {} : { data: request.body }),
      ...(isSecure ? { httpsAgent: agents.https } : { httpAgent: agents.http }),
      ...(isSecure && agents.hasTunnel ? {} : { proxy: false }),
      maxContentLength: request.maxBytes ?? defaultMaxBytes,
      signal,
    });
    return {
      status: answer.status,
      headers: plainHeaders(answer.headers),
      body: typeof answer.data === 'string' ? answer.data : '',
    };
  } catch (cause) {
    // Aborting looks the same whoever did it; the order of these questions tells them apart.
    if (request.signal?.aborted === true) throw new NetworkFailure('cancelled', 'Cancelled.');
    if (limit.aborted) throw failureOf({ code: 'ETIMEDOUT' }, request.origin);
    throw failureOf(cause, request.origin);
  }
}

/** Refuses every request that would not go exactly where it says. */
function checkTarget(request: HttpRequest, options: NetworkOptions): void {
  const refuse = (why: string): never => {
    throw new AppError('FORBIDDEN', {
      message: `A request to ${request.origin} was not sent: ${why}.`,
    });
  };
  if (!URL.canParse(request.origin)) refuse('this is no address');
  const origin = new URL(request.origin);
  if (origin.origin !== request.origin) refuse('an origin is scheme, host and port, nothing else');
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(origin.hostname);
  const isPlain = origin.protocol === 'http:' && isLoopback && options.allowInsecureLoopback;
  if (origin.protocol !== 'https:' && !isPlain) refuse('only https is allowed');
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(request.path) || request.path.includes('\\')) {
    refuse('its path is not a plain absolute path');
  }
  // A parser that folds `..` would address another resource than the caller named.
  const target = new URL(request.origin + request.path);
  const [path] = request.path.split(/[?#]/, 1);
  if (target.origin !== origin.origin || target.pathname !== path) {
    refuse('its path would be read as another one');
  }
}

function headersOf(request: HttpRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = { 'User-Agent': userAgent, ...request.headers };
  if (request.auth !== undefined) {
    const pair = `${request.auth.username}:${reveal(request.auth.password)}`;
    headers['Authorization'] = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  }
  return headers;
}

function plainHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') plain[name.toLowerCase()] = value;
    else if (Array.isArray(value)) plain[name.toLowerCase()] = value.join(', ');
  }
  return plain;
}

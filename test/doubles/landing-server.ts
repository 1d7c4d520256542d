import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { PageAnswer, PageReader, PageRequest } from '#core/network/page-reader.ts';
import { CertificateFailure, createPageReader } from '#core/network/page-reader.ts';
import { NetworkFailure } from '#core/network/network.ts';
import { behaviours } from './landing-behaviours.ts';
import { selfSigned } from './self-signed.ts';

/** What one host was asked, as the server saw it. */
export interface HostLog {
  requests: number;
  /** Requests for pages that robots.txt forbids, and those with a cookie, a referrer or credentials. */
  forbidden: number;
  tellingHeaders: number;
}

/** How one host was asked, as it was seen where the requests begin and end. */
interface Manners {
  /** The shortest time between the end of a request and the next one, in ms; infinite before there was one. */
  shortestGapMs: number;
  endedAt: number;
  underWay: number;
  /** Requests that began while another was under way. */
  overlaps: number;
}

export interface LandingServer {
  /** Leads every public-looking name to this server, over real sockets. */
  readonly reader: PageReader;
  readonly hosts: ReadonlyMap<string, HostLog>;
  readonly userAgents: ReadonlySet<string>;
  readonly manners: ReadonlyMap<string, Manners>;
  close(): Promise<void>;
}

/** Where its servers listen; nothing listens at `closed`. */
export interface LandingOrigins {
  readonly plain: string;
  readonly secure: string;
  readonly closed: string;
}

interface Served {
  readonly origins: LandingOrigins;
  readonly hosts: ReadonlyMap<string, HostLog>;
  readonly userAgents: ReadonlySet<string>;
  close(): Promise<void>;
}

/** The web server in this process, and a reader that is led to it. */
export async function startLandingServer(): Promise<LandingServer> {
  const served = await serveLanding();
  const led = leadTo(served.origins);
  return {
    ...served,
    ...led,
    async close() {
      led.close();
      await served.close();
    },
  };
}

/**
 * A web server that misbehaves in the ways of `landing-behaviours.ts`, one host name a way. It counts, for
 * each host, whether it was asked politely.
 */
export async function serveLanding(): Promise<Served> {
  const hosts = new Map<string, HostLog>();
  const userAgents = new Set<string>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const [, host = '', ...rest] = (request.url ?? '').split('/');
    const path = `/${rest.join('/')}`;
    const log = hosts.get(host) ?? { requests: 0, forbidden: 0, tellingHeaders: 0 };
    hosts.set(host, log);
    log.requests += 1;
    const { cookie, referer, authorization } = request.headers;
    if ([cookie, referer, authorization].some((value) => value !== undefined)) {
      log.tellingHeaders += 1;
    }
    userAgents.add(request.headers['user-agent'] ?? '');
    const name = host.split('.')[0] ?? '';
    if (name === 'robots-no' && path !== '/robots.txt') log.forbidden += 1;
    if (host === 'doi.org') {
      const [way = '', index = ''] = decodeURIComponent(path).replace('/10.5072/', '').split('--');
      const target = behaviours[way]?.url?.(index) ?? `https://${way}.example.org/${index}`;
      if (way === 'unknown-doi')
        response.writeHead(404, { 'content-type': 'text/html' }).end('DOI Not Found');
      else response.writeHead(302, { location: target }).end();
      return;
    }
    const behaviour = behaviours[name];
    if (path === '/robots.txt') {
      const robots = behaviour?.robots;
      if (robots === undefined) response.writeHead(404).end();
      else
        response.writeHead(robots.status ?? 200, { 'content-type': 'text/plain' }).end(robots.text);
      return;
    }
    if (behaviour === undefined) response.writeHead(404).end();
    else behaviour.answer({ request, response, host, path, index: path.slice(1) });
  };

  const plain = createServer(answer);
  const secure = createSecureServer(selfSigned, answer);
  await Promise.all([listen(plain), listen(secure)]);
  const origins = {
    plain: `http://127.0.0.1:${String((plain.address() as AddressInfo).port)}`,
    secure: `https://127.0.0.1:${String((secure.address() as AddressInfo).port)}`,
    closed: 'http://127.0.0.1:1',
  };
  return {
    origins,
    hosts,
    userAgents,
    async close() {
      for (const server of [plain, secure]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** A reader that goes to those servers whatever public-looking name it is asked for, and notes its own pauses. */
export function leadTo(origins: LandingOrigins): Pick<LandingServer, 'reader' | 'manners'> & {
  close(): void;
} {
  const reader = createPageReader();
  const manners = new Map<string, Manners>();
  const lead = async (request: PageRequest): Promise<PageAnswer> => {
    const { host } = new URL(request.target.origin);
    const { network } = behaviours[host.split('.')[0] ?? ''] ?? {};
    if (network === 'unknown') {
      throw new NetworkFailure('unreachable', `${host} cannot be reached.`);
    }
    if (network === 'expired' || network === 'other-name') {
      throw new CertificateFailure(network, `${host} has a bad certificate.`);
    }
    const origin =
      network === 'refused'
        ? origins.closed
        : network === 'self-signed'
          ? origins.secure
          : origins.plain;
    // Only those that are slow on purpose run out of time, however busy this computer is.
    const timeoutMs = /^(?:silent|drip)\./.test(host) ? request.timeoutMs : 60_000;
    const target = { origin, path: `/${host}${request.target.path}` };
    return reader.read({ ...request, target, timeoutMs, isPractice: true });
  };
  return {
    manners,
    reader: {
      read: async (request) => {
        const { host } = new URL(request.target.origin);
        const seen = manners.get(host) ?? {
          shortestGapMs: Infinity,
          endedAt: -Infinity,
          underWay: 0,
          overlaps: 0,
        };
        manners.set(host, seen);
        seen.shortestGapMs = Math.min(seen.shortestGapMs, performance.now() - seen.endedAt);
        if (seen.underWay > 0) seen.overlaps += 1;
        seen.underWay += 1;
        return lead(request).finally(() => {
          seen.underWay -= 1;
          seen.endedAt = performance.now();
        });
      },
    },
    close: () => reader.close(),
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<void> {
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Socket } from 'node:net';

import type { CoreContext } from '#core/context.ts';
import type { DueRecord } from '#core/landing/due-table.ts';
import { createHostTurns } from '#core/landing/host-turns.ts';
import { createLook } from '#core/landing/look-at.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { createPageReader } from '#core/network/page-reader.ts';
import { createPracticeNames } from '#core/network/practice-names.ts';
import type { LookupAll } from '#core/network/public-address.ts';
import { nodeClock } from '#core/node-ports.ts';
import { Secret } from '#shared/support/secret.ts';

import { addressPayloads } from './payloads.ts';
import type { Proof } from './suite.ts';

const canary = 'CANARY-9c41';

/** A listener that nobody may reach; it remembers what came. */
async function listen(): Promise<{
  readonly port: number;
  readonly seen: string[];
  close(): void;
}> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end('{}');
  });
  server.listen(0, '::');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port, seen, close };
}

const resolved: Readonly<Record<string, readonly string[]>> = {
  'localtest.example.net': ['127.0.0.1'],
  'six.example.net': ['::1'],
  'mapped.example.net': ['::ffff:127.0.0.1'],
  'rebound.example.net': ['93.184.215.14', '127.0.0.1'],
};
const lookup: LookupAll = (hostname, done) => {
  const found = (resolved[hostname] ?? ['127.0.0.1']).map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  done(null, found);
};

/** Every address to which a socket of this process was to be connected meanwhile. */
function watchSockets(): { readonly tried: string[]; stop(): void } {
  const tried: string[] = [];
  const watched = new WeakSet<Socket>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- applied to each socket below
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    if (!watched.has(this)) {
      watched.add(this);
      this.on('connectionAttempt', (ip, port) => tried.push(`${ip} ${String(port)}`));
    }
    return Reflect.apply(connect, this, given) as Socket;
  };
  return { tried, stop: () => void (Socket.prototype.connect = connect) };
}

/**
 * S8: addresses in a record's URL that would make the app knock at this machine or its network. Looked at as the audit
 * looks: of a record on the test service, of one of practice (whose public-looking names are mapped to this
 * computer), and as where the page of a practice name sends the reader on.
 */
export async function proveAddresses(): Promise<Proof> {
  const canaries = await listen();
  const vectors = addressPayloads.map((url) => url.replace('PORT', String(canaries.port)));
  let hops = 0;
  const practice = createServer((request, response) => {
    const number = /^\/landing\/hop\.example\.org\/(\d+)$/.exec(request.url ?? '')?.[1];
    const to = number === undefined ? undefined : vectors[Number(number)];
    if (to !== undefined) hops += 1;
    response.writeHead(to === undefined ? 404 : 302, to === undefined ? {} : { Location: to });
    response.end();
  });
  practice.listen(0, '127.0.0.1');
  await once(practice, 'listening');
  const { port } = practice.address() as AddressInfo;
  const practiceUrl = `http://127.0.0.1:${String(port)}`;
  const reader = createPageReader({ lookup });
  const context = { ports: { clock: nodeClock }, config: { version: '0' } } as CoreContext;
  const look = createLook(context, {
    reader,
    names: createPracticeNames(() => practiceUrl),
    practiceUrl: () => practiceUrl,
    turns: createHostTurns(nodeClock, () => 0),
    timeoutMs: 2000,
  });
  const { signal } = new AbortController();
  const lookAt = async (url: string, environment: 'test' | 'practice'): Promise<void> => {
    const item = { url } as DueRecord['item'];
    await look.lookAt({ id: 1, host: '', state: 'draft', environment, item }, signal);
  };
  const sockets = watchSockets();
  const strange = (): string[] =>
    sockets.tried.filter((address) => address !== `127.0.0.1 ${String(port)}`);
  for (const [number, url] of vectors.entries()) {
    await lookAt(url, 'test').catch(() => undefined);
    await lookAt(url, 'practice').catch(() => undefined);
    await lookAt(`https://hop.example.org/${String(number)}`, 'practice');
  }
  const through = Math.max(strange().length, canaries.seen.length);
  const [example = null] = strange();
  // The twin: the same reader with every address taken for one of practice.
  const target = { origin: new URL(vectors[0] ?? '').origin, path: '/' };
  const asked = { target, isPractice: true, headers: {}, timeoutMs: 2000, maxBytes: 1 };
  await reader.read({ ...asked, wantsBody: () => false });
  const sabotaged = canaries.seen.length;
  sockets.stop();
  reader.close();
  practice.close();
  canaries.close();
  return {
    id: 'S8',
    what: `addresses of this machine and its network that are asked (${String(vectors.length)}, three ways each; practice sent on to ${String(hops)})`,
    // Each has to have been reached by the redirect of its practice page, else that way was not tried.
    tried: hops < vectors.length ? 0 : vectors.length * 3,
    through,
    sabotaged,
    example,
  };
}

/** S10: ways in which a password could go to another host than the one it is for. */
export async function proveCredentials(): Promise<Proof> {
  const foreign = await listen();
  const away = `http://127.0.0.1:${String(foreign.port)}`;
  const honest = createServer((request, response) => {
    const status = Number(/\/(\d{3})$/.exec(request.url ?? '')?.[1] ?? 200);
    response.writeHead(status, { Location: `${away}/stolen`, Refresh: `0; url=${away}/` });
    response.end('{}');
  });
  honest.listen(0, '127.0.0.1');
  await once(honest, 'listening');
  const origin = `http://127.0.0.1:${String((honest.address() as AddressInfo).port)}`;
  const host = away.slice('http://'.length);
  const requests: readonly (readonly [string, string])[] = [
    ...[301, 302, 303, 307, 308].map((status) => [origin, `/${String(status)}`] as const),
    [origin, `${away}/dois`],
    [origin, `//${host}/dois`],
    [origin, `/\\${host}/dois`],
    [origin, `\\\\${host}/dois`],
    [origin, `@${host}/dois`],
    [origin, `/..//${host}/dois`],
    [origin, `/%2e%2e/%2f${host}`],
    [origin, `/dois\r\nHost: ${host}`],
    [origin, `/dois#@${host}/`],
    [origin, ` //${host}/`],
    [`${origin}@${host}`, '/dois'],
    [`${origin}/../${host}`, '/dois'],
    [`http://user:word@${host}`, '/dois'],
    [`${away}/path`, '/dois'],
    [`${away}#`, '/dois'],
  ];
  const network = createNetwork({ userAgent: 'security', allowInsecureLoopback: true });
  for (const [at, path] of requests) {
    const auth = { username: 'A.B', password: new Secret(canary) };
    await network
      .send({ method: 'GET', origin: at, path, auth, timeoutMs: 2000 })
      .catch(() => undefined);
  }
  const through = foreign.seen.length;
  // The twin: a client that follows where it is sent.
  await fetch(`${origin}/302`, { headers: { 'X-Canary': canary } }).catch(() => undefined);
  network.close();
  honest.closeAllConnections();
  honest.close();
  foreign.close();
  return {
    id: 'S10',
    what: 'credentials that leave for another host',
    tried: requests.length,
    through,
    sabotaged: foreign.seen.length - through,
    example: through === 0 ? null : (foreign.seen[0] ?? null),
  };
}

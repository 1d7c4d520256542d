import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createNetwork } from '#core/network/create-network.ts';
import { publicLookup, publicTarget } from '#core/network/public-address.ts';
import type { LookupAll } from '#core/network/public-address.ts';
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

/** Asks as the check of landing pages does, at the canary's port whatever the address says. */
async function ask(url: string, port: number, isGuarded: boolean): Promise<void> {
  const target = isGuarded ? new URL(publicTarget(url).origin) : new URL(url);
  const isName = /[a-z]/i.test(target.hostname) && !target.hostname.startsWith('[');
  await new Promise<void>((resolve) => {
    const request = get({
      host: target.hostname.replace(/^\[|\]$/g, ''),
      port,
      timeout: 500,
      ...(isName ? { lookup: (isGuarded ? publicLookup(lookup) : looseLookup) as never } : {}),
    });
    request.on('response', (response) => response.resume().on('end', () => resolve()));
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve());
  });
}

/** The twin's: any address is as good as another. */
const looseLookup = (
  _hostname: string,
  options: { readonly all?: boolean },
  done: (error: null, address: unknown, family?: number) => void,
): void => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** S8: addresses in a record's URL that would make the app knock at this machine or its network. */
export async function proveAddresses(): Promise<Proof> {
  const target = await listen();
  const urls = addressPayloads.map((url) => url.replace('PORT', String(target.port)));
  for (const url of urls) await ask(url, target.port, true).catch(() => undefined);
  const through = target.seen.length;
  for (const url of urls.slice(0, 8)) await ask(url, target.port, false).catch(() => undefined);
  target.close();
  return {
    id: 'S8',
    what: 'addresses of this machine and its network that are asked',
    tried: urls.length,
    through,
    sabotaged: target.seen.length - through,
    example: through === 0 ? null : (target.seen[0] ?? null),
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

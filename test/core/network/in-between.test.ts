import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent, createServer as createTlsServer, get } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import { createNetwork } from '#core/network/create-network.ts';
import type { NetworkFailure } from '#core/network/network.ts';
import { contextOf } from '#core/network/trusted-certificates.ts';
import { mustExist } from '#shared/support/assert.ts';
import { Secret } from '#shared/support/secret.ts';
import { selfSigned } from '../../doubles/self-signed.ts';

/** What stands between this computer and the service: certificates of others, proxies that ask who we are. */
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

async function failureAt(origin: string, proxy: string | null = null): Promise<NetworkFailure> {
  const network = createNetwork({ userAgent: 'Test/1', allowInsecureLoopback: true, proxy });
  const auth = { username: 'A.B', password: new Secret('CANARY-1') };
  try {
    const answer = await network.send({ method: 'GET', origin, path: '/dois', auth });
    throw new Error(`an answer: ${String(answer.status)}`);
  } catch (cause) {
    return cause as NetworkFailure;
  } finally {
    network.close();
  }
}

const tlsServer = (asked: string[]): Server =>
  createTlsServer(selfSigned, (request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });

/** A proxy that tunnels for `steward:pa ss`, wherever one wants to go, to this port. */
function proxyTo(port: number, connects: IncomingMessage[]): Server {
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket) => {
    connects.push(request);
    if (request.headers['proxy-authorization'] !== `Basic ${btoa('steward:pa ss')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const tunnel = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('error', () => tunnel.destroy());
  });
  return server;
}

it('a certificate that nobody vouches for: nothing is sent, and what to look at is said', async () => {
  const asked: string[] = [];
  const port = await listening(tlsServer(asked));
  const failure = await failureAt(`https://127.0.0.1:${String(port)}`);
  expect([failure.kind, failure.isAmbiguous]).toEqual(['certificate', false]);
  expect(failure.message).toContain('nothing was sent. Check the clock of this computer');
  expect(asked).toEqual([]);
});

it('a certificate that the system vouches for: the connection stands', async () => {
  const port = await listening(tlsServer([]));
  const statusWith = (system: readonly string[]): Promise<number | string> =>
    new Promise((resolve) => {
      const secureContext = mustExist(
        contextOf(() => system),
        'a list',
      );
      const agent = new Agent({ secureContext });
      const servername = 'self-signed.example.org';
      get({ host: '127.0.0.1', port, agent, servername }, (answer) =>
        resolve(answer.statusCode ?? 0),
      ).on('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? ''));
    });
  expect(await statusWith([])).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(await statusWith([selfSigned.cert])).toBe(200);
  // Where the system's list cannot be read, Node's own is left.
  const unreadable = (): string[] => {
    throw new Error('denied');
  };
  expect(contextOf(unreadable)).toBeNull();
});

it('another network: from then on its proxy is asked, and none where there is none', async () => {
  const connects: IncomingMessage[] = [];
  const proxy = await listening(proxyTo(1, connects));
  const network = createNetwork({ userAgent: 'Test/1', allowInsecureLoopback: true });
  const kindOf = () =>
    network
      .send({ method: 'GET', origin: 'https://host.invalid', path: '/' })
      .catch((cause: unknown) => (cause as NetworkFailure).kind);
  expect(await kindOf()).toBe('unreachable');
  network.useProxy(`http://127.0.0.1:${String(proxy)}/`);
  expect([await kindOf(), connects.length]).toEqual(['proxy', 1]);
  network.useProxy(null);
  expect([await kindOf(), connects.length]).toEqual(['unreachable', 1]);
  network.close();
});

it('a proxy that asks for a name: it is told by name, and sees neither credentials nor path', async () => {
  const [asked, connects]: [string[], IncomingMessage[]] = [[], []];
  const port = await listening(tlsServer(asked));
  const proxy = await listening(proxyTo(port, connects));
  const failure = await failureAt('https://api.example.org', `http://127.0.0.1:${String(proxy)}/`);
  expect([failure.kind, failure.isAmbiguous]).toEqual(['proxy', false]);
  expect(failure.message).toContain('asks for a name and password');

  // With them the tunnel stands; what answers at its end is not api.example.org, so nothing goes there either.
  const named = `http://steward:pa%20ss@127.0.0.1:${String(proxy)}/`;
  expect((await failureAt('https://api.example.org', named)).kind).toBe('certificate');
  expect(connects.map(({ method, url }) => [method, url])).toEqual([
    ['CONNECT', 'api.example.org:443'],
    ['CONNECT', 'api.example.org:443'],
  ]);
  expect(JSON.stringify(connects.map(({ headers }) => headers))).not.toMatch(
    /"authorization"|dois/,
  );
  expect(asked).toEqual([]);
});

import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import { afterEach, describe, expect, it } from 'vitest';

import { createNetwork } from '#core/network/create-network.ts';
import { NetworkFailure } from '#core/network/network.ts';
import type { HttpRequest } from '#core/network/network.ts';
import { Secret } from '#shared/support/secret.ts';

const servers: Server[] = [];
const network = createNetwork({
  userAgent: 'Test/1 (mailto:a@example.org)',
  allowInsecureLoopback: true,
});
const canary = 'CANARY-7f3a';

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function signed(origin: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const auth = { username: 'A.B', password: new Secret(canary) };
  return { method: 'GET', origin, path: '/dois', auth, ...more };
}

async function failureOf(request: HttpRequest): Promise<NetworkFailure> {
  const cause = await network.send(request).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(cause).toBeInstanceOf(NetworkFailure);
  expect(inspect(cause, { depth: 20, showHidden: true })).not.toContain(canary);
  expect(inspect(cause, { depth: 20 })).not.toContain(btoa(`A.B:${canary}`));
  return cause as NetworkFailure;
}

describe('a request', () => {
  it('carries the credentials, the User-Agent and the body as they are', async () => {
    const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
    const origin = await listen((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        response.writeHead(201, { 'X-Credential-Username': 'a.b' }).end('{"ä":1}');
      });
    });
    const body = '{"text": "Zürich 😀"}';
    const answer = await network.send(signed(origin, { method: 'POST', body }));
    expect(answer).toMatchObject({ status: 201, body: '{"ä":1}' });
    expect(answer.headers['x-credential-username']).toBe('a.b');
    expect(seen[0]?.body).toBe(body);
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Basic ${btoa(`A.B:${canary}`)}`,
      'user-agent': 'Test/1 (mailto:a@example.org)',
    });
  });

  it('follows no redirect, so that no other host sees the credentials', async () => {
    let isReached = false;
    const other = await listen((_request, response) => {
      isReached = true;
      response.end();
    });
    const origin = await listen((_request, response) => {
      response.writeHead(307, { location: `${other}/dois` }).end();
    });
    expect((await network.send(signed(origin))).status).toBe(307);
    expect(isReached).toBe(false);
  });

  const target = 'https://api.datacite.org';
  it.each([
    ['an absolute address as path', { origin: target, path: 'https://evil.example/' }],
    ['a protocol-relative path', { origin: target, path: '//evil.example/' }],
    ['a backslash', { origin: target, path: '/\\evil.example/' }],
    ['a path that folds', { origin: target, path: '/dois/10.5072/a/../../../users' }],
    ['an encoded path that folds', { origin: target, path: '/dois/10.5072/%2e%2e/x' }],
    ['a line break', { origin: target, path: '/dois\r\nX-Evil: 1' }],
    ['plain http to another host', { origin: 'http://api.datacite.org', path: '/' }],
    ['plain http to a look-alike', { origin: 'http://127.0.0.1.evil.example', path: '/' }],
    ['user information in the origin', { origin: 'https://a:b@api.datacite.org', path: '/' }],
    ['a path in the origin', { origin: 'https://api.datacite.org/x', path: '/' }],
    ['another scheme', { origin: 'file://', path: '/etc/passwd' }],
    ['nonsense', { origin: 'nonsense', path: '/' }],
  ])('is not sent with %s', async (_name, where) => {
    await expect(network.send(signed('', where))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is not sent in clear to this machine unless that is allowed', async () => {
    const strict = createNetwork({ userAgent: 'Test', allowInsecureLoopback: false });
    const origin = await listen((_request, response) => response.end());
    await expect(strict.send(signed(origin))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    strict.close();
  });
});

describe('a failure', () => {
  it('says that a refused connection certainly had no effect', async () => {
    const failure = await failureOf(signed('http://127.0.0.1:9'));
    expect([failure.kind, failure.isAmbiguous]).toEqual(['refused', false]);
    expect(failure.message).toBe('127.0.0.1:9 refused the connection.');
  });

  it('says that a connection that broke may have had one', async () => {
    const origin = await listen((request) => request.socket.destroy());
    const failure = await failureOf(signed(origin, { method: 'POST', body: '{}' }));
    expect([failure.kind, failure.isAmbiguous]).toEqual(['reset', true]);
  });

  it('ends a request that is not answered in time', async () => {
    const origin = await listen(() => undefined);
    expect((await failureOf(signed(origin, { timeoutMs: 50 }))).kind).toBe('timeout');
  });

  it('ends an answer that drips for ever', async () => {
    const origin = await listen((_request, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect((await failureOf(signed(origin, { timeoutMs: 200 }))).kind).toBe('timeout');
  });

  it('ends an answer that is larger than allowed', async () => {
    const origin = await listen((_request, response) => response.end('x'.repeat(5000)));
    expect((await failureOf(signed(origin, { maxBytes: 1000 }))).kind).toBe('too-large');
  });

  it('tells a cancelled request from one that failed', async () => {
    const origin = await listen(() => undefined);
    const cut = new AbortController();
    const failing = failureOf(signed(origin, { signal: cut.signal }));
    setTimeout(() => cut.abort(), 30);
    expect((await failing).kind).toBe('cancelled');
  });
});

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { HostedCore } from '../hosted-core.ts';
import type { BuiltPage } from '../page/built-page.ts';
import { contentSecurityPolicy, securityHeaders } from '../page/security-headers.ts';
import type { Secret } from '#shared/support/secret.ts';
import type { Entrance } from './entrance.ts';
import { createEntrance } from './entrance.ts';
import type { Gate } from './gate.ts';
import { createGate } from './gate.ts';
import { createRpc } from './rpc.ts';
import type { Staging } from './staging.ts';
import { createUploads } from './uploads.ts';

export interface BrowserHost {
  /** The launch link: works once, in the browser that opens it first. */
  readonly url: string;
  readonly port: number;
  /** Pages that are open at present. */
  readonly pageCount: number;
  close(): Promise<void>;
}

interface BrowserHostOptions {
  readonly core: HostedCore;
  readonly page: BuiltPage;
  readonly staging: Staging;
  /** 0 takes any free port. */
  readonly port: number;
  /** Beyond the loopback interface: where, and the password that lets others in. */
  readonly forOthers?: { readonly address: string; readonly password: Secret };
}

/**
 * Serves the screens on 127.0.0.1, to the browser that opens the launch link and to nobody else; for others only
 * with a password.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { forOthers } = options;
  const address = forOthers?.address ?? '127.0.0.1';
  const entrance =
    forOthers === undefined
      ? null
      : createEntrance(forOthers.password, { now: () => performance.now() });
  const server = createServer();
  // A slow sender must not hold a connection for ever; uploads of 50 MiB are done well within.
  server.requestTimeout = 120_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gate = createGate(port, address);
  const rpc = createRpc(options.core);
  const uploads = createUploads(options.core, options.staging);

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    answer({ request, response, gate, page: options.page, uploads, entrance });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isRpc = request.url === '/rpc' && gate.refusal(request, { origin: true }) === null;
    if (isRpc) rpc.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return {
    url: `http://${address}:${port}/?token=${gate.launchToken}`,
    port,
    get pageCount() {
      return rpc.pageCount;
    },
    async close() {
      rpc.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await options.staging.clear();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly gate: Gate;
  readonly page: BuiltPage;
  readonly uploads: ReturnType<typeof createUploads>;
  /** Null: nobody is let in but by the launch link. */
  readonly entrance: Entrance | null;
}

function answer({ request, response, gate, page, uploads, entrance }: Exchange): void {
  const url = readTarget(request);
  if (url === null || !gate.isOurHost(request)) {
    refuse(response, 'This address is not served here.');
    return;
  }
  const token = url.searchParams.get('token');
  if (url.pathname === '/' && token !== null && request.method === 'GET') {
    exchangeToken(response, gate.takeToken(token));
    return;
  }
  if (entrance !== null && isAtEntrance({ request, response, gate, entrance }, url)) return;
  const isUpload = url.pathname === '/sources' || url.pathname.startsWith('/sources/');
  const refusal = gate.refusal(request, { origin: isUpload });
  if (refusal !== null) refuse(response, refusal);
  else if (isUpload) void uploads(request, response, url);
  else if (request.method !== 'GET' && request.method !== 'HEAD') plain(response, 405, 'Not here.');
  else servePage(response, page, url.pathname);
}

/** Shows the entrance to whoever has no cookie yet, or takes what it sends. True: the request is answered. */
function isAtEntrance(
  {
    request,
    response,
    gate,
    entrance,
  }: Pick<Exchange, 'request' | 'response' | 'gate'> & {
    readonly entrance: Entrance;
  },
  { pathname }: URL,
): boolean {
  const { method, headers } = request;
  if (pathname === '/enter' && method === 'POST') {
    // A page of another site must not try passwords, nor let its reader in unasked.
    const isOurs = headers.origin === `http://${headers.host ?? ''}`;
    if (!isOurs) refuse(response, 'Another site may not call this.');
    else {
      void entrance
        .enter(request, response, () => gate.cookie())
        .catch(() => {
          response.destroy();
        });
    }
    return true;
  }
  const isOut = gate.refusal(request, { origin: false }) !== null;
  if (pathname !== '/' || method !== 'GET' || !isOut) return false;
  entrance.show(response);
  return true;
}

/** The target as a URL; null for what is no plain path (`//host/x` and `http://host/x` name others). */
function readTarget({ url = '', headers }: IncomingMessage): URL | null {
  if (!url.startsWith('/') || url.startsWith('//')) return null;
  return URL.parse(url, `http://${headers.host ?? ''}`);
}

function exchangeToken(response: ServerResponse, cookie: string | null): void {
  if (cookie === null) {
    refuse(response, 'This link was used already. Start the app again for a new one.');
    return;
  }
  response.writeHead(303, { 'Set-Cookie': cookie, Location: '/' });
  response.end();
}

function servePage(response: ServerResponse, page: BuiltPage, path: string): void {
  if (path === '/' || path === '/index.html') {
    const nonce = randomBytes(16).toString('base64');
    const origin = `ws://${response.req.headers.host ?? ''}`;
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      // `'self'` covers the socket in newer browsers only, so it is named as well.
      'Content-Security-Policy': contentSecurityPolicy(nonce, `'self' ${origin}`),
    });
    response.end(page.html(nonce));
    return;
  }
  const file = page.file(path);
  if (file === null) {
    plain(response, 404, 'There is nothing here.');
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.length });
  response.end(file.body);
}

function refuse(response: ServerResponse, sentence: string): void {
  response.setHeader('Connection', 'close');
  plain(response, 403, sentence);
}

function plain(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end(`${sentence}\n`);
}

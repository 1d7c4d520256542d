import { once } from 'node:events';

import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

import { createFakeCore } from '../fake-core.ts';
import type { Served } from './served-host.ts';
import { serve } from './served-host.ts';

async function open(served: Served, headers: Record<string, string> = {}): Promise<WebSocket> {
  const cookie = await served.signIn();
  const socket = new WebSocket(`ws://127.0.0.1:${served.host.port}/rpc`, {
    headers: { cookie, origin: served.origin, ...headers },
  });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

async function nextFrame(socket: WebSocket): Promise<unknown> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString('utf8')) as unknown;
}

describe('calls over the socket', () => {
  it('reach the core and come back with their id', async () => {
    const served = await serve();
    const socket = await open(served);
    socket.send(JSON.stringify({ id: 7, channel: 'app.state', input: {} }));
    expect(await nextFrame(socket)).toEqual({
      id: 7,
      result: { ok: true, value: { channel: 'app.state', input: {} } },
    });
  });

  it('tell the page what changed', async () => {
    const served = await serve();
    const socket = await open(served);
    served.core.emit('records.changed', { dois: null });
    expect(await nextFrame(socket)).toEqual({ event: 'records.changed', payload: { dois: null } });
  });

  it.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['no id', '{"channel":"app.state","input":{}}'],
    ['a member that nobody knows', '{"id":1,"channel":"app.state","input":{},"path":"/etc"}'],
    ['a channel that is no text', '{"id":1,"channel":{"a":1},"input":{}}'],
  ])('end the connection on %s, and the core hears nothing', async (_name, frame) => {
    const served = await serve();
    const socket = await open(served);
    socket.send(frame);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1007);
    expect(served.core.calls).toEqual([]);
  });

  it('end the connection on a binary or far too large message', async () => {
    const served = await serve();
    const socket = await open(served);
    socket.send('x'.repeat(5 * 1024 * 1024));
    socket.on('error', () => undefined); // the server cuts us off while we send
    await once(socket, 'close');
    expect(served.core.calls).toEqual([]);
  });

  it('end the connection of a page that floods it', async () => {
    const served = await serve(createFakeCore(() => new Promise(() => undefined)));
    const socket = await open(served);
    for (let id = 0; id < 100; id += 1) {
      socket.send(JSON.stringify({ id, channel: 'app.state', input: {} }));
    }
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1008);
    expect(served.core.calls.length).toBeLessThanOrEqual(64);
  });
});

describe('who may open the socket', () => {
  const attempts: [string, (served: Served, cookie: string) => Record<string, string>][] = [
    ['without the cookie', ({ origin }) => ({ origin })],
    ['without an Origin', (_served, cookie) => ({ cookie })],
    ['from another site', (_served, cookie) => ({ cookie, origin: 'https://evil.example' })],
    ['from an opaque origin', (_served, cookie) => ({ cookie, origin: 'null' })],
    ['through another Host', ({ origin }, cookie) => ({ cookie, origin, host: 'evil.example' })],
    [
      'with Host and Origin that agree, but are not ours',
      (_served, cookie) => ({ cookie, origin: 'http://evil.example', host: 'evil.example' }),
    ],
  ];
  it.each(attempts)('refuses one %s', async (_name, headersFor) => {
    const served = await serve();
    const cookie = await served.signIn();
    const socket = new WebSocket(`ws://127.0.0.1:${served.host.port}/rpc`, {
      headers: headersFor(served, cookie),
    });
    const [, response] = (await once(socket, 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ];
    expect(response.statusCode).toBe(403);
    expect(served.core.calls).toEqual([]);
  });

  it('refuses any path but /rpc', async () => {
    const served = await serve();
    const cookie = await served.signIn();
    const socket = new WebSocket(`ws://127.0.0.1:${served.host.port}/`, {
      headers: { cookie, origin: served.origin },
    });
    await once(socket, 'unexpected-response');
    expect(socket.readyState).not.toBe(WebSocket.OPEN);
  });
});

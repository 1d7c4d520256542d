import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';

import type { HostedCore } from '../hosted-core.ts';

// The largest call names 10,000 DOIs: well under a megabyte.
const largestMessageBytes = 4 * 1024 * 1024;
// A page asks for a handful of things at a time; more than this is a fault or an attack.
const mostCallsAtOnce = 64;
// Behind this much unread, a page has stopped listening: events are dropped, and it asks anew.
const largestBacklogBytes = 32 * 1024 * 1024;
const heartbeatMs = 30_000;

const call = z.strictObject({
  id: z.union([z.int(), z.string().max(64)]),
  channel: z.string().max(200),
  input: z.unknown(),
});

/** Close codes of RFC 6455, 7.4.1. */
const closeCode = { badMessage: 1007, tooMuch: 1008, goingAway: 1001 } as const;

export interface Rpc {
  /** Pages that are open at present. */
  readonly pageCount: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** The contract over WebSocket: `{id, channel, input}` in, `{id, result}` and `{event, payload}` out. */
export function createRpc(core: HostedCore): Rpc {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
  });
  const stopEvents = core.subscribe((event, payload) => {
    const frame = JSON.stringify({ event, payload });
    for (const client of server.clients) {
      if (client.bufferedAmount < largestBacklogBytes) client.send(frame);
    }
  });
  const alive = new WeakSet<WebSocket>();
  const heartbeat = setInterval(() => {
    for (const client of server.clients) {
      if (!alive.delete(client)) client.terminate();
      else client.ping();
    }
  }, heartbeatMs).unref();

  server.on('connection', (socket: WebSocket) => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate()); // too large, bad frame: ws has closed it already
    serve(socket, core);
  });
  return {
    get pageCount() {
      return server.clients.size;
    },
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client));
    },
    close() {
      clearInterval(heartbeat);
      stopEvents();
      for (const client of server.clients) client.close(closeCode.goingAway);
      server.close();
    },
  };
}

function serve(socket: WebSocket, core: HostedCore): void {
  let running = 0;
  socket.on('message', (data, isBinary) => {
    const read = isBinary ? null : readCall(data);
    if (read === null) {
      socket.close(closeCode.badMessage, 'not a call');
      return;
    }
    if (running >= mostCallsAtOnce) {
      socket.close(closeCode.tooMuch, 'too many calls at once');
      return;
    }
    running += 1;
    void core.dispatch(read.channel, read.input).then((result) => {
      running -= 1;
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id: read.id, result }));
    });
  });
}

function readCall(data: RawData): z.output<typeof call> | null {
  try {
    const read = call.safeParse(JSON.parse(textOf(data)));
    return read.success ? read.data : null;
  } catch {
    return null; // no JSON
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as ArrayBuffer).toString('utf8');
}

import { timingSafeEqual } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';

import type { HostedCore } from '../hosted-core.ts';
import { toWire } from '#core/router.ts';
import { programVersion } from '../version.ts';
import { readFrames, writeFrame } from './frames.ts';
import { greeting, request } from './messages.ts';
import { announcePlace, newPlace, withdrawPlace } from './place.ts';

export interface Handoff {
  /**
   * Resolves when nobody is connected any more, at once when nobody is. From that moment nobody is welcomed: who
   * comes while this core stops looks for another or opens the ledger itself, instead of being cut off in a call.
   */
  retire(): Promise<void>;
  readonly connectionCount: number;
  close(): Promise<void>;
}

/**
 * Lets other programs of the same person use this core: one core per ledger, however many commands
 * run. Same contract, same checks; the only thing beyond it is that paths may be named, because
 * who connects here could read them anyway.
 */
export async function serveHandoff(core: HostedCore, dataFolder: string): Promise<Handoff> {
  const { place, folder } = await newPlace(dataFolder, programVersion);
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let isRetired = false;
  const retireIfUnused = (): void => {
    if (sockets.size > 0 || waiting.length === 0) return;
    isRetired = true;
    for (const resolve of waiting.splice(0)) resolve();
  };
  const server = createServer((socket) => {
    if (isRetired) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('error', () => socket.destroy()); // the other side went away
    socket.on('close', () => {
      sockets.delete(socket);
      retireIfUnused();
    });
    welcome(socket, core, place.token);
  });
  await listen(server, place.socket);
  await announcePlace(dataFolder, place);
  return {
    retire: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        retireIfUnused();
      }),
    get connectionCount() {
      return sockets.size;
    },
    async close() {
      await withdrawPlace(dataFolder, place);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  // A socket left by a process of the same id that crashed; the ledger's lock says that it is ours.
  if (process.platform !== 'win32') await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

/** The first frame must be the token; everything before it and everything else ends the connection. */
function welcome(socket: Socket, core: HostedCore, token: string): void {
  let isKnown = false;
  let stopEvents: (() => void) | null = null;
  socket.on('close', () => stopEvents?.());
  readFrames(socket, (frame) => {
    if (isKnown) {
      void answerRequest(socket, core, frame);
      return;
    }
    const hello = greeting.safeParse(frame);
    if (!hello.success || !equalTokens(hello.data.token, token)) {
      socket.destroy();
      return;
    }
    isKnown = true;
    writeFrame(socket, { welcome: true });
    stopEvents = core.subscribe((event, payload) => writeFrame(socket, { event, payload }));
  });
}

async function answerRequest(socket: Socket, core: HostedCore, frame: unknown): Promise<void> {
  const read = request.safeParse(frame);
  if (!read.success) {
    socket.destroy();
    return;
  }
  const { id } = read.data;
  if ('channel' in read.data) {
    const { channel, input } = read.data;
    writeFrame(socket, { id, result: await core.dispatch(channel, input) });
    return;
  }
  const { paths, name } = read.data.admit;
  try {
    const value = await core.admitSource(paths, name);
    writeFrame(socket, { id, result: { ok: true, value } });
  } catch (cause) {
    const error = toWire(
      cause,
      () => undefined,
      () => 'handoff',
    );
    writeFrame(socket, { id, result: { ok: false, error } });
  }
}

function equalTokens(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

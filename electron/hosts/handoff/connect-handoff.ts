import { connect } from 'node:net';
import type { Socket } from 'node:net';

import type { HostedCore } from '../hosted-core.ts';
import { fromWire } from '#shared/contract/client.ts';
import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { readFrames, writeFrame } from './frames.ts';
import { answer } from './messages.ts';
import { findPlace } from './place.ts';

/** The part of a core that a call needs; `close` only ends the connection. */
export interface HandedCore extends HostedCore {
  close(): Promise<void>;
}

type Answer = Result<unknown, WireError>;

// A core that runs answers on a local socket at once; a file left by a crash is refused at once.
const welcomeTimeoutMs = 3000;

/** Connects to the core that already runs on this ledger; null when there is none that answers. */
export async function connectHandoff(dataFolder: string): Promise<HandedCore | null> {
  const place = await findPlace(dataFolder);
  if (place === null) return null;
  return await new Promise((resolve) => {
    const socket = connect(place.socket);
    const giveUp = (): void => {
      socket.destroy();
      resolve(null);
    };
    const timer = setTimeout(giveUp, welcomeTimeoutMs);
    socket.once('error', giveUp);
    socket.once('connect', () => writeFrame(socket, { token: place.token }));
    const core = createHandedCore(socket, () => {
      clearTimeout(timer);
      socket.off('error', giveUp);
      resolve(core);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(null); // no effect after the welcome
    });
  });
}

function createHandedCore(socket: Socket, onWelcome: () => void): HandedCore {
  const pending = new Map<number, (result: Answer) => void>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let lastId = 0;
  let isOpen = true;

  readFrames(socket, (frame) => {
    const read = answer.parse(frame);
    if ('welcome' in read) onWelcome();
    else if ('event' in read) for (const tell of listeners) tell(read.event, read.payload);
    else {
      pending.get(read.id)?.(read.result as Answer);
      pending.delete(read.id);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    isOpen = false;
    for (const settle of pending.values()) settle(connectionLost);
    pending.clear();
  });

  const ask = (message: object): Promise<Answer> =>
    new Promise((resolve) => {
      if (!isOpen) {
        resolve(connectionLost);
        return;
      }
      lastId += 1;
      pending.set(lastId, resolve);
      writeFrame(socket, { id: lastId, ...message });
    });

  return {
    dispatch: (channel, input) => ask({ channel, input }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async admitSource(paths, name) {
      const result = await ask({ admit: { paths, name } });
      if (!result.ok) throw fromWire(result.error);
      return String(result.value);
    },
    close() {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

const connectionLost: Answer = {
  ok: false,
  error: {
    code: 'LEDGER_BUSY',
    message: 'The program that holds this ledger ended before it answered.',
    nextStep: 'Run the command again: what it had already done is kept and is not done twice.',
    retryable: true,
    path: null,
    traceId: null,
  },
};

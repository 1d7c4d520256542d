import { z } from 'zod';

import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err } from '#shared/support/result.ts';

import type { ConnectionState, HostLink } from './host-link.ts';
import { uploadFiles } from './upload-files.ts';

const frame = z.union([
  z.object({
    id: z.int(),
    result: z.custom<Result<unknown, WireError>>((value) => value !== null),
  }),
  z.object({ event: z.string(), payload: z.unknown() }),
]);

const firstRetryMs = 250;
const lastRetryMs = 5_000;

const lost: WireError = {
  code: 'OFFLINE',
  message: 'The connection to the app was lost before the answer came.',
  nextStep: 'Your work is safe. Look whether the change arrived before you make it again.',
  retryable: true,
  path: null,
  traceId: null,
};

/**
 * The link over the browser host's WebSocket. A lost connection is taken up again with growing
 * pauses; calls made meanwhile wait for it, calls that were under way end as `OFFLINE`, because
 * nobody knows whether the core has seen them.
 */
export function createBrowserLink(url: string): HostLink {
  const pending = new Map<number, (result: Result<unknown, WireError>) => void>();
  const eventListeners = new Set<(event: string, payload: unknown) => void>();
  const stateListeners = new Set<() => void>();
  const waiting: string[] = [];
  let state: ConnectionState = 'open';
  let socket: WebSocket | null = null;
  let retryMs = firstRetryMs;
  let lastId = 0;

  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener();
  };

  const receive = (text: unknown): void => {
    const parsed = frame.safeParse(JSON.parse(String(text)));
    if (!parsed.success) return;
    if ('event' in parsed.data) {
      for (const listener of eventListeners) listener(parsed.data.event, parsed.data.payload);
      return;
    }
    pending.get(parsed.data.id)?.(parsed.data.result);
    pending.delete(parsed.data.id);
  };

  const connect = (): void => {
    const opening = new WebSocket(url);
    opening.addEventListener('open', () => {
      socket = opening;
      retryMs = firstRetryMs;
      for (const text of waiting.splice(0)) opening.send(text);
      setState('open');
    });
    opening.addEventListener('message', (event) => receive(event.data));
    opening.addEventListener('close', () => {
      if (socket === opening) {
        socket = null;
        for (const settle of pending.values()) settle(err(lost));
        pending.clear();
      }
      setState('lost');
      // Jitter, so that several tabs do not knock in one beat.
      setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    });
  };
  connect();

  return {
    transport: {
      invoke(channel, input) {
        lastId += 1;
        const id = lastId;
        const text = JSON.stringify({ id, channel, input });
        return new Promise((resolve) => {
          pending.set(id, resolve);
          if (socket === null) waiting.push(text);
          else socket.send(text);
        });
      },
      subscribe(listener) {
        eventListeners.add(listener);
        return () => eventListeners.delete(listener);
      },
    },
    offerFiles: uploadFiles,
    connection: {
      get: () => state,
      subscribe(listener) {
        stateListeners.add(listener);
        return () => stateListeners.delete(listener);
      },
    },
  };
}

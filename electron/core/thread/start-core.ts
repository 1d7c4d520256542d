import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { fromWire } from '#shared/contract/client.ts';
import type { EventName } from '#shared/contract/contract.ts';
import { reveal } from '#shared/support/secret.ts';
import type { Core } from '../compose.ts';
import type { CoreConfig } from '../ports.ts';
import type { KeptVault } from '../vault/keeper.ts';
import { answerVault } from './answer-vault.ts';
import type { CoreThreadData, FromCore, ToCore } from './messages.ts';
import { createThreadCalls } from './thread-calls.ts';

export interface ThreadOptions {
  /** `app/version (mailto:...)`, for the network of the thread. */
  readonly userAgent: string;
  /** The host's vault, asked from the thread for each secret; null: secrets last for the session. */
  readonly vault: KeptVault | null;
  /** The built worker; absent where Node runs the sources. */
  readonly workerFile?: string;
  /** As `NetworkOptions.proxy`; none unless told. */
  readonly proxy?: string | null;
  /** As `Ports.onLongUpdate`. */
  readonly onLongUpdate?: () => void;
  /** `logs` in the data folder unless told. */
  readonly logFolder?: string;
}

/** A core in a thread of its own; its calls and their answers cross as messages. */
export interface ThreadCore extends Core {
  /** Tells when the thread ended by itself, which is a defect; every call fails from then on. */
  onEnd(listener: (cause: Error) => void): void;
  /** As `ThreadOptions.proxy`, from now on. */
  useProxy(proxy: string | null): void;
}

/**
 * Opens the core in a worker thread: the same interface as `compose` gives, and the same errors when
 * the ledger cannot be opened. A thread that dies answers what waits with `INTERNAL`, never with silence.
 */
export async function startCoreThread(
  config: CoreConfig,
  options: ThreadOptions,
): Promise<ThreadCore> {
  const worker = new Worker(options.workerFile ?? new URL('./core-worker.ts', import.meta.url), {
    name: 'core',
    // A large young generation lets garbage of an import pile up: 439 MiB against 339 (import.bench.ts).
    resourceLimits: { maxYoungGenerationSizeMb: 48 },
    workerData: threadData(config, options),
  });
  const send = (message: ToCore): void => worker.postMessage(message);
  const calls = createThreadCalls((id, call) => send({ type: 'call', id, call }));
  const listeners = new Set<(event: EventName, payload: unknown) => void>();
  const endListeners = new Set<(cause: Error) => void>();
  let state: 'running' | 'stopping' | 'ended' = 'running';

  const end = (cause: Error): void => {
    if (state === 'ended') return;
    const isExpected = state === 'stopping';
    state = 'ended';
    calls.end();
    if (!isExpected) for (const listener of endListeners) listener(cause);
  };
  const hear = (message: Exclude<FromCore, { type: 'opened' | 'failed' }>): void => {
    switch (message.type) {
      case 'updating':
        options.onLongUpdate?.();
        break;
      case 'event':
        for (const listener of listeners) listener(message.event as EventName, message.payload);
        break;
      case 'reply':
        calls.settle(message.id, message.result);
        break;
      case 'vault':
        void answerVault(options.vault, message.question).then((result) =>
          send({ type: 'vault-reply', id: message.id, result }),
        );
    }
  };
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error): void => {
      end(cause);
      reject(cause);
    };
    worker.on('error', (cause) => fail(cause instanceof Error ? cause : new Error(String(cause))));
    worker.on('exit', (code) => fail(new Error(`The core's thread ended with code ${code}`)));
    worker.on('message', (message: FromCore) => {
      if (message.type === 'opened') resolve();
      else if (message.type === 'failed') reject(fromWire(message.error));
      else hear(message);
    });
  });

  return {
    dispatch: (channel, input) => calls.ask({ kind: 'dispatch', channel, input }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    admitSource: async (paths, name) => String(await calls.demand({ kind: 'admit', paths, name })),
    async start() {
      await calls.demand({ kind: 'start' });
    },
    async stop() {
      if (state !== 'running') return;
      state = 'stopping';
      const hasExited = new Promise((resolve) => worker.once('exit', resolve));
      await calls.demand({ kind: 'stop' });
      await hasExited;
    },
    onEnd: (listener) => void endListeners.add(listener),
    useProxy: (proxy) => send({ type: 'proxy', proxy }),
  };
}

function threadData(config: CoreConfig, options: ThreadOptions): CoreThreadData {
  const { practice } = config;
  return {
    config: {
      ...config,
      practice:
        practice.kind === 'embedded'
          ? practice
          : { ...practice, password: reveal(practice.password) },
    },
    userAgent: options.userAgent,
    logFolder: options.logFolder ?? join(config.dataFolder, 'logs'),
    proxy: options.proxy ?? null,
    vaultStrength: options.vault?.strength ?? null,
  };
}

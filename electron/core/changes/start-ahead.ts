import { Worker } from 'node:worker_threads';

import type { AheadAnswer, StartAhead } from './ahead.ts';

/** Numbers of records, answered in the order in which they were sent. */
export type ToAhead = readonly number[] | 'close';
export type FromAhead = 'ready' | AheadAnswer;

/** Starts threads for work on many records. `worker`: `ahead-thread.ts`. */
export function createAheadStarter(worker: URL): StartAhead {
  return (work, onFailure) => {
    const thread = new Worker(worker, {
      name: 'ahead',
      // As the core's own thread (thread/start-core.ts): garbage must not pile up.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
      workerData: work,
    });
    const waiting: ((answer: AheadAnswer | null) => void)[] = [];
    let state: 'starting' | 'running' | 'closing' | 'ended' = 'starting';

    const end = (cause: unknown): void => {
      if (state === 'ended') return;
      if (state !== 'closing') onFailure(cause);
      state = 'ended';
      for (const settle of waiting.splice(0)) settle(null);
    };
    const hasExited = new Promise<void>((resolve) => {
      thread.once('exit', (code) => {
        end(new Error(`The thread ended with code ${String(code)}`));
        resolve();
      });
    });
    thread.on('error', end);
    thread.on('message', (message: FromAhead) => {
      if (message !== 'ready') waiting.shift()?.(message);
      else if (state === 'starting') state = 'running';
    });
    const send = (message: ToAhead): void => thread.postMessage(message);

    return {
      isRunning: () => state === 'running',
      ask(ids) {
        if (state !== 'running') return Promise.resolve(null);
        return new Promise((resolve) => {
          waiting.push(resolve);
          send(ids);
        });
      },
      async close() {
        if (state === 'ended') return;
        state = 'closing';
        send('close');
        await hasExited;
      },
    };
  };
}

import { Worker } from 'node:worker_threads';

import type { FreeGraph, FreePlaces } from '#shared/versions/free-graph.ts';

/** Lays out in a thread of its own, which is ended with the answer. `worker`: `elk-thread.ts`. */
export function createElkThread(
  worker: URL,
): (graph: FreeGraph, signal: AbortSignal) => Promise<FreePlaces> {
  return async (graph, signal) => {
    const thread = new Worker(worker, { name: 'layout', workerData: graph });
    try {
      return await new Promise<FreePlaces>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', (code) =>
          reject(new Error(`The layout ended with code ${String(code)}`)),
        );
        signal.addEventListener('abort', () => reject(new Error('The layout took too long')), {
          once: true,
        });
      });
    } finally {
      await thread.terminate();
    }
  };
}

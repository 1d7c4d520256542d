import { Worker } from 'node:worker_threads';

/** Brings the log of one file into the file, beside the writer. */
export interface Checkpoints {
  /** Resolves with the pages that stood in the log. Rejects when the thread has ended. */
  run(): Promise<number>;
  close(): Promise<void>;
}

export type StartCheckpoints = (path: string) => Checkpoints;

/** `worker`: `checkpoint-thread.ts`. */
export function createCheckpointStarter(worker: URL): StartCheckpoints {
  return (path) => {
    const thread = new Worker(worker, { name: 'checkpoints', workerData: path });
    let ended: Error | null = null;
    const waiting: PromiseWithResolvers<number>[] = [];
    const end = (cause: Error): void => {
      ended ??= cause;
      for (const { reject } of waiting.splice(0)) reject(cause);
    };
    const hasExited = new Promise<void>((resolve) => {
      thread.once('exit', (code) => {
        end(new Error(`The thread for checkpoints ended with code ${String(code)}`));
        resolve();
      });
    });
    thread.on('error', (cause) => end(cause instanceof Error ? cause : new Error(String(cause))));
    thread.on('message', (pages: number) => waiting.shift()?.resolve(pages));
    return {
      run() {
        if (ended !== null) return Promise.reject(ended);
        const asked = Promise.withResolvers<number>();
        waiting.push(asked);
        thread.postMessage('run');
        return asked.promise;
      },
      async close() {
        if (ended !== null) return;
        thread.postMessage('close');
        await hasExited;
      },
    };
  };
}

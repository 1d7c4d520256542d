import { Worker } from 'node:worker_threads';

import type { AheadAnswer, AheadThread, AheadWork, StartAhead } from './ahead.ts';

/** Work is opened, then numbers of records are answered in the order in which they were sent, until it is closed. */
export type ToAhead = AheadWork | readonly number[] | 'close';
export type FromAhead = 'ready' | AheadAnswer | 'closed';

/**
 * A thread that has nothing to do waits so long for more: what it has compiled is what makes it quick, and a preview
 * is followed by the next, or by what it foresaw. It holds no ledger meanwhile.
 */
const idleMs = 120_000;

/** Starts threads for work on many records. `worker`: `ahead-thread.ts`. */
export function createAheadStarter(worker: URL): StartAhead {
  let idle: { readonly thread: Worker; readonly timer: NodeJS.Timeout } | null = null;

  const spawn = (): Worker => {
    const thread = new Worker(worker, {
      name: 'ahead',
      // As the core's own thread (thread/start-core.ts): garbage must not pile up.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
    // Whoever has work for it hears of it too.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      if (idle?.thread === thread) forget();
    });
    return thread;
  };
  const forget = (): void => {
    clearTimeout(idle?.timer);
    idle = null;
  };
  const rest = (thread: Worker): void => {
    if (idle !== null) {
      void thread.terminate();
      return;
    }
    // Nobody waits for it: it keeps no program from ending.
    thread.unref();
    const timer = setTimeout(() => {
      forget();
      void thread.terminate();
    }, idleMs);
    idle = { thread, timer: timer.unref() };
  };
  const take = (): Worker => {
    const thread = idle?.thread ?? spawn();
    forget();
    thread.ref();
    return thread;
  };

  const start = (work: AheadWork, onFailure: (cause: unknown) => void): AheadThread =>
    useThread(take(), { work, onFailure, onDone: rest });
  return Object.assign(start, {
    async stop() {
      const thread = idle?.thread;
      forget();
      await thread?.terminate();
    },
  });
}

function useThread(
  thread: Worker,
  {
    work,
    onFailure,
    onDone,
  }: {
    readonly work: AheadWork;
    readonly onFailure: (cause: unknown) => void;
    readonly onDone: (thread: Worker) => void;
  },
): AheadThread {
  const waiting: ((answer: AheadAnswer | null) => void)[] = [];
  const hasStarted = Promise.withResolvers<null>();
  const hasEnded = Promise.withResolvers<null>();
  let state: 'starting' | 'running' | 'closing' | 'ended' = 'starting';

  const settle = (): void => {
    state = 'ended';
    thread.off('error', fail).off('exit', onExit).off('message', onMessage);
    for (const answer of waiting.splice(0)) answer(null);
    hasStarted.resolve(null);
    hasEnded.resolve(null);
  };
  const fail = (cause: unknown): void => {
    const isClosing = state === 'closing';
    settle();
    if (!isClosing) onFailure(cause);
  };
  const onExit = (code: number): void => fail(new Error(`The thread ended with code ${code}`));
  const onMessage = (message: FromAhead): void => {
    if (message === 'closed') {
      settle();
      onDone(thread);
    } else if (message !== 'ready') waiting.shift()?.(message);
    else if (state === 'starting') {
      state = 'running';
      hasStarted.resolve(null);
    }
  };
  thread.on('error', fail).on('exit', onExit).on('message', onMessage);
  const send = (message: ToAhead): void => thread.postMessage(message);
  send(work);

  return {
    isRunning: () => state === 'running',
    started: hasStarted.promise,
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
      await hasEnded.promise;
    },
  };
}

import { fromWire } from '#shared/contract/client.ts';
import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err } from '#shared/support/result.ts';
import type { Call } from './messages.ts';

type Answer = Result<unknown, WireError>;

/** Calls that went to the core's thread and wait for their answers. */
export interface ThreadCalls {
  /** Never rejects: a thread that is gone, or an input that cannot be copied, is an answer too. */
  ask(call: Call): Promise<Answer>;
  /** As `ask`, but a failure is thrown as `AppError`. */
  demand(call: Call): Promise<unknown>;
  settle(id: number, result: Answer): void;
  /** Answers all that waits, and all that comes, with the end of the thread. */
  end(): void;
}

export function createThreadCalls(send: (id: number, call: Call) => void): ThreadCalls {
  const waiting = new Map<number, (result: Answer) => void>();
  let lastId = 0;
  let hasEnded = false;

  const ask = (call: Call): Promise<Answer> => {
    if (hasEnded) return Promise.resolve(err(endedError));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      try {
        send(id, call);
      } catch (cause) {
        // An input that cannot be copied to another thread is no input of the contract.
        waiting.delete(id);
        resolve(err(malformed(cause)));
      }
    });
  };
  return {
    ask,
    async demand(call) {
      const result = await ask(call);
      if (!result.ok) throw fromWire(result.error);
      return result.value;
    },
    settle(id, result) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
    end() {
      hasEnded = true;
      for (const resolve of waiting.values()) resolve(err(endedError));
      waiting.clear();
    },
  };
}

function malformed(cause: unknown): WireError {
  return {
    code: 'VALIDATION',
    message: `The call is malformed: ${String(cause)}.`,
    nextStep: null,
    retryable: false,
    path: null,
    traceId: null,
  };
}

const endedError: WireError = {
  code: 'INTERNAL',
  message: 'The part of the app that does the work has stopped. Nothing that was saved is lost.',
  nextStep: 'Start the app again: it goes on where it stopped.',
  retryable: false,
  path: null,
  traceId: null,
};

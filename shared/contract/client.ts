import type { WireError } from '../support/app-error.ts';
import { AppError } from '../support/app-error.ts';
import type { Result } from '../support/result.ts';
import type { Channel, EventName, EventPayload, Input, Output } from './contract.ts';
import { contract, events } from './contract.ts';

/** The only thing a shell supplies: how a call gets to the core and events get back. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<Result<unknown, WireError>>;
  /** `listener` gets the payload of every event; returns the way to stop. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
}

export interface Client {
  /** Calls a procedure; throws an `AppError` when it fails. Output is checked on this side too. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}

/** The typed client of the contract over any transport. */
export function createClient(transport: Transport): Client {
  return {
    async call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
      const answer = await transport.invoke(channel, input);
      if (!answer.ok) throw fromWire(answer.error);
      return contract[channel].output.parse(answer.value) as Output<C>;
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      return transport.subscribe((name, payload) => {
        if (name !== event) return;
        const parsed = events[event].safeParse(payload);
        if (parsed.success) listener(parsed.data as EventPayload<E>);
      });
    },
  };
}

/** The error as the caller throws it; `traceId` stays in the message so that a log line can be found. */
export function fromWire(error: WireError): AppError {
  const trace = error.traceId === null ? '' : ` (trace ${error.traceId})`;
  return new AppError(error.code, {
    message: error.message + trace,
    retryable: error.retryable,
    ...(error.nextStep === null ? {} : { nextStep: error.nextStep }),
    ...(error.path === null ? {} : { path: error.path }),
  });
}

import type { z } from 'zod';

import type { Channel, Output, ParsedInput } from '#shared/contract/contract.ts';
import { contract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { WireError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err, ok } from '#shared/support/result.ts';
import type { Log } from './ports.ts';

/** One handler a procedure; a missing one is a compile error. */
export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => Promise<Output<C>> | Output<C>;
};

export type Dispatch = (channel: string, input: unknown) => Promise<Result<unknown, WireError>>;

/**
 * The only place where messages are checked: unknown procedures, wrong input and wrong output end
 * here as typed errors. Never throws. Commands run one after the other, queries run free.
 */
export function createDispatch(handlers: Handlers, log: Log, newTraceId: () => string): Dispatch {
  let lastCommand: Promise<unknown> = Promise.resolve();

  const run = async (channel: Channel, input: unknown): Promise<unknown> => {
    const handle = handlers[channel] as (value: unknown) => unknown;
    return contract[channel].output.parse(await handle(input));
  };

  return async (channel, raw) => {
    try {
      if (typeof channel !== 'string' || !Object.hasOwn(contract, channel)) {
        throw new AppError('NOT_FOUND', { message: `There is no procedure of this name.` });
      }
      const name = channel as Channel;
      const input = contract[name].input.safeParse(raw);
      if (!input.success) throw invalidInput(name, input.error);
      if (contract[name].kind === 'query') return ok(await run(name, input.data));
      const command = lastCommand.then(() => run(name, input.data));
      lastCommand = command.catch(() => undefined);
      return ok(await command);
    } catch (cause) {
      return err(toWire(cause, log, newTraceId));
    }
  };
}

function invalidInput(channel: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  const path = issue === undefined ? '' : issue.path.map(String).join('.');
  return new AppError('VALIDATION', {
    message: `The call ${channel} is malformed${path === '' ? '' : ` at ${path}`}: ${issue?.message ?? 'unknown reason'}.`,
    path,
  });
}

/** An error as it crosses the boundary. Defects keep their detail in the local log only. */
export function toWire(cause: unknown, log: Log, newTraceId: () => string): WireError {
  if (cause instanceof AppError) {
    return {
      code: cause.code,
      message: cause.message,
      nextStep: cause.nextStep ?? null,
      retryable: cause.retryable,
      path: cause.path ?? null,
      traceId: null,
    };
  }
  const traceId = newTraceId();
  log({
    level: 'error',
    message: `Defect ${traceId}`,
    detail: { error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) },
  });
  return {
    code: 'INTERNAL',
    message: 'Something in the app went wrong. Nothing that was saved is lost.',
    nextStep: 'Try again. If it happens again, send the log with the trace id below.',
    retryable: false,
    path: null,
    traceId,
  };
}

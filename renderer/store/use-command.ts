import { useCallback, useState } from 'react';

import type { Channel, Input, Output } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/support/app-error.ts';
import type { Result } from '#shared/support/result.ts';
import { err, ok } from '#shared/support/result.ts';

import { toAppError } from './query-cache.ts';
import { useSteward } from './steward.ts';

export interface Command<C extends Channel> {
  /** Never rejects; the failure is also kept in `error` until the next run. */
  readonly run: (input: Input<C>) => Promise<Result<Output<C>, AppError>>;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly clear: () => void;
}

/** A call that changes something, with what a button needs to know about it. */
export function useCommand<C extends Channel>(channel: C): Command<C> {
  const { client } = useSteward();
  const [state, setState] = useState<{ pending: boolean; error: AppError | null }>({
    pending: false,
    error: null,
  });
  const run = useCallback(
    async (input: Input<C>): Promise<Result<Output<C>, AppError>> => {
      setState({ pending: true, error: null });
      try {
        const value = await client.call(channel, input);
        setState({ pending: false, error: null });
        return ok(value);
      } catch (cause) {
        const error = toAppError(cause);
        setState({ pending: false, error });
        return err(error);
      }
    },
    [client, channel],
  );
  const clear = useCallback(() => setState({ pending: false, error: null }), []);
  return { run, ...state, clear };
}

import { contract } from '#shared/contract/contract.ts';
import type { Channel } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { err } from '#shared/support/result.ts';
import type { Ports } from './ports.ts';
import type { Dispatch, Handlers } from './router.ts';
import { toWire } from './router.ts';

type SendingHandlers = Pick<Handlers, 'register.start' | 'outbox.resume' | 'outbox.retryFailed'>;

/** A core that was told not to send by itself (`sends: false`) does so when a person asks for it. */
export function sendingFirst<H extends SendingHandlers>(handlers: H, send: () => void): H {
  const first =
    <I, O>(handle: (input: I) => O) =>
    (input: I): O => {
      send();
      return handle(input);
    };
  return {
    ...handlers,
    'register.start': first(handlers['register.start']),
    'outbox.resume': first(handlers['outbox.resume']),
    'outbox.retryFailed': first(handlers['outbox.retryFailed']),
  };
}

/** Where another process writes the ledger, whatever would change it is refused before it starts. */
export function refuseCommands(dispatch: Dispatch, log: Ports['log']): Dispatch {
  return async (channel, input) => {
    if (Object.hasOwn(contract, channel) && contract[channel as Channel].kind === 'command') {
      const busy = new AppError('LEDGER_BUSY', {
        message: 'Another DOI Steward has this ledger open, so this one can only show it.',
        nextStep: 'Close the other one, then start again.',
        retryable: true,
      });
      return err(toWire(busy, log, () => ''));
    }
    return dispatch(channel, input);
  };
}

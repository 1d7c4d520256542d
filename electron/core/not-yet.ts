import type { Channel } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Handlers } from './router.ts';

/** Handlers for procedures whose workflow is not built in: each says so. */
export function notYet<C extends Channel>(...channels: readonly C[]): Pick<Handlers, C> {
  const entries = channels.map((channel) => {
    const refuse = (): never => {
      throw new AppError('NOT_FOUND', {
        message: `This version of the app cannot do "${channel}" yet.`,
        nextStep: 'Update the app.',
      });
    };
    return [channel, refuse];
  });
  return Object.fromEntries(entries) as Pick<Handlers, C>;
}

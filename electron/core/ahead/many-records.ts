import type { CoreContext } from '../context.ts';
import type { AheadTask, AheadThread } from './ahead.ts';

/** Fewer are done before a thread has started. */
export const manyRecords = 2000;

/** A thread for work on so many records; null where it is not worth one, or there are none. */
export function startAhead(
  context: CoreContext,
  task: AheadTask,
  count: number,
): AheadThread | null {
  const { ledger, ports } = context;
  if (ports.workAhead === undefined || count < manyRecords) return null;
  return ports.workAhead({ path: ledger.path, at: context.timestamp(), task }, (cause) => {
    const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    ports.log({
      level: 'warn',
      message: 'Work goes on without a second thread',
      detail: { error },
    });
  });
}

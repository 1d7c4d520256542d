import type { RecordFilter } from '#shared/contract/records.ts';
import type { CoreContext } from '../context.ts';
import { recheckAll } from '../records/recheck.ts';
import { nextPending, settlePolicy } from './policy-table.ts';

/** Checks collections by their policies in the background, one after the other. */
export interface RecheckJob {
  /** Takes up every collection that waits; what a crash left undone, too. */
  kick(): void;
  /** Ends after the records at hand; the rest waits for the next start. */
  stop(): Promise<void>;
  /** Settles when nothing waits. */
  whenDone(): Promise<void>;
}

export function createRecheckJob(context: CoreContext): RecheckJob {
  let running: Promise<void> | null = null;
  let isStopped = false;
  /** A record that comes meanwhile is saved by the policy. */
  const checkAll = (filter: RecordFilter): Promise<boolean> =>
    recheckAll(context, filter, () => isStopped);

  async function work(): Promise<void> {
    for (;;) {
      const waiting = isStopped ? null : nextPending(context.ledger);
      if (waiting === null || !(await checkAll({ collectionId: waiting.id }))) return;
      settlePolicy(context.ledger, waiting);
      context.emit('collections.changed', { collectionId: waiting.id });
    }
  }

  return {
    kick() {
      if (isStopped || running !== null) return;
      running = work()
        .catch((cause: unknown) => {
          const detail = {
            cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
          };
          context.ports.log({ level: 'error', message: 'Checking by a policy failed', detail });
        })
        .finally(() => {
          running = null;
        });
    },
    async stop() {
      isStopped = true;
      await running;
    },
    whenDone: async () => {
      await running;
    },
  };
}

import type { CoreContext } from '../context.ts';
import { recheck, recordsPerTurn } from '../records/recheck.ts';
import { recordViews } from '../records/record-views.ts';
import { backgroundTurn } from '../support/turns.ts';
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

  async function work(): Promise<void> {
    for (;;) {
      const waiting = isStopped ? null : nextPending(context.ledger);
      if (waiting === null || !(await checkAll(waiting.id))) return;
      settlePolicy(context.ledger, waiting);
      context.emit('collections.changed', { collectionId: waiting.id });
    }
  }

  /** False when it was stopped before the end. A record that comes meanwhile is saved by the policy. */
  async function checkAll(collectionId: number): Promise<boolean> {
    const views = recordViews(context.ledger);
    await views.prepare({ collectionId }, {});
    const dois = views.doisOf({ collectionId });
    for (let from = 0; from < dois.length; from += recordsPerTurn) {
      if (isStopped) return false;
      recheck(context, dois.slice(from, from + recordsPerTurn));
      await backgroundTurn(context.ledger);
    }
    return true;
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

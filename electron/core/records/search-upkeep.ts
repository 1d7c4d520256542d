import type { CoreContext } from '../context.ts';
import { backgroundTurn } from '../support/turns.ts';
import { createMerging } from './search-merging.ts';
import { readSomeSearch } from './search-reading.ts';

/** Sees to the search index while nobody writes. */
export interface SearchUpkeep {
  /** Reads what waits and merges what lies in pieces, in turns; called at the start and after every change of records. */
  kick(): void;
  stop(): Promise<void>;
}

/** Milliseconds without a change of records before it begins: it takes nothing from a batch that goes on. */
const quietMs = 1000;

export function createSearchUpkeep(context: CoreContext): SearchUpkeep {
  const { ledger, ports } = context;
  const stopping = new AbortController();
  const merge = createMerging(ledger, ports.clock);
  let running: Promise<void> | null = null;
  let changes = 0;
  /** After a crash as well as after a batch. */
  let isInPieces = true;

  /** Ends when nobody wrote for a while; answers how many changes there were by then. */
  const quiet = async (): Promise<number> => {
    let seen: number;
    do {
      seen = changes;
      await ports.clock.sleep(quietMs, stopping.signal);
    } while (seen !== changes);
    return seen;
  };
  const step = (): boolean => {
    if (readSomeSearch(ledger)) {
      isInPieces = true;
      return true;
    }
    isInPieces &&= merge();
    return isInPieces;
  };
  const work = async (): Promise<void> => {
    let seen = await quiet();
    while (step()) {
      await backgroundTurn(ledger);
      if (stopping.signal.aborted) return;
      if (seen !== changes) seen = await quiet();
    }
  };

  return {
    kick() {
      changes += 1;
      if (running !== null || stopping.signal.aborted || ledger.isReadonly) return;
      running = work()
        .catch((cause: unknown) => {
          if (stopping.signal.aborted) return;
          const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
          const message = 'The search index is read when somebody searches';
          ports.log({ level: 'error', message, detail: { error } });
        })
        .finally(() => {
          running = null;
        });
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

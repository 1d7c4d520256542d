import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { manyRecords, startAhead } from '../ahead/many-records.ts';
import type { CoreContext } from '../context.ts';
import { backgroundTurn } from '../support/turns.ts';
import { foresight, readPreviewed } from './preview-changes.ts';

/** Previews of a few records that nobody sees. */
export interface WarmUp {
  /** Begins one, unless the last was a short while ago or there are few records. */
  start(): void;
  /** Ends what runs, within a few milliseconds. */
  stop(): Promise<void>;
}

/** Changes every title, through all that a preview goes through. */
const steps: readonly RecipeStep[] = [
  {
    ...{ operation: 'find-replace', path: 'titles[*].title', find: '(\\w+)$' },
    ...{ replaceWith: '$1, $1', isRegex: true, ignoreCase: false, wholeValue: false },
  },
];
/** By then V8 has compiled what a preview runs: the first thousand records cost it four times as much as later ones. */
const recordsEach = 10_000;
/** A few milliseconds of work at first. */
const chunk = { here: 20, there: 100 } as const;
/** Whoever wants a preview at once, as the command line does, does not wait for a thread to start. */
const hesitatesMs = 150;
/** So long it stays compiled, and the second thread stays. */
const lastsMs = 100_000;

/**
 * Readies the core and its second thread while a person puts an operation together: a third of the time of a first
 * preview of 100,000 records went into compiling what it runs.
 */
export function createWarmUp(context: CoreContext): WarmUp {
  const { ledger, ports } = context;
  let running: { readonly stop: AbortController; readonly ended: Promise<unknown> } | null = null;
  let last = Number.NEGATIVE_INFINITY;

  const here = async (ids: readonly number[], signal: AbortSignal): Promise<void> => {
    const ahead = foresight(context, compileRecipe(steps));
    for (let from = 0; from < ids.length && !signal.aborted; from += chunk.here) {
      ahead.of(readPreviewed(context, ids.slice(from, from + chunk.here)));
      await backgroundTurn(ledger);
    }
  };
  const there = async (ids: readonly number[], signal: AbortSignal): Promise<void> => {
    const thread = startAhead(context, { kind: 'foresee', steps }, ids.length);
    if (thread === null) return;
    await thread.started;
    for (let from = 0; from < ids.length && !signal.aborted; from += chunk.there) {
      if ((await thread.ask(ids.slice(from, from + chunk.there))) === null) break;
    }
    await thread.close();
  };
  const work = async (signal: AbortSignal): Promise<void> => {
    await ports.clock.sleep(hesitatesMs, signal);
    const ids = ledger.db.column<number>('select id from record order by id limit ?', recordsEach);
    if (ids.length < manyRecords) return;
    last = ports.clock.monotonic();
    await Promise.all([here(ids, signal), there(ids, signal)]);
  };

  return {
    start() {
      if (running !== null || ports.clock.monotonic() - last < lastsMs) return;
      const stop = new AbortController();
      const ended = work(stop.signal)
        .catch((cause: unknown) => {
          if (stop.signal.aborted) return;
          ports.log({
            level: 'warn',
            message: 'A first preview will be slow',
            detail: { error: String(cause) },
          });
        })
        .finally(() => {
          running = null;
        });
      running = { stop, ended };
    },
    async stop() {
      running?.stop.abort();
      await running?.ended;
    },
  };
}

import type { CoreContext } from '../context.ts';
import type { ChangeHandlers, Undoing } from './change-handlers.ts';
import { createChangeHandlers } from './change-handlers.ts';
import type { ChangeJobs } from './change-jobs.ts';
import { createChangeJobs } from './change-jobs.ts';
import { createClusterJobs } from './cluster-jobs.ts';
import { noteInterrupted } from './change-set-table.ts';
import { createPreviewJobs } from './preview-jobs.ts';
import type { RecipeHandlers } from './recipe-handlers.ts';
import { createRecipeHandlers } from './recipe-handlers.ts';
import { createWarmUp } from './warm-up.ts';

/** Change sets and batch operations of one core. */
export interface Changes {
  readonly handlers: ChangeHandlers & RecipeHandlers;
  readonly jobs: ChangeJobs;
  /** Ends what runs at a whole record. */
  stop(): Promise<void>;
}

/** `outbox`: is told to send when something was queued. `undoing`: what other workflows add to an undo. */
export function createChanges(
  context: CoreContext,
  outbox: { readonly send: () => void; readonly kick: () => void },
  undoing: Undoing = { refusal: () => null, goes: () => [], onUndone: () => undefined },
): Changes {
  const onQueued = (): void => {
    outbox.send();
    outbox.kick();
  };
  if (context.config.readonly !== true) noteInterrupted(context.ledger, context.timestamp());
  const jobs = createChangeJobs(context);
  const previews = createPreviewJobs(context);
  const clusters = createClusterJobs(context);
  const warmUp = createWarmUp(context);
  return {
    handlers: {
      ...createRecipeHandlers(context, jobs, { previews, clusters, warmUp }),
      ...createChangeHandlers(context, jobs, { onQueued, ...undoing }),
    },
    jobs,
    async stop() {
      await Promise.all([jobs.stop(), previews.stop(), clusters.stop(), warmUp.stop()]);
      await context.ports.workAhead?.stop?.();
    },
  };
}

import type { CoreContext } from '../context.ts';
import type { CollectionHandlers } from './collection-handlers.ts';
import { createCollectionHandlers } from './collection-handlers.ts';
import { createImportJobs } from './import-jobs.ts';
import { markInterrupted } from './import-tables.ts';
import type { Sources } from './sources.ts';
import { clearStaged } from './stage-files.ts';

export { importSample } from './import-sample.ts';
export { importSources, validateSources } from './import-sources.ts';
export type { ImportedLine, ImportRequest, ValidatedLine } from './import-sources.ts';
export { detectAll, readSource } from './read-source.ts';
export { findSourceFiles } from './source-files.ts';
export type { SourceItem } from './source-item.ts';
export { createTurns } from './turns.ts';
export { createSources } from './sources.ts';
export type { Sources } from './sources.ts';

/** The workflow as `compose` holds it. */
export interface Collections {
  readonly handlers: CollectionHandlers;
  /** Ends running imports after the batch at hand; they are `interrupted` then. */
  stop(): Promise<void>;
}

/**
 * Makes the workflow over an open ledger. Imports that a crash cut off are marked as interrupted, and the copies
 * that they left behind are removed, before any new one can start.
 */
export function createCollections(context: CoreContext, sources: Sources): Collections {
  const jobs = createImportJobs(context);
  if (context.config.readonly !== true) {
    markInterrupted(context.ledger, context.timestamp());
    clearStaged(context.config);
  }
  return {
    handlers: createCollectionHandlers(context, sources, jobs),
    stop: () => jobs.stop(),
  };
}

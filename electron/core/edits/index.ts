import type { ChangeJobs } from '../changes/change-jobs.ts';
import type { Sources } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import { createExports } from '../exports/index.ts';
import { createSheetUpdates } from '../sheet-updates/index.ts';
import { createSuggestions } from '../suggestions/index.ts';
import type { VersionIndex } from '../versions/version-index.ts';
import { createEditHandlers } from './edit-handlers.ts';

interface Parts {
  readonly sources: Sources;
  readonly changes: { readonly jobs: ChangeJobs };
  readonly versions: Pick<VersionIndex, 'settle'>;
}

/** Everything by which records are edited one by one or as a sheet: forms, suggestions, exports, updates. */
export function createEditing(context: CoreContext, { sources, changes, versions }: Parts) {
  const exports = createExports(context, versions);
  const suggestions = createSuggestions(context, (id) => sources.get(id).paths);
  const sheetUpdates = createSheetUpdates(context, (id) => sources.get(id), changes.jobs);
  return {
    handlers: {
      ...createEditHandlers(context),
      ...suggestions.handlers,
      ...exports.handlers,
      ...sheetUpdates.handlers,
    },
    async stop(): Promise<void> {
      await Promise.all([exports.stop(), suggestions.stop(), sheetUpdates.stop()]);
    },
  };
}

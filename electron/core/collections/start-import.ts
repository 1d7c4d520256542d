import type { ReadSettings } from '#shared/contract/collections.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { ensureCollection } from './collection-table.ts';
import type { ImportChoice } from './import-target.ts';
import { importTarget } from './import-target.ts';
import { insertRun } from './import-tables.ts';
import type { ImportJob } from './run-import.ts';
import { findSourceFiles } from './source-files.ts';
import type { Source } from './sources.ts';

/** Makes the collection and the run, and gives the job that does the rest. Throws before anything is written. */
export async function prepareImport(
  context: CoreContext,
  source: Source,
  settings: ReadSettings,
  choice: ImportChoice,
): Promise<ImportJob & { readonly collectionId: number }> {
  getRepository(context.ledger, choice.repositoryId);
  const { files } = await findSourceFiles(source.paths, settings.format);
  return context.ledger.transaction(() => {
    const collection = ensureCollection(context, {
      repositoryId: choice.repositoryId,
      name: choice.collectionName,
      defaults: choice.defaults,
    });
    const importId = insertRun(context.ledger, {
      collectionId: collection.id,
      repositoryId: choice.repositoryId,
      sourceName: source.name,
      settings: { ...settings, targetState: choice.targetState },
      at: context.timestamp(),
    });
    context.emit('collections.changed', { collectionId: collection.id });
    context.emit('imports.changed', { importId });
    const target = importTarget(context, choice);
    return { importId, collectionId: collection.id, files, settings, target };
  });
}

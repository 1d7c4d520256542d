import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { saveDefaults, summariseCollection, summariseCollections } from './collection-table.ts';
import type { ImportJobs } from './import-jobs.ts';
import { getRun, listRuns, pageLines } from './import-tables.ts';
import { inspectSource } from './inspect-source.ts';
import { previewSource } from './preview-source.ts';
import { getRecipe, listRecipes, removeRecipe, saveRecipe } from './recipe-table.ts';
import { createReservations, listReservations, reservationsCsv } from './reservations.ts';
import { resultText } from './result-text.ts';
import type { Sources } from './sources.ts';
import { prepareImport } from './start-import.ts';

export type CollectionHandlers = Pick<
  Handlers,
  | 'collections.list'
  | 'collections.get'
  | 'collections.setDefaults'
  | 'imports.inspect'
  | 'imports.preview'
  | 'imports.start'
  | 'imports.list'
  | 'imports.get'
  | 'imports.lines'
  | 'imports.resultText'
  | 'imports.pause'
  | 'imports.resume'
  | 'imports.cancel'
  | 'recipes.list'
  | 'recipes.get'
  | 'recipes.save'
  | 'recipes.remove'
  | 'reservations.create'
  | 'reservations.csvText'
  | 'reservations.list'
>;

/** Collections, imports, recipes and reservations, as the contract names them. */
export function createCollectionHandlers(
  context: CoreContext,
  sources: Sources,
  jobs: ImportJobs,
): CollectionHandlers {
  const { ledger } = context;
  return {
    'collections.list': () => ({ collections: summariseCollections(ledger, null) }),
    'collections.get': ({ id }) => summariseCollection(ledger, id),
    'collections.setDefaults': ({ id, defaults }) => {
      summariseCollection(ledger, id);
      saveDefaults(ledger, id, defaults);
      context.emit('collections.changed', { collectionId: id });
      return summariseCollection(ledger, id);
    },
    'imports.inspect': ({ sourceId, settings }) =>
      inspectSource(ledger, sourceId, sources.get(sourceId), settings),
    'imports.preview': async ({ sourceId, settings, ...choice }) => ({
      items: await previewSource(context, sources.get(sourceId), settings, choice),
    }),
    'imports.start': async ({ sourceId, settings, ...choice }) => {
      const job = await prepareImport(context, sources.get(sourceId), settings, choice);
      jobs.start(job);
      return { importId: job.importId, collectionId: job.collectionId };
    },
    'imports.list': ({ collectionId }) => ({
      imports: listRuns(ledger, collectionId).map((run) => jobs.describe(run)),
    }),
    'imports.get': ({ importId }) => jobs.describe(getRun(ledger, importId)),
    'imports.lines': (page) => pageLines(ledger, page),
    'imports.resultText': (wanted) => resultText(ledger, wanted),
    'imports.pause': ({ importId }) => done(() => jobs.pause(importId)),
    'imports.resume': ({ importId }) => done(() => jobs.resume(importId)),
    'imports.cancel': ({ importId }) => done(() => jobs.cancel(importId)),
    'recipes.list': () => listRecipes(ledger),
    'recipes.get': ({ id }) => {
      const { name, settings } = getRecipe(ledger, id);
      return { id, name, settings };
    },
    'recipes.save': ({ name, settings }) => {
      const id = saveRecipe(context, name, settings);
      context.emit('collections.changed', { collectionId: null });
      return { id };
    },
    'recipes.remove': ({ id }) =>
      done(() => {
        removeRecipe(ledger, id);
        context.emit('collections.changed', { collectionId: null });
      }),
    'reservations.create': (wanted) => createReservations(context, wanted),
    'reservations.csvText': ({ batchId }) => ({
      text: [...reservationsCsv(ledger, batchId)].join(''),
    }),
    'reservations.list': (page) => listReservations(ledger, page),
  };
}

function done(work: () => void): Record<string, never> {
  work();
  return {};
}

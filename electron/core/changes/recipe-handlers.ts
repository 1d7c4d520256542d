import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import { readRecipe, recipeFormat, recipeVersion } from '#shared/changes/recipe.ts';
import type { CoreContext } from '../context.ts';
import { prepareSelection, selectedIds } from '../register/selection.ts';
import type { Handlers } from '../router.ts';
import { tell } from '../support/kept-jobs.ts';
import { applyChangeSet } from './apply-change-set.ts';
import type { ChangeJobs } from './change-jobs.ts';
import type { ClusterJobs } from './cluster-jobs.ts';
import type { PreviewJobs } from './preview-jobs.ts';
import { recipeEdits, recipeRunner } from './recipe-edits.ts';
import { listRecipes, removeRecipe, saveRecipe } from './recipe-table.ts';
import type { WarmUp } from './warm-up.ts';

export type RecipeHandlers = Pick<
  Handlers,
  | 'changes.preview'
  | 'changes.previewState'
  | 'changes.previewRecords'
  | 'changes.previewPause'
  | 'changes.previewResume'
  | 'changes.previewCancel'
  | 'changes.apply'
  | 'changes.outcome'
  | 'changes.cluster'
  | 'changes.clusterState'
  | 'changes.clusters'
  | 'changes.clusterPause'
  | 'changes.clusterResume'
  | 'changes.clusterCancel'
  | 'changes.recipes'
  | 'changes.saveRecipe'
  | 'changes.removeRecipe'
  | 'changes.readRecipe'
>;

export interface RecipeWork {
  readonly previews: PreviewJobs;
  readonly clusters: ClusterJobs;
  readonly warmUp: WarmUp;
}

/** The procedures of batch operations: preview, apply, spellings, recipes. */
export function createRecipeHandlers(
  context: CoreContext,
  jobs: ChangeJobs,
  { previews, clusters, warmUp }: RecipeWork,
): RecipeHandlers {
  const { ledger } = context;
  return {
    'changes.preview': async (input) => {
      const compiled = compileRecipe(input.steps);
      await warmUp.stop();
      await prepareSelection(ledger, input.selection);
      return previews.start(input.selection, input.steps, compiled);
    },
    'changes.previewState': ({ id }) => previews.get(id),
    'changes.previewRecords': (page) => previews.page(page),
    'changes.previewPause': tell(previews.pause),
    'changes.previewResume': tell(previews.resume),
    'changes.previewCancel': tell(previews.cancel),
    'changes.apply': async ({ selection, steps, previewId, ...order }) => {
      const runner = recipeRunner(context, compileRecipe(steps));
      await warmUp.stop();
      await prepareSelection(ledger, selection);
      const selected = selectedIds(ledger, selection);
      const seen = previewId === undefined ? null : previews.seenIn(previewId, steps);
      const ids = seen === null ? selected : selected.filter((each) => seen.hasSeen(each));
      const id = context.newId();
      const recipe = { format: recipeFormat, version: recipeVersion, name: order.title, steps };
      const ahead = { task: { kind: 'apply', steps } as const, count: ids.length };
      jobs.start(id, ids.length, (control) =>
        applyChangeSet(
          context,
          { ...order, id, recipe, ahead, edits: recipeEdits(context, ids, runner, seen) },
          control,
        ),
      );
      return { id };
    },
    'changes.outcome': ({ id }) => jobs.outcomeOf(id),
    'changes.cluster': async (input) => {
      await prepareSelection(ledger, input.selection);
      return clusters.start(input);
    },
    'changes.clusterState': ({ id }) => clusters.get(id),
    'changes.clusters': (page) => clusters.page(page),
    'changes.clusterPause': tell(clusters.pause),
    'changes.clusterResume': tell(clusters.resume),
    'changes.clusterCancel': tell(clusters.cancel),
    'changes.recipes': () => {
      // Asked for where operations are put together: a preview comes next.
      warmUp.start();
      return listRecipes(ledger);
    },
    'changes.saveRecipe': ({ name, steps }) => {
      compileRecipe(steps);
      const saved = saveRecipe(ledger, { name, steps, now: context.timestamp() });
      context.emit('changes.changed', { id: `recipe ${String(saved.id)}` });
      return saved;
    },
    'changes.removeRecipe': ({ id }) => {
      removeRecipe(ledger, id);
      context.emit('changes.changed', { id: `recipe ${String(id)}` });
      return {};
    },
    'changes.readRecipe': ({ json }) => readRecipe(json),
  };
}

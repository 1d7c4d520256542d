import type { SavedRecipe } from '#shared/contract/changes.ts';
import { recipeSteps, recipeVersion } from '#shared/changes/recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly steps: string;
  readonly version: number;
  readonly updated_at: string;
}

/** Recipes by name. One that this program cannot read any more is left out, and stays in the ledger. */
export function listRecipes({ db }: Ledger): SavedRecipe[] {
  const rows = db.all<Row>('select * from change_recipe order by name collate nocase limit 1000');
  return rows.flatMap((row) => toRecipe(row) ?? []);
}

function toRecipe({ id, name, steps, version, updated_at: updatedAt }: Row): SavedRecipe | null {
  const read = recipeSteps.safeParse(JSON.parse(steps));
  return version > recipeVersion || !read.success
    ? null
    : { id, name, steps: read.data, updatedAt };
}

export function saveRecipe(
  { db }: Ledger,
  { name, steps, now }: { name: string; steps: readonly RecipeStep[]; now: string },
): SavedRecipe {
  db.run(
    `insert into change_recipe (name, steps, version, updated_at) values (?, ?, ?, ?)
     on conflict (name) do update set steps = excluded.steps, version = excluded.version,
       updated_at = excluded.updated_at`,
    name,
    JSON.stringify(steps),
    recipeVersion,
    now,
  );
  const row = db.get<Row>('select * from change_recipe where name = ?', name);
  return mustExist(row === undefined ? null : toRecipe(row), 'the recipe that was saved');
}

export function removeRecipe({ db }: Ledger, id: number): void {
  db.run('delete from change_recipe where id = ?', id);
}

import type { SavedRecipe } from '#shared/contract/changes.ts';
import type { Output } from '#shared/contract/contract.ts';
import { recipeSteps, recipeVersion } from '#shared/changes/recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { AppError } from '#shared/support/app-error.ts';
import { mustExist } from '#shared/support/assert.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly steps: string;
  readonly version: number;
  readonly updated_at: string;
}

/** Damaged steps are read as nothing, which is no recipe. */
const selectRows = `select id, name, iif(json_valid(steps), steps, 'null') as steps, version, updated_at
  from change_recipe`;

/** Recipes by name, and the names of those that this program cannot read: they stay in the ledger. */
export function listRecipes({ db }: Ledger): Output<'changes.recipes'> {
  const rows = db.all<Row>(`${selectRows} order by name collate nocase limit 1000`);
  const read = rows.map((row) => ({ name: row.name, recipe: toRecipe(row) }));
  return {
    recipes: read.flatMap(({ recipe }) => recipe ?? []),
    unreadable: read.flatMap(({ name, recipe }) => (recipe === null ? [name] : [])),
  };
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
  const known = db.get<Row>(`${selectRows} where name = ?`, name);
  if (known !== undefined && toRecipe(known) === null) {
    throw new AppError('VALIDATION', {
      message: changesText.unreadableRecipe(name),
      nextStep: changesText.unreadableRecipeNext,
      path: 'name',
    });
  }
  db.run(
    `insert into change_recipe (name, steps, version, updated_at) values (?, ?, ?, ?)
     on conflict (name) do update set steps = excluded.steps, version = excluded.version,
       updated_at = excluded.updated_at`,
    name,
    JSON.stringify(steps),
    recipeVersion,
    now,
  );
  const row = db.get<Row>(`${selectRows} where name = ?`, name);
  return mustExist(row === undefined ? null : toRecipe(row), 'the recipe that was saved');
}

export function removeRecipe({ db }: Ledger, id: number): void {
  db.run('delete from change_recipe where id = ?', id);
}

/** Batch operations that a steward named to use them again. */
export const migration0055 = {
  version: 55,
  name: 'change-recipes',
  sql: /* sql */ `
create table change_recipe (
  id integer primary key,
  name text not null unique,
  -- JSON list of steps (shared/changes/recipe.ts), of the version that is kept beside it.
  steps text not null,
  version integer not null,
  updated_at text not null
) strict;
`,
} as const;

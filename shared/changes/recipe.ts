import { z } from 'zod';

import { AppError } from '../support/app-error.ts';

/**
 * Batch operations as data. A recipe is a named list of steps that is saved, exported as JSON, and replayed on
 * another selection; a step says everything that it does, so that it can be read years later.
 */
const path = z.string().min(1).max(500);
const text = z.string().max(20_000);
const value = z.json();
const entry = z.record(z.string().max(200), z.json());

export const transformNames = [
  'trim',
  'lower-case',
  'upper-case',
  'title-case',
  'sentence-case',
  'normalise-unicode',
  'split-name',
  'join-name',
  'date-to-edtf',
  'to-number',
  'to-text',
] as const;
export type TransformName = (typeof transformNames)[number];

export const recipeStep = z.discriminatedUnion('operation', [
  /** Puts a value in place. `only-missing` adds it where there is none, `replace` whatever was there. */
  z.strictObject({
    operation: z.literal('set'),
    path,
    value,
    mode: z.enum(['replace', 'only-missing']),
  }),
  /** Takes values away. */
  z.strictObject({ operation: z.literal('clear'), path }),
  /** Adds an entry at the end of a list. `unless-present` leaves a list alone that holds it already. */
  z.strictObject({
    operation: z.literal('append'),
    path,
    value,
    mode: z.enum(['always', 'unless-present']),
  }),
  /** Takes entries out of a list: those equal to `match`, or whose members are all as `match` says. */
  z.strictObject({
    operation: z.literal('remove'),
    path,
    match: z.union([z.string(), z.number(), entry]),
  }),
  /** Values that are exactly `from` become `to`. */
  z.strictObject({ operation: z.literal('replace'), path, from: value, to: value }),
  z.strictObject({
    operation: z.literal('find-replace'),
    path,
    find: text,
    replaceWith: text,
    isRegex: z.boolean(),
    ignoreCase: z.boolean(),
    wholeValue: z.boolean(),
  }),
  z.strictObject({
    operation: z.literal('transform'),
    path,
    transform: z.enum(transformNames),
  }),
  /** Addresses of one pattern become those of another; `{name}` stands for a part that is kept. */
  z.strictObject({
    operation: z.literal('url-pattern'),
    path,
    from: z.string().min(1).max(2000),
    to: z.string().min(1).max(2000),
  }),
  z.strictObject({
    operation: z.literal('add-relation'),
    relatedIdentifier: z.string().min(1).max(2000),
    relatedIdentifierType: z.string().min(1).max(100),
    relationType: z.string().min(1).max(100),
    resourceTypeGeneral: z.string().max(100).optional(),
  }),
  /** A licence of the SPDX list; `replace` takes away what the rights said before. */
  z.strictObject({
    operation: z.literal('set-licence'),
    identifier: z.string().min(1).max(200),
    mode: z.enum(['replace', 'add']),
  }),
  /** Applies the fixes that findings of these codes bring. */
  z.strictObject({
    operation: z.literal('fix-findings'),
    codes: z.array(z.string().min(1).max(200)).min(1).max(100),
  }),
  /** Spellings of one thing become one. */
  z.strictObject({
    operation: z.literal('merge-values'),
    path,
    merges: z
      .array(z.strictObject({ from: z.array(text).min(1).max(1000), to: text }))
      .min(1)
      .max(2000),
  }),
  /** Brings a record to the current kernel; what only a person can know is decided here. */
  z.strictObject({
    operation: z.literal('upgrade'),
    /** For records without a general type, which kernel 4 requires; absent: they are refused. */
    resourceTypeGeneral: z.string().max(100).optional(),
    /** True: start and end dates, which kernel 3 dropped, may stay as `Other`; false: they are refused. */
    keepDatesAsOther: z.boolean(),
  }),
]);
export type RecipeStep = z.output<typeof recipeStep>;

export const recipeVersion = 1;
export const recipeFormat = 'doi-steward-recipe';

export const recipeSteps = z.array(recipeStep).min(1).max(100);

export const recipe = z.strictObject({
  format: z.literal(recipeFormat),
  version: z.literal(recipeVersion),
  name: z.string().trim().min(1).max(200),
  steps: recipeSteps,
});
export type Recipe = z.output<typeof recipe>;

/** Reads an exported recipe. Throws `VALIDATION` with what is wrong and where. */
export function readRecipe(json: string): Recipe {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw unreadable(
      'This is not JSON, or it breaks off in the middle.',
      'Choose a file that was exported as a recipe. Nothing was changed.',
    );
  }
  const head = z.looseObject({ format: z.string(), version: z.int() }).safeParse(parsed);
  if (!head.success || head.data.format !== recipeFormat) {
    throw unreadable(
      'This is not a recipe of DOI Steward.',
      'Choose a file that was exported as one. Nothing was changed.',
    );
  }
  if (head.data.version > recipeVersion) {
    throw unreadable(
      `This recipe is of version ${String(head.data.version)}; this program knows version ${String(recipeVersion)} and older ones.`,
      'Update DOI Steward, or ask for a recipe from this version. Nothing was changed.',
    );
  }
  const read = recipe.safeParse(parsed);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  // The list of all operations would tell a steward nothing.
  const what =
    issue?.code === 'invalid_union' ? 'there is no such operation' : (issue?.message ?? '');
  throw unreadable(
    `The recipe is damaged at ${issue?.path.join('.') ?? 'its beginning'}: ${what}.`,
    'Correct this place in the file, or make the recipe anew. Nothing was changed.',
  );
}

function unreadable(message: string, nextStep: string): AppError {
  return new AppError('VALIDATION', { message, nextStep });
}

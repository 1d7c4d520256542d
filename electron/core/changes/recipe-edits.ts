import type { CompiledRecipe } from '#shared/changes/compile-recipe.ts';
import type { StepOutcome } from '#shared/changes/compiled-step.ts';
import type { CoreContext } from '../context.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checksOf } from '../records/recheck.ts';
import type { Edit, Subject } from './edit.ts';
import { findingsWith } from './judge-edit.ts';

/** As much of the core as working edits out takes. */
export type ReadingContext = Pick<CoreContext, 'ledger' | 'timestamp'>;

/** Applies compiled operations to records of a ledger; the checks of each account are read once. */
export interface RecipeRunner {
  /** All attributes that the operations look at; null: the whole record. */
  readonly touches: readonly string[] | null;
  run(subject: Omit<Subject, 'contentHash'>): StepOutcome;
  checkOf(repositoryId: string): RecordCheck;
}

export function recipeRunner(context: ReadingContext, compiled: CompiledRecipe): RecipeRunner {
  const checkOf = checksOf(context);
  return {
    touches: compiled.touches,
    checkOf,
    run: (subject) =>
      compiled(subject.attributes, {
        doi: subject.doi,
        schemaVersion: subject.schemaVersion,
        findings: (attributes) => findingsWith(subject, attributes, checkOf(subject.repositoryId)),
      }),
  };
}

/** One edit for each selected record; each is worked out from the record as it is when its turn comes. */
export function* recipeEdits(
  context: ReadingContext,
  ids: readonly number[],
  runner: RecipeRunner,
): Generator<Edit> {
  const touching = runner.touches === null ? {} : { touches: runner.touches };
  for (let start = 0; start < ids.length; start += doisAtOnce) {
    const rows = context.ledger.db.all<{ id: number; doi: string }>(
      'select id, doi from record where id in (select value from json_each(?)) order by id',
      JSON.stringify(ids.slice(start, start + doisAtOnce)),
    );
    for (const { id, doi } of rows) {
      yield { doi, recordId: id, ...touching, change: (record) => runner.run(record) };
    }
  }
}

/** A few milliseconds of reading. */
const doisAtOnce = 1000;

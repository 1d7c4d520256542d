import type { CompiledRecipe, StepOutcome } from '#shared/changes/compile-recipe.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Edit } from './edit.ts';
import { findingsWith } from './judge-edit.ts';

/** What of a record an operation works on. */
export type Subject = Pick<LedgerRecord, 'doi' | 'state' | 'repositoryId'> & {
  readonly attributes: Attributes;
  /** The kernel that DataCite holds it in; null: it is not there. */
  readonly schemaVersion: string | null;
};

/** Applies compiled operations to records of a ledger; the checks of each account are read once. */
export interface RecipeRunner {
  run(subject: Subject): StepOutcome;
  checkOf(repositoryId: string): RecordCheck;
}

export function recipeRunner(context: CoreContext, compiled: CompiledRecipe): RecipeRunner {
  const checks = new Map<string, RecordCheck>();
  const checkOf = (repositoryId: string): RecordCheck => {
    const known = checks.get(repositoryId) ?? checkOptionsOf(context, repositoryId);
    checks.set(repositoryId, known);
    return known;
  };
  return {
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
  context: CoreContext,
  ids: readonly number[],
  runner: RecipeRunner,
): Generator<Edit> {
  for (let start = 0; start < ids.length; start += doisAtOnce) {
    const rows = context.ledger.db.all<{ doi: string }>(
      'select doi from record where id in (select value from json_each(?)) order by id',
      JSON.stringify(ids.slice(start, start + doisAtOnce)),
    );
    for (const { doi } of rows) {
      yield {
        doi,
        change: (record) =>
          runner.run({ ...record, schemaVersion: record.remote?.schemaVersion ?? null }),
      };
    }
  }
}

const doisAtOnce = 5000;

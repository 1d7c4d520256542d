import type { CompiledRecipe } from '#shared/changes/compile-recipe.ts';
import type { StepOutcome } from '#shared/changes/compiled-step.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { CoreContext } from '../context.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checksOf } from '../records/recheck.ts';
import type { Edit, EditOutcome, Subject } from './edit.ts';
import { findingsWith } from './judge-edit.ts';
import type { Refusal } from './judge-edit.ts';
import type { Seen } from './preview-jobs.ts';

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

/**
 * One edit for each selected record; each is worked out from the record as it is when its turn comes. One that is not
 * any more what a preview has `seen` is left alone: nobody saw what would become of it.
 */
export function* recipeEdits(
  context: ReadingContext,
  ids: readonly number[],
  runner: RecipeRunner,
  seen: Seen | null = null,
): Generator<Edit> {
  const touching = runner.touches === null ? {} : { touches: runner.touches };
  for (let start = 0; start < ids.length; start += doisAtOnce) {
    const rows = context.ledger.db.all<{ id: number; doi: string }>(
      'select id, doi from record where id in (select value from json_each(?)) order by id',
      JSON.stringify(ids.slice(start, start + doisAtOnce)),
    );
    for (const { id, doi } of rows) {
      const change = (record: Subject): EditOutcome => runner.run(record);
      if (seen === null) {
        yield { doi, recordId: id, ...touching, change };
        continue;
      }
      const isCurrent = (contentHash: string): boolean => seen.isAsSeen(id, contentHash);
      yield {
        ...{ doi, recordId: id, ...touching, isCurrent },
        change: (record) =>
          isCurrent(record.contentHash) ? change(record) : { refusal: notAsSeen },
      };
    }
  }
}

const notAsSeen: Refusal = {
  code: 'changed-since-preview',
  message: changesText.refused.changedSincePreview,
};

/** A few milliseconds of reading. */
const doisAtOnce = 1000;

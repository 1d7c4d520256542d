import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import type { CoreContext } from '../context.ts';
import { byIds } from '../records/find-records.ts';
import type { RecordCheck } from '../records/recheck.ts';
import { checksOf } from '../records/recheck.ts';
import type { ChangedRecordRow } from './change-set-table.ts';
import { changesOf } from './change-set-table.ts';
import type { PackedResults } from './pack-results.ts';
import { packResults } from './pack-results.ts';
import type { PartRecord, TouchingEdit } from './part-batch.ts';
import { readPartRecords, workOutParts } from './part-batch.ts';
import { foresight, readPreviewed } from './preview-changes.ts';
import type { TallyCounts } from './preview-tally.ts';
import { PreviewTally } from './preview-tally.ts';
import type { ReadingContext } from './recipe-edits.ts';
import { recipeRunner } from './recipe-edits.ts';
import { restored, restoredHashes } from './restored.ts';
import type { AheadResult } from './use-ahead.ts';

/** `foresee`: counts of a preview; the others: what is to be written. `undo`: of a change set, by its id. */
export type ChangeTask =
  | { readonly kind: 'foresee' | 'apply'; readonly steps: readonly RecipeStep[] }
  | { readonly kind: 'undo'; readonly changeSetId: string };

export interface ForeseenAnswer {
  readonly kind: 'foreseen';
  readonly counts: TallyCounts;
}

export type AppliedAnswer = { readonly kind: 'results' } & PackedResults;

type AheadContext = ReadingContext & Pick<CoreContext, 'newSalt'>;
type Answer = (ids: readonly number[]) => ForeseenAnswer | AppliedAnswer;

/** Records that are read at once. */
const together = 250;

/** What the thread beside the core does of a preview, a batch or an undo. */
export function changingAhead(context: AheadContext, task: ChangeTask): Answer {
  if (task.kind === 'undo') return undoing(context, task.changeSetId);
  const compiled = compileRecipe(task.steps);
  if (task.kind === 'foresee') {
    const ahead = foresight(context, compiled);
    return (ids) => {
      const tally = new PreviewTally();
      for (let from = 0; from < ids.length; from += together) {
        const records = readPreviewed(context, ids.slice(from, from + together));
        const foreseen = ahead.of(records);
        records.forEach((record, index) =>
          tally.add(record, foreseen[index] ?? { kind: 'unchanged' }),
        );
      }
      return { kind: 'foreseen', counts: tally.plain() };
    };
  }
  const runner = recipeRunner(context, compiled);
  const { touches } = runner;
  return (ids) => {
    if (touches === null) return { kind: 'results', ...packResults([]) };
    return resultsOf(context, ids, (id) => runner.checkOf(id))((row) => {
      return { doi: row.doi, touches, change: (record) => runner.run(record) };
    });
  };
}

type Undone = Pick<
  ChangedRecordRow,
  'record_id' | 'before' | 'after' | 'before_hash' | 'after_hash'
>;

function undoing(context: AheadContext, changeSetId: string): Answer {
  const checkOf = checksOf(context);
  return (ids) => {
    const rows = context.ledger.db.all<Undone>(
      `select record_id, before, after, before_hash, after_hash from change_set_record
       where change_set_id = ? and record_id in (select value from json_each(?))`,
      changeSetId,
      JSON.stringify(ids),
    );
    const changedById = new Map(rows.map((row) => [row.record_id, row]));
    return resultsOf(
      context,
      ids,
      checkOf,
    )((row) => {
      const images = changedById.get(row.id);
      if (images === undefined) return null;
      const changed = changesOf(images);
      return {
        doi: row.doi,
        touches: changed.paths,
        hashes: restoredHashes(images),
        change: (record) => restored(record, changed),
      };
    });
  };
}

function resultsOf(
  context: AheadContext,
  ids: readonly number[],
  checkOf: (repositoryId: string) => RecordCheck,
): (editOf: (row: PartRecord) => TouchingEdit | null) => AppliedAnswer {
  return (editOf) => {
    const results: AheadResult[] = [];
    for (let from = 0; from < ids.length; from += together) {
      const rows = readPartRecords(context.ledger, byIds(ids.slice(from, from + together)));
      const asked = rows.flatMap((row) => {
        const edit = editOf(row);
        return edit === null ? [] : [{ edit, row }];
      });
      const found = workOutParts(context, asked, checkOf);
      for (const { edit, row } of asked) {
        const result = found.get(edit) ?? { kind: 'whole' };
        results.push({ id: row.id, result });
      }
    }
    return { kind: 'results', ...packResults(results) };
  };
}

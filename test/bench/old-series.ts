import type { EventContext } from '#core/history/append-event.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { readSearch } from '#core/records/search-reading.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../core/fixtures/record-input.ts';

/** Fills a ledger with generated records that are called `Old series 0`, `Old series 1` and so on; they can be searched. */
export function fillOldSeries(context: EventContext, total: number): void {
  context.ledger.db.run(
    `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
     values ('practice', 'p', 'practice', 'e', 'c', '["10.5072"]', '')`,
  );
  const random = seededRandom(7);
  for (let at = 0; at < total; at += 500) {
    const inputs = Array.from({ length: Math.min(500, total - at) }, (_, index) => {
      const doi = `10.5072/bench-${at + index}`;
      const attributes = {
        ...generateRecord(random, { doi }),
        titles: [{ title: `Old series ${at + index}` }],
      };
      return recordInput(doi, { attributes });
    });
    saveRecords(context, inputs, { kind: 'import', reason: null });
  }
  readSearch(context.ledger);
}

/** Gives them another name by a regular expression with groups. */
export const renameSeries: RecipeStep = {
  ...{ operation: 'find-replace', path: 'titles[*].title', find: '^Old (\\w+) (\\d+)$' },
  ...{ replaceWith: 'New $1, no. $2', isRegex: true, ignoreCase: false, wholeValue: false },
};

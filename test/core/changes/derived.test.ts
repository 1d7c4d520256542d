import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import type { Edit } from '#core/changes/edit.ts';
import { recipeEdits, recipeRunner } from '#core/changes/recipe-edits.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recordViews } from '#core/records/record-views.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { mustExist } from '#shared/support/assert.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

/**
 * What is made of metadata (indexes of properties, twins, version chains) is told by the writers of metadata which
 * records have others now: by those of whole records, and by those of some attributes.
 */
let test: TestContext;
const dois = ['10.5072/a', '10.5072/b', '10.5072/c'];
beforeEach(() => {
  test = openTestContext();
  saveRecords(
    test.context,
    dois.map((doi) => recordInput(doi, { attributes: { language: 'de' } })),
    { kind: 'import', reason: null },
  );
  for (const table of ['duplicate_unread', 'version_unread']) {
    test.context.ledger.db.exec(`delete from ${table}`);
  }
});
afterEach(() => test.dispose());

const idOf = (doi: string) => mustExist(getRecord(test.context.ledger, doi), doi).id;
const noted = (table: string) =>
  test.context.ledger.db.column<number>(`select record_id from ${table} order by record_id`);
const ask = (query: string) => recordViews(test.context.ledger).doisOf({ query });

type Edits = (doi: string, steps: readonly RecipeStep[]) => Edit[];
const byParts: Edits = (doi, steps) => [
  ...recipeEdits(test.context, [idOf(doi)], recipeRunner(test.context, compileRecipe(steps))),
];
const byWhole: Edits = (doi, steps) =>
  byParts(doi, steps).map((edit) => {
    if (!('change' in edit)) throw new Error('a recipe changes the record as it is');
    return { doi: edit.doi, change: edit.change };
  });
const apply = (edits: readonly Edit[]) =>
  applyChangeSet(test.context, {
    ...{ title: 'A batch', kind: 'batch', changeKind: 'correction', reason: null },
    edits,
  });
const relation = {
  operation: 'add-relation',
  relationType: 'IsNewVersionOf',
  relatedIdentifier: '10.5072/elsewhere',
  relatedIdentifierType: 'DOI',
} as const;

describe.each([
  ['some attributes', byParts],
  ['whole records', byWhole],
])('an edit of %s is told', (_, edits) => {
  it('to the index of a property, and to what looks for twins', async () => {
    expect(ask('language:de')).toEqual(dois);
    await apply(
      edits('10.5072/b', [{ operation: 'set', path: 'language', value: 'fr', mode: 'replace' }]),
    );
    expect(noted('duplicate_unread')).toEqual([idOf('10.5072/b')]);
    expect(ask('language:de')).toEqual(['10.5072/a', '10.5072/c']);
    expect(ask('language:fr')).toEqual(['10.5072/b']);
  });

  it('to the version chains where it names another, no longer does, or is named', async () => {
    await apply(
      edits('10.5072/a', [{ operation: 'set', path: 'language', value: 'fr', mode: 'replace' }]),
    );
    expect(noted('version_unread')).toEqual([]);
    await apply(edits('10.5072/a', [relation]));
    expect(noted('version_unread')).toEqual([idOf('10.5072/a')]);

    const { db } = test.context.ledger;
    db.exec('delete from version_unread');
    db.run(
      `insert into version_edge (record_id, position, kind, relation_type, is_start, target)
       values (?, 0, 'sequence', 'IsNewVersionOf', 0, '10.5072/c')`,
      idOf('10.5072/a'),
    );
    await apply(
      edits('10.5072/c', [{ operation: 'set', path: 'version', value: '2', mode: 'replace' }]),
    );
    expect(noted('version_unread')).toEqual([idOf('10.5072/c')]);
    await apply(edits('10.5072/a', [{ operation: 'clear', path: 'relatedIdentifiers' }]));
    expect(noted('version_unread')).toEqual([idOf('10.5072/a'), idOf('10.5072/c')]);
  });
});

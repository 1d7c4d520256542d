import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { createChangeJobs } from '#core/changes/change-jobs.ts';
import { readChangedRecords } from '#core/changes/change-views.ts';
import { createClusterJobs } from '#core/changes/cluster-jobs.ts';
import { createPreviewJobs } from '#core/changes/preview-jobs.ts';
import { createRecipeHandlers } from '#core/changes/recipe-handlers.ts';
import type { RecipeHandlers } from '#core/changes/recipe-handlers.ts';
import { getRecord } from '#core/records/find-records.ts';
import { createWarmUp } from '#core/changes/warm-up.ts';
import { recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { mustExist } from '#shared/support/assert.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let handlers: RecipeHandlers;
const selection = { filter: {} };
const publisher: RecipeStep = {
  operation: 'find-replace',
  path: 'publisher.name',
  find: '^Inst(\\w+)$',
  replaceWith: 'The Inst$1',
  isRegex: true,
  ignoreCase: false,
  wholeValue: false,
};
const language: RecipeStep = { operation: 'set', path: 'language', value: 'de', mode: 'replace' };
const withoutTitle: RecipeStep = { operation: 'clear', path: 'titles' };
const order = {
  selection,
  title: 'A batch',
  kind: 'batch',
  changeKind: 'correction',
  reason: null,
} as const;

beforeEach(() => {
  test = openTestContext();
  const dois = Array.from({ length: 60 }, (_, index) => `10.5072/r${String(index)}`);
  const inputs = dois.map((doi) => recordInput(doi));
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  test.context.ledger.db.run(
    `update record set state = 'findable', remote_state = 'findable', sync = 'in-step', remote = attributes where id <= 10`,
  );
  test.context.ledger.db.run(`update record set sync = 'observe-only' where id = 20`);
  recheck(test.context, dois);
  handlers = createRecipeHandlers(test.context, createChangeJobs(test.context), {
    previews: createPreviewJobs(test.context),
    clusters: createClusterJobs(test.context),
    warmUp: createWarmUp(test.context),
  });
});
afterEach(() => test.dispose());

async function preview(steps: RecipeStep[]) {
  const { id } = await handlers['changes.preview']({ selection, steps });
  return whenPreviewed(id);
}
async function whenPreviewed(id: string) {
  for (;;) {
    const state = await handlers['changes.previewState']({ id });
    if (state.status !== 'running') return state;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
async function apply(steps: RecipeStep[]) {
  const { id } = await handlers['changes.apply']({ ...order, steps });
  return { ...(await handlers['changes.outcome']({ id })) };
}

/** What the history tells of the records of a change set. */
const eventsOf = (id: string | null) =>
  test.context.ledger.db.all(
    `select doi, kind, reason, body ->> '$.summary' as summary, body ->> '$.changes' as changes,
       body ->> '$.detail' as detail
     from history_event where batch_id = ? and doi is not null order by sequence`,
    id ?? '',
  );

describe('operations on a selection', () => {
  it('do what their preview said, record by record', async () => {
    const before = test.context.ledger.db.all('select * from record');
    const state = await preview([publisher]);
    expect(state).toMatchObject({
      status: 'done',
      total: 60,
      changedCount: 59,
      unchangedCount: 0,
      refused: [{ code: 'observe-only', count: 1 }],
      atDataciteCount: 10,
    });
    const page = await handlers['changes.previewRecords']({
      id: state.id,
      which: 'changed',
      offset: 0,
      limit: 200,
    });
    expect(test.context.ledger.db.all('select * from record')).toEqual(before);

    const done = await apply([publisher]);
    expect(done).toMatchObject({ changedCount: 59, refusedCount: 1 });
    const id = mustExist(done.id, 'the change set');
    const made = readChangedRecords(test.context, { id, offset: 0, limit: 200 });
    expect(made.records).toEqual(
      page.records.map(({ doi, title, changes }) => ({ doi, title, changes })),
    );
    expect(getRecord(test.context.ledger, '10.5072/r0')?.attributes.publisher).toEqual({
      name: 'The Institute',
    });
  });

  it.each([
    ['language', language, { language: 'de' }],
    // A finding that names the publisher says the same in other words.
    ['publisher', publisher, { publisher: { name: 'The Institute' } }],
  ] as const)(
    'write of %s what a save of the whole record writes, and say of none that it was read from DataCite',
    async (_, step, value) => {
      const { db } = test.context.ledger;
      db.run(`update record set confirmed_at = '2020-01-01T00:00:00.000Z' where id <= 10`);
      const before = test.context.ledger.db.all<{ doi: string }>(
        'select * from record order by id',
      );
      const done = await apply([step]);
      const rows = db.all('select * from record order by id');
      const events = eventsOf(done.id);
      // The same once more by whole records, over the rows as they were.
      for (const row of before) {
        const names = Object.keys(row).filter((name) => name !== 'id');
        db.run(
          `update record set ${names.map((name) => `${name} = @${name}`).join(', ')} where id = @id`,
          row,
        );
      }
      const again = await applyChangeSet(test.context, {
        ...{ title: 'A batch', kind: 'batch', changeKind: 'correction', reason: null },
        edits: before.map(({ doi }) => {
          const { attributes } = mustExist(getRecord(test.context.ledger, doi), doi);
          return { doi, attributes: { ...attributes, ...value } };
        }),
      });
      expect(rows).toEqual(db.all('select * from record order by id'));
      expect(events).toEqual(eventsOf(again.id));
    },
  );

  it('say which findings they fix and cause, and refuse what would make a findable record invalid', async () => {
    const state = await preview([withoutTitle]);
    expect(state).toMatchObject({ changedCount: 49, refusedCount: 11 });
    expect(state.refused.map(({ code, count }) => [code, count])).toEqual([
      ['invalid', 10],
      ['observe-only', 1],
    ]);
    expect(state.findings.some(({ code, caused }) => code.includes('title') && caused === 49)).toBe(
      true,
    );
    const { changedCount, refusedCount } = await apply([withoutTitle]);
    expect({ changedCount, refusedCount }).toEqual({ changedCount: 49, refusedCount: 11 });
  });

  it('are applied to what was previewed, and to nothing that began to fit since', async () => {
    const { db } = test.context.ledger;
    const chosen = { selection: { filter: { query: 'state:reserved' } } };
    const move = (state: string, ...ids: number[]): void => {
      for (const id of ids) db.run('update record set state = ? where id = ?', state, id);
    };
    // Two that do not fit, and one that the step leaves as it is.
    move('draft', 30, 31);
    db.run(`update record set attributes = json_set(attributes, '$.language', 'de') where id = 32`);
    const { id: previewId } = await handlers['changes.preview']({ ...chosen, steps: [language] });
    await handlers['changes.previewPause']({ id: previewId });
    const early = handlers['changes.apply']({ ...order, ...chosen, previewId, steps: [language] });
    await expect(early).rejects.toMatchObject({ code: 'CONFLICT' });
    await handlers['changes.previewResume']({ id: previewId });
    const state = await whenPreviewed(previewId);
    expect(state).toMatchObject({ changedCount: 46, unchangedCount: 1, refusedCount: 1 });

    // One fits now, one no longer does, and one would be changed by now.
    move('reserved', 30);
    move('draft', 33);
    db.run(`update record set attributes = json_remove(attributes, '$.language') where id = 32`);
    const run = { ...order, ...chosen, previewId, steps: [language] };
    const other = handlers['changes.apply']({ ...run, steps: [publisher] });
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
    const gone = handlers['changes.apply']({ ...run, previewId: 'gone' });
    await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await handlers['changes.apply'](run);
    expect(await handlers['changes.outcome']({ id })).toMatchObject({
      ...{ changedCount: 45, unchangedCount: 0, refusedCount: 1 },
    });
    const languages = db.column<string | null>(
      `select attributes ->> '$.language' from record where id between 30 and 34 order by id`,
    );
    expect(languages).toEqual([null, null, null, null, 'de']);
  });

  it.each([
    ['by what they touch', [language]],
    ['by the whole record', [language, { operation: 'upgrade', keepDatesAsOther: true }]],
  ] as const)('%s leave alone what was edited since its preview', async (_, some) => {
    const steps = [...some];
    const { id: previewId } = await preview(steps);
    const edited = recordInput('10.5072/r30');
    const attributes = { ...edited.attributes, version: '2.0' };
    saveRecords(test.context, [{ ...edited, attributes }], { kind: 'edit', reason: null });
    const { id } = await handlers['changes.apply']({ ...order, previewId, steps });
    expect(await handlers['changes.outcome']({ id })).toMatchObject({
      changedCount: 58,
      refused: [
        { doi: '10.5072/r19', code: 'observe-only' },
        { doi: '10.5072/r30', code: 'changed-since-preview' },
      ],
    });
    expect(getRecord(test.context.ledger, '10.5072/r30')?.attributes).toEqual(attributes);
    // Seen as it is now, it is changed.
    const again = await preview(steps);
    expect(again).toMatchObject({ changedCount: 1 });
  });

  it('refuse a pattern that cannot be before anything is read', async () => {
    const steps = [{ ...publisher, find: '(' }];
    await expect(handlers['changes.preview']({ selection, steps })).rejects.toThrow(/Step 1/);
    await expect(handlers['changes.apply']({ ...order, steps })).rejects.toThrow(/Step 1/);
  });

  it('are saved as recipes by name, and found by the spellings that they merge', async () => {
    await handlers['changes.saveRecipe']({ name: 'Publisher', steps: [withoutTitle] });
    await handlers['changes.saveRecipe']({ name: 'Publisher', steps: [publisher] });
    const { recipes } = await handlers['changes.recipes']({});
    expect(recipes).toMatchObject([{ name: 'Publisher', steps: [publisher] }]);
    await handlers['changes.removeRecipe']({ id: recipes[0]?.id ?? 0 });
    expect(await handlers['changes.recipes']({})).toEqual({ recipes: [], unreadable: [] });

    // A newer program was here, and something cut a text short.
    test.context.ledger.db.run(
      `insert into change_recipe (name, steps, version, updated_at)
       values ('Newer', '[]', 99, ''), ('Cut', '[{"operation":"cle', 1, '')`,
    );
    const newer = { recipes: [], unreadable: ['Cut', 'Newer'] };
    expect(await handlers['changes.recipes']({})).toEqual(newer);
    const replaced = async () =>
      handlers['changes.saveRecipe']({ name: 'Newer', steps: [publisher] });
    await expect(replaced()).rejects.toMatchObject({ code: 'VALIDATION', path: 'name' });
    expect(await handlers['changes.recipes']({})).toEqual(newer);

    test.context.ledger.db.run(
      `update record set attributes = json_set(attributes, '$.publisher.name', 'INSTITUTE.') where id = 3`,
    );
    const { id } = await handlers['changes.cluster']({
      selection,
      path: 'publisher.name',
      method: 'fingerprint',
    });
    for (;;) {
      const state = await handlers['changes.clusterState']({ id });
      if (state.status === 'done') break;
      expect(state.status).toBe('running');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await handlers['changes.clusterState']({ id })).toMatchObject({
      ...{ valueCount: 2, clusterCount: 1, handledCount: 2, total: 2 },
    });
    expect(await handlers['changes.clusters']({ id, offset: 0, limit: 200 })).toMatchObject({
      total: 1,
      clusters: [
        { suggestion: 'Institute', values: [{ count: 59 }, { value: 'INSTITUTE.', count: 1 }] },
      ],
    });
  });
});

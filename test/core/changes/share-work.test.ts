import { afterEach, beforeEach, expect, it } from 'vitest';

import type { StartAhead } from '#core/ahead/ahead.ts';
import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import type { ChangeJobs } from '#core/changes/change-jobs.ts';
import { createChangeJobs } from '#core/changes/change-jobs.ts';
import { recipeEdits, recipeRunner } from '#core/changes/recipe-edits.ts';
import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import type { CoreContext } from '#core/context.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

const count = 1200;
const steps: RecipeStep[] = [{ operation: 'set', path: 'version', value: '2', mode: 'replace' }];
const startThread = createAheadStarter(
  new URL('../../../electron/core/ahead/ahead-thread.ts', import.meta.url),
);

let test: TestContext;
let jobs: ChangeJobs;
let ids: number[];
/** Called after each transaction, with how many there were. */
let onCommit: (commits: number) => void;
/** Records that the thread worked out. */
let answered: number;
let isRunning: () => boolean;

beforeEach(() => {
  test = openTestContext();
  saveRecords(test.context, [recordInput('10.5072/a')], { kind: 'import', reason: null });
  test.context.ledger.db.run(
    `insert into record (doi, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes)
     select doi || '-' || copy.value, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes
     from record, json_each(?) as copy`,
    JSON.stringify(Array.from({ length: count - 1 }, (_, index) => index + 1)),
  );
  ids = test.context.ledger.db.all<{ id: number }>('select id from record').map(({ id }) => id);
  jobs = createChangeJobs(test.context);
  onCommit = () => undefined;
  answered = 0;
});
afterEach(async () => {
  await jobs.stop();
  test.dispose();
});

/** The context with a real second thread, which is told apart by what it answers. */
function threaded(): CoreContext {
  let commits = 0;
  const workAhead: StartAhead = (work, onFailure) => {
    const thread = startThread(work, onFailure);
    isRunning = () => thread.isRunning();
    const ask = async (some: readonly number[]) => {
      const answer = await thread.ask(some);
      if (answer?.kind === 'results') answered += answer.results.length;
      return answer;
    };
    return { ...thread, ask };
  };
  const crashPoint = (name: string): void => {
    if (name === 'changes.apply.after-commit') onCommit((commits += 1));
  };
  return { ...test.context, ports: { ...test.context.ports, workAhead, crashPoint } };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function apply(id: string): void {
  const context = threaded();
  const runner = recipeRunner(context, compileRecipe(steps));
  async function* edits() {
    // Such a set would be over before its thread has started.
    while (!isRunning()) await new Promise((resolve) => setTimeout(resolve, 5));
    yield* recipeEdits(context, ids, runner);
  }
  const order = {
    title: 'A batch',
    kind: 'batch',
    changeKind: 'correction',
    reason: null,
  } as const;
  // So few would be done without a thread.
  const ahead = { task: { kind: 'apply', steps }, count: 5000 } as const;
  jobs.start(id, count, (control) =>
    applyChangeSet(context, { ...order, id, ahead, edits: edits() }, control),
  );
}

/** What an undo brings back, as one text. */
const metadata = () =>
  JSON.stringify(
    test.context.ledger.db.all(
      'select doi, attributes, content_hash, state, sync from record order by id',
    ),
  );
/** Changed records by the ledger itself, the change set, its rows, and the history. */
function changedCounts(id: string) {
  const counted = (sql: string, ...of: string[]) =>
    test.context.ledger.db.get<{ n: number }>(sql, ...of)?.n;
  return [
    counted(`select count(*) as n from record where attributes ->> '$.version' = '2'`),
    counted('select changed_count as n from change_set where id = ?', id),
    counted('select count(*) as n from change_set_record where change_set_id = ?', id),
    counted(`select count(*) as n from history_event where batch_id = ? and doi is not null`, id),
  ];
}

it('shared with a second thread is held, goes on and is ended at whole records, and undone to the byte', async () => {
  const before = metadata();
  onCommit = (commits) => {
    if (commits === 1) jobs.pause('set');
    if (commits === 2) jobs.cancel('set');
  };
  apply('set');
  while (jobs.progressOf('set')?.isPaused !== true) await turn();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  const held = changedCounts('set');
  expect(held[0]).toBeGreaterThan(0);
  expect(new Set(held).size).toBe(1);
  expect(jobs.progressOf('set')).toMatchObject({ isPaused: true, secondsLeft: null });
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect(changedCounts('set')).toEqual(held);

  jobs.resume('set');
  const { changedCount } = await jobs.outcomeOf('set');
  expect(changedCount).toBeGreaterThan(held[0] ?? 0);
  expect(changedCount).toBeLessThan(count);
  expect(changedCounts('set')).toEqual(held.map(() => changedCount));
  expect(answered).toBeGreaterThan(0);
  const set = test.context.ledger.db.get(`select status from change_set where id = 'set'`);
  expect(set).toEqual({ status: 'cancelled' });

  await undoChangeSet(test.context, { id: 'set', undoId: 'undo', reason: null });
  expect(metadata() === before).toBe(true);
});

import { isDeepStrictEqual } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { AheadTask, StartAhead } from '#core/ahead/ahead.ts';
import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { createPreviewJobs } from '#core/changes/preview-jobs.ts';
import type { Seen } from '#core/changes/preview-jobs.ts';
import { recipeEdits, recipeRunner } from '#core/changes/recipe-edits.ts';
import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import { workAhead } from '#core/ahead/work-ahead.ts';
import type { CoreContext } from '#core/context.ts';
import { keepLogShort } from '#core/ledger/keep-log-short.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createCheckpointStarter } from '#core/sqlite/start-checkpoints.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { mustExist } from '#shared/support/assert.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

let test: TestContext;
const dois = Array.from({ length: 30 }, (_, index) => `10.5072/a${String(index)}`);
const ids = dois.map((_, index) => index + 1);
const steps: RecipeStep[] = [
  {
    ...{ operation: 'find-replace', path: 'titles[*].title', find: 'of (\\w+)' },
    ...{ replaceWith: 'about $1', isRegex: true, ignoreCase: false, wholeValue: false },
  },
];
const source = (path: string): URL => new URL(`../../../electron/core/${path}`, import.meta.url);

beforeEach(() => {
  test = openTestContext();
  const inputs = dois.map((doi) => recordInput(doi));
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  const { db } = test.context.ledger;
  db.run(
    `update record set state = 'findable', sync = 'in-step', remote = attributes where id <= 9`,
  );
  db.run(`update record set sync = 'observe-only' where id = 20`);
  recheck(test.context, dois);
});
afterEach(() => test.dispose());

/** A thread that answers at once, in this very thread; `meanwhile` happens before its answer is used. */
function atOnce(asked: number[], meanwhile: () => void = () => undefined): StartAhead {
  return (work) => ({
    isRunning: () => true,
    started: Promise.resolve(),
    ask(some) {
      asked.push(...some);
      const answer = workAhead(test.context, work)(some);
      meanwhile();
      return Promise.resolve(answer);
    },
    close: () => Promise.resolve(),
  });
}
function contextWith(start: StartAhead | null): CoreContext {
  const { context } = test;
  if (start === null) return context;
  return { ...context, ports: { ...context.ports, workAhead: start } };
}
function apply(start: StartAhead | null, seen: Seen | null = null) {
  const context = contextWith(start);
  return applyChangeSet(context, {
    ...{ title: 'A batch', kind: 'batch', changeKind: 'correction', reason: null },
    edits: recipeEdits(context, ids, recipeRunner(context, compileRecipe(steps)), seen),
    ahead: { task: { kind: 'apply', steps }, count: 5000 },
  });
}
const undo = (start: StartAhead | null, id: string | null) =>
  undoChangeSet(contextWith(start), { id: id ?? '', undoId: `undo ${id ?? ''}`, reason: null });
const rows = () => test.context.ledger.db.all('select * from record order by id');
const eventsOf = (id: string | null) =>
  test.context.ledger.db.all(
    `select doi, kind, body ->> '$.summary' as summary, body ->> '$.detail' as detail from history_event
     where batch_id = ? and doi is not null order by sequence`,
    id,
  );

describe('work that a second thread does ahead', () => {
  it('comes to what the core alone would have written, and so does its undo', async () => {
    const asked: number[] = [];
    const before = rows();
    const alone = await apply(null);
    const changed = rows();
    await undo(null, alone.id);
    expect(rows()).toEqual(before);

    const set = test.context.ledger.db.get<{ count: number }>(
      'select count(*) as count from change_set',
    );
    const shared = await apply(atOnce(asked));
    expect(asked).toEqual(ids);
    expect({ ...shared, id: null }).toEqual({ ...alone, id: null });
    expect(rows()).toEqual(changed);
    expect(eventsOf(shared.id)).toEqual(eventsOf(alone.id));
    // An undo of so few asks no thread, so it is told that there are more.
    test.context.ledger.db.run(
      'update change_set set changed_count = 5000 where id = ?',
      shared.id,
    );
    await undo(atOnce(asked), shared.id);
    expect(asked).toHaveLength(ids.length + shared.changedCount);
    expect(rows()).toEqual(before);
    expect(set).toEqual({ count: 2 });
  });

  it('does not count of a record that is not what a preview saw', async () => {
    const before = rows();
    const seen: Seen = { hasSeen: () => true, isAsSeen: (id) => id === 15 };
    const done = await apply(atOnce([]), seen);
    expect(done).toMatchObject({ changedCount: 1, unchangedCount: 0 });
    expect(new Set(done.refused.map(({ code }) => code))).toEqual(
      new Set(['changed-since-preview', 'observe-only']),
    );
    expect(rows().filter((row, at) => !isDeepStrictEqual(row, before[at]))).toHaveLength(1);
  });

  it('does not count where a record was changed since', async () => {
    const asked: number[] = [];
    const title = (index: number) =>
      getRecord(test.context.ledger, mustExist(dois[index], 'a DOI'))?.attributes.titles?.[1]
        ?.title;
    const meanwhile = (): void => {
      const known = recordInput(mustExist(dois[14], 'a DOI'));
      const titles = [{ title: 'Words' }, { title: 'A list of words' }];
      const attributes = { ...known.attributes, titles };
      saveRecords(test.context, [{ ...known, attributes }], { kind: 'edit', reason: null });
      test.context.ledger.db.run(`update record set sync = 'conflict' where id = 16`);
    };
    const done = await apply(atOnce(asked, meanwhile));

    expect(asked).toEqual(ids);
    expect(title(13)).toBe('Étude about lakes');
    expect(title(14)).toBe('A list about words');
    expect(title(15)).toBe('Étude of lakes');
    expect(done.refused.map(({ code }) => code)).toEqual(['conflict', 'observe-only']);
  });

  it('shares a preview from the other end, and does what the thread fails at', async () => {
    const { db } = test.context.ledger;
    db.run(
      `insert into record (doi, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes)
       select doi || '-' || copy.value, repository_id, 'reserved', 'local', title, content_hash, created_at, updated_at,
         iif(copy.value % 3 = 0, '{}', attributes)
       from record, json_each(?) as copy`,
      JSON.stringify(Array.from({ length: 75 }, (_, index) => index + 1)),
    );
    const compiled = compileRecipe(steps);
    const foresee = async (start: StartAhead | null) => {
      const previews = createPreviewJobs(contextWith(start));
      const { id } = previews.start({ filter: {} }, steps, compiled);
      while (previews.get(id).status === 'running') await new Promise((done) => setImmediate(done));
      const { perSecond: _, id: __, ...state } = previews.get(id);
      const changed = previews.page({ id, which: 'changed', offset: 500, limit: 5 });
      return { ...state, changed };
    };
    const asked: number[] = [];
    const failing: StartAhead = (work, onFailure) => {
      const thread = atOnce(asked)(work, onFailure);
      return {
        ...thread,
        ask: (some) => (asked.length > 200 ? Promise.resolve(null) : thread.ask(some)),
        isRunning: () => asked.length <= 200,
      };
    };

    const alone = await foresee(null);
    expect(alone).toMatchObject({
      status: 'done',
      total: 2280,
      handledCount: 2280,
      refusedCount: 1,
    });
    expect(alone.unchangedCount).toBe(750);
    expect(await foresee(atOnce(asked))).toEqual(alone);
    expect(asked.length).toBeGreaterThan(400);
    asked.splice(0);
    expect(await foresee(failing)).toEqual(alone);
  });

  it('is done by one thread after the other piece of work, and by a new one after a failure', async () => {
    const failures: unknown[] = [];
    const start = createAheadStarter(source('ahead/ahead-thread.ts'));
    const { path } = test.context.ledger;
    const task: AheadTask = { kind: 'foresee', steps };
    const open = async () => {
      const thread = start({ path, at: test.context.timestamp(), task }, (cause) =>
        failures.push(cause),
      );
      await thread.started;
      expect(thread.isRunning()).toBe(true);
      return thread;
    };
    const count = async (some: readonly number[]) => {
      const thread = await open();
      const answer = await thread.ask(some);
      await thread.close();
      return answer;
    };
    const first = await count(ids);
    expect(first).toMatchObject({ kind: 'foreseen' });
    // What it knows of a ledger ends with the work: it sees what was written since.
    test.context.ledger.db.run(`update record set sync = 'observe-only' where id <= 20`);
    const second = await count(ids);
    expect(second).not.toEqual(first);
    const failing = await open();
    expect(await failing.ask(null as never)).toBeNull();
    expect(failures).toHaveLength(1);
    expect(await count(ids)).toEqual(second);
    // Two at a time are two threads.
    const both = await Promise.all([open(), open()]);
    const answers = await Promise.all(both.map((thread) => thread.ask(ids)));
    expect(answers).toEqual([second, second]);
    await Promise.all(both.map((thread) => thread.close()));
    await start.stop?.();
    expect(failures).toHaveLength(1);
  });

  it('is done by threads that read the ledger and keep its log short', async () => {
    const failures: unknown[] = [];
    const start = createAheadStarter(source('ahead/ahead-thread.ts'));
    const task: AheadTask = { kind: 'foresee', steps };
    const work = { path: test.context.ledger.path, at: test.context.timestamp(), task };
    const thread = start(work, (cause) => failures.push(cause));
    const { context } = test;
    const checkpoints = createCheckpointStarter(source('sqlite/checkpoint-thread.ts'));
    const log = keepLogShort({ ...context, ports: { ...context.ports, checkpoints } });
    while (!thread.isRunning()) await new Promise((resolve) => setImmediate(resolve));
    const answer = await thread.ask(ids);

    expect(answer).toMatchObject({ kind: 'foreseen', counts: { unchanged: 0, atDatacite: 0 } });
    // What it cannot do ends it, and is told once; who waits is answered.
    expect(await Promise.all([thread.ask(null as never), thread.ask(ids)])).toEqual([null, null]);
    await Promise.all([thread.close(), log.end()]);
    expect(failures).toEqual([expect.any(TypeError)]);
    expect(await thread.ask(ids)).toBeNull();
    // Nothing is left in the log: what comes next begins it anew.
    expect(context.ledger.db.all('pragma wal_checkpoint(passive)')).toEqual([
      { busy: 0, log: expect.any(Number) as number, checkpointed: expect.any(Number) as number },
    ]);
    expect(context.ledger.db.pragma('wal_autocheckpoint')).toBe(1000);
  });
});

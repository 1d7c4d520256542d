import { afterEach, beforeEach, expect, it } from 'vitest';

import { openLedger } from '#core/ledger/open-ledger.ts';
import { createRecordHandlers } from '#core/records/record-handlers.ts';
import { recordViews } from '#core/records/record-views.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createSearchUpkeep } from '#core/records/search-upkeep.ts';
import { searchRecords } from '#core/records/search-text.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
});
afterEach(() => test.dispose());

/** More than are read at once. */
const many = 700;

function titled(count: number, title: (at: number) => string): RecordInput[] {
  return Array.from({ length: count }, (_, at) =>
    recordInput(`10.5072/${at}`, { attributes: { titles: [{ title: title(at) }] } }),
  );
}
const save = (inputs: readonly RecordInput[]) =>
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
const waiting = () =>
  test.context.ledger.db.column<number>('select count(*) from search_unread')[0];
const pieces = () =>
  test.context.ledger.db.column<number>('select count(distinct segid) from record_text_idx')[0];
const find = async (query: string) => {
  const page = { offset: 0, limit: 1, sort: 'doi', descending: false } as const;
  const handlers = createRecordHandlers(test.context);
  return (await handlers['records.list']({ filter: { query }, ...page })).total;
};

it('finds few at once, and notes many', () => {
  save(titled(20, () => 'Lake'));
  expect(waiting()).toBe(0);
  expect(searchRecords(test.context.ledger, 'lake')).toHaveLength(20);
  save(titled(many, (at) => `River ${at}`));
  expect(waiting()).toBe(many);
});

it.each(['river', 'title:river', '-lake', 'title:river or doi:10.5072/1'])(
  'reads what waits before %s is answered: what was written is found, and what it was before is not',
  async (query) => {
    save(titled(many, () => 'Lake'));
    expect(await find('lake')).toBe(many);
    save(titled(many, () => 'River'));
    expect(await find(query)).toBe(many);
    expect(await find('lake')).toBe(0);
    expect(waiting()).toBe(0);
  },
);

it('answers rightly also where somebody cannot wait', () => {
  save(titled(many, () => 'Lake'));
  const views = recordViews(test.context.ledger);
  expect(views.countOf({ query: 'lake' })).toBe(many);
  save(titled(many, () => 'River'));
  expect(views.countOf({ query: 'title:lake' })).toBe(0);
  save(titled(many, () => 'Pond'));
  expect(views.quickView({ text: 'river' }, { sort: 'doi', descending: false })).toBeNull();
  expect(waiting()).toBe(0);
});

it('lets a query that searches no words go without', async () => {
  save(titled(many, () => 'Lake'));
  expect(await find('state:draft or state:reserved')).toBe(many);
  expect(waiting()).toBe(many);
});

it('tells how far it is, and when it is through', async () => {
  const count = 4000;
  save(titled(count, () => 'Lake'));
  const handlers = createRecordHandlers(test.context);
  const told: unknown[] = [];
  const page = { offset: 0, limit: 1, sort: 'doi', descending: false } as const;
  const listed = Promise.resolve(handlers['records.list']({ filter: { text: 'lake' }, ...page }));
  const state = { isOver: false };
  void listed.finally(() => (state.isOver = true));
  while (!state.isOver) {
    told.push(...(await handlers['records.indexes']({})).indexes);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await listed).total).toBe(count);
  expect(told).toContainEqual({ name: 'words', done: 3000, total: count });
  expect(told.length).toBeGreaterThan(5);
  expect((await handlers['records.indexes']({})).indexes).toEqual([]);
});

it('has nothing to read of a record that is gone', async () => {
  save(titled(many, () => 'Lake'));
  test.context.ledger.db.run('delete from record where doi = ?', '10.5072/3');
  expect(waiting()).toBe(many - 1);
  expect(await find('lake')).toBe(many - 1);
});

it('reads after a crash what was not read before it', async () => {
  save(titled(many, () => 'Lake'));
  const { path } = test.context.ledger;
  test.context.ledger.close();
  const again = openLedger(path, { clock: test.context.ports.clock });
  try {
    await recordViews(again).prepare({ text: 'lake' }, {});
    expect(recordViews(again).countOf({ text: 'lake' })).toBe(many);
  } finally {
    again.close();
  }
});

/** `sleep` ends when the test says so. */
function heldClock() {
  const waiting: (() => void)[] = [];
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push(resolve);
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const wake = async (): Promise<void> => {
    waiting.splice(0).forEach((resolve) => resolve());
    for (let turn = 0; turn < 200; turn += 1) await new Promise((r) => setImmediate(r));
  };
  return { sleep, wake };
}

it('reads and merges by itself when nobody has written for a while', async () => {
  const { context } = test;
  const { sleep, wake } = heldClock();
  const clock = { ...context.ports.clock, sleep };
  const upkeep = createSearchUpkeep({ ...context, ports: { ...context.ports, clock } });
  for (let piece = 0; piece < 4; piece += 1) {
    save(titled(many, () => `Lake ${piece}`));
    upkeep.kick();
  }
  expect(waiting()).toBe(many);
  await wake();
  expect(waiting()).toBe(many);
  await wake();
  expect(waiting()).toBe(0);
  expect(pieces()).toBeLessThan(4);
  expect(searchRecords(context.ledger, 'lake 3')).toHaveLength(many);

  // Whoever writes while it is at work goes first.
  save(titled(many, () => 'River'));
  upkeep.kick();
  const woken = wake();
  upkeep.kick();
  await woken;
  expect(waiting()).toBe(many);
  await upkeep.stop();
  upkeep.kick();
  await wake();
  expect(waiting()).toBe(many);
});

it('merges at the start what a stop left in pieces', async () => {
  const { context } = test;
  for (let piece = 0; piece < 9; piece += 1) {
    save(titled(25, () => `Lake ${piece}`));
    await find('lake');
  }
  expect(pieces()).toBeGreaterThan(4);
  const { sleep, wake } = heldClock();
  const clock = { ...context.ports.clock, sleep };
  const upkeep = createSearchUpkeep({ ...context, ports: { ...context.ports, clock } });
  upkeep.kick();
  await wake();
  expect(pieces()).toBeLessThan(4);
  await upkeep.stop();
});

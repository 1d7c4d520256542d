import { expect, it, onTestFinished } from 'vitest';

import { createClusterJobs } from '#core/changes/cluster-jobs.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const look = { selection: { filter: {} }, path: 'publisher.name', method: 'nearest' } as const;
const recordCount = 600;

/** Looks whose every look at the clock takes 10 ms, so that a turn is over after two steps. */
function open() {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  // Far from one another, but for the slip that each has.
  const random = seededRandom(7);
  const names = Array.from(
    { length: recordCount / 2 },
    () => `${random().toString(36)} of the lake`,
  );
  const inputs = Array.from({ length: recordCount }, (_, at) =>
    recordInput(`10.5072/p${String(at)}`, {
      attributes: {
        publisher: { name: `${names[at >> 1] ?? ''}${at % 2 === 0 ? '' : 's'}` },
      },
    }),
  );
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  const { clock } = test.ports;
  const slow = { ...clock, monotonic: () => (clock.advance(10), clock.monotonic()) };
  const looks = createClusterJobs({ ...test.context, ports: { ...test.ports, clock: slow } });
  return { looks, clock };
}

it('tells how far it is, is held between two steps, counts no time meanwhile, and goes on where it was', async () => {
  const { looks, clock } = open();
  const { id } = looks.start(look);
  expect(looks.get(id)).toMatchObject({ status: 'running', phase: 'reading', total: recordCount });
  await turn();
  looks.pause(id);
  for (let at = 0; at < 5; at += 1) await turn();
  const held = looks.get(id);
  expect(held).toMatchObject({ status: 'running', isPaused: true, secondsLeft: null });
  expect(held.handledCount).toBeGreaterThan(0);
  expect(held.handledCount).toBeLessThan(recordCount);
  clock.advance(3_600_000);
  await turn();
  expect(looks.get(id)).toMatchObject({
    ...{ handledCount: held.handledCount, perSecond: held.perSecond, phase: 'reading' },
  });
  looks.resume(id);
  const seen: { phase: string; done: number }[] = [];
  while (looks.get(id).status === 'running') {
    const { phase, handledCount, secondsLeft, perSecond } = looks.get(id);
    if (handledCount > 0) expect([secondsLeft, perSecond]).not.toContain(null);
    seen.push({ phase, done: handledCount });
    await turn();
  }
  // A turn is two steps, however much there is to do: reading, and comparing, take many.
  for (const phase of ['reading', 'comparing']) {
    const done = seen.filter((one) => one.phase === phase).map((one) => one.done);
    expect(done.length).toBeGreaterThan(4);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
  }
  const { clusterCount, ...state } = looks.get(id);
  expect(state).toMatchObject({
    ...{ status: 'done', isPaused: false, perSecond: null, valueCount: recordCount },
    ...{ handledCount: recordCount, total: recordCount, isPartial: false },
  });
  expect(clusterCount).toBe(recordCount / 2);
  // All are there, page by page.
  const pages = [0, 200, 400].map((offset) => looks.page({ id, offset, limit: 200 }));
  expect(pages.map(({ total, clusters }) => [total, clusters.length])).toEqual([
    ...[200, 100, 0].map((length) => [300, length]),
  ]);
  const all = pages.flatMap(({ clusters }) => clusters);
  expect(new Set(all.map(({ suggestion }) => suggestion)).size).toBe(300);
  expect(all.every(({ values, leftOutCount }) => values.length === 2 && leftOutCount === 0)).toBe(
    true,
  );
  // What has ended stays as it is.
  looks.pause(id);
  expect(looks.get(id)).toMatchObject({ status: 'done', isPaused: false });
});

it('is stopped while it is read, while it is compared, and while it is held', async () => {
  const { looks } = open();
  const until = async (id: string, phase: string) => {
    for (;;) {
      const state = looks.get(id);
      expect(state.status).toBe('running');
      if (state.phase === phase && state.handledCount > 0) return;
      await turn();
    }
  };
  const stopped = async (id: string) => {
    const before = looks.get(id).handledCount;
    looks.cancel(id);
    await turn();
    await turn();
    expect(looks.get(id)).toMatchObject({ status: 'cancelled', clusterCount: 0 });
    expect(looks.get(id).handledCount).toBe(before);
  };
  for (const phase of ['reading', 'comparing']) {
    const { id } = looks.start(look);
    await until(id, phase);
    await stopped(id);
  }
  const { id } = looks.start(look);
  looks.pause(id);
  await turn();
  await stopped(id);
  // With the core all end.
  const last = looks.start(look);
  await looks.stop();
  expect(looks.get(last.id).status).toBe('cancelled');
});

it('shows the most frequent spellings of a group, and how many more there are', async () => {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  const inputs = Array.from({ length: 250 }, (_, at) =>
    recordInput(`10.5072/p${String(at)}`, {
      attributes: { publisher: { name: `Lake${' '.repeat(at + 1)}Institute` } },
    }),
  );
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  const looks = createClusterJobs(test.context);
  const { id } = looks.start({ ...look, method: 'fingerprint' });
  while (looks.get(id).status === 'running') await turn();
  const { clusters } = looks.page({ id, offset: 0, limit: 10 });
  expect(clusters.map(({ values, leftOutCount }) => [values.length, leftOutCount])).toEqual([
    [200, 50],
  ]);
});

it('is told where it is not kept any more, with what to do', () => {
  const { looks } = open();
  const asks = [
    () => looks.pause('long gone'),
    () => looks.resume('long gone'),
    () => looks.cancel('long gone'),
    () => looks.get('long gone'),
    () => looks.page({ id: 'long gone', offset: 0, limit: 1 }),
  ];
  const told = { code: 'NOT_FOUND', nextStep: 'Look for spellings again.' };
  for (const ask of asks) expect(ask).toThrow(expect.objectContaining(told));
});

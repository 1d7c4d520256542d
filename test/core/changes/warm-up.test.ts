import { afterEach, beforeEach, expect, it } from 'vitest';

import type { AheadThread, StartAhead } from '#core/ahead/ahead.ts';
import { PreviewTally } from '#core/changes/preview-tally.ts';
import { createWarmUp } from '#core/changes/warm-up.ts';
import type { WarmUp } from '#core/changes/warm-up.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let asked: number;
let threads: { open: number; closed: number };
let hasFailed: boolean;

beforeEach(() => {
  test = openTestContext();
  asked = 0;
  threads = { open: 0, closed: 0 };
  hasFailed = false;
});
afterEach(() => test.dispose());

function fill(count: number): void {
  const inputs = Array.from({ length: count }, (_, at) => recordInput(`10.5072/w${String(at)}`));
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
}

function warmUp(): WarmUp {
  const workAhead: StartAhead = (): AheadThread => {
    threads.open += 1;
    return {
      isRunning: () => !hasFailed,
      started: Promise.resolve(),
      async ask(ids) {
        asked += ids.length;
        await turn();
        return hasFailed ? null : { kind: 'foreseen', counts: new PreviewTally().plain() };
      },
      close() {
        threads.closed += 1;
        return Promise.resolve();
      },
    };
  };
  return createWarmUp({ ...test.context, ports: { ...test.context.ports, workAhead } });
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let at = 0; at < count; at += 1) await turn();
};
const rows = () => test.context.ledger.db.all('select * from record order by id');

it('goes over records here and in the thread, changes nothing, and ends when it is asked to', async () => {
  fill(2500);
  const before = rows();
  const warm = warmUp();
  warm.start();
  warm.start();
  while (asked < 300) await turn();
  await warm.stop();
  expect(threads).toEqual({ open: 1, closed: 1 });
  expect(asked).toBeLessThan(2500);
  expect(rows()).toEqual(before);
  // What is compiled stays so for a while.
  warm.start();
  await turns(5);
  expect(threads.open).toBe(1);
  test.ports.clock.advance(200_000);
  warm.start();
  await turns(5);
  expect(threads.open).toBe(2);
  await warm.stop();
});

it('does not begin where a preview is asked for at once', async () => {
  fill(2500);
  const warm = warmUp();
  warm.start();
  await warm.stop();
  await turns(5);
  expect(threads.open).toBe(0);
});

it('is not worth it for few records, and goes on without a thread', async () => {
  fill(100);
  const warm = warmUp();
  warm.start();
  await turns(5);
  expect(threads.open).toBe(0);
  fill(2500);
  hasFailed = true;
  warm.start();
  await turns(5);
  await warm.stop();
  expect(threads).toEqual({ open: 1, closed: 1 });
});

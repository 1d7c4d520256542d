import { afterEach, beforeEach, expect, it } from 'vitest';

import { findExactTwins, twinReading } from '#core/duplicates/twin-index.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';

let test: TestContext;
const count = 800;
const address = (index: number) => `https://data.example.org/items/${index % (count / 2)}`;
beforeEach(() => {
  test = openTestContext();
  saveRecords(
    test.context,
    Array.from({ length: count }, (_, index) =>
      recordInput(`10.5072/r${index}`, { attributes: { url: address(index) } }),
    ),
    { kind: 'import', reason: null },
  );
});
afterEach(() => test.dispose());

const waiting = () =>
  test.context.ledger.db.column<number>('select count(*) from duplicate_unread')[0];
const twinsOfFirst = () =>
  findExactTwins(test.context.ledger, {
    ...{ id: 1, doi: '10.5072/r0', attributes: { url: address(0) } },
  });

it('many records that changed are read in turns, once for all who ask, and twins among them are found', async () => {
  let turns = 0;
  const beat = setInterval(() => (turns += 1));
  const reading = twinReading(test.context.ledger);
  expect(waiting()).toBe(count);
  await Promise.all([reading.settle(), reading.settle()]);
  clearInterval(beat);
  expect(waiting()).toBe(0);
  expect(turns).toBeGreaterThan(2);
  expect(twinsOfFirst()).toEqual([`10.5072/r${count / 2}`]);
});

it('what a stop left is read by whoever looks for twins', async () => {
  const reading = twinReading(test.context.ledger);
  const begun = reading.settle();
  await reading.stop();
  await begun;
  expect(waiting()).toBeGreaterThan(0);
  expect(twinsOfFirst()).toEqual([`10.5072/r${count / 2}`]);
  expect(waiting()).toBe(0);
});

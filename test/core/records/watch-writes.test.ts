import { expect, it, onTestFinished } from 'vitest';

import { saveRecords } from '#core/records/save-records.ts';
import { watchWrites } from '#core/records/watch-writes.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

it('tells which of some records were written since, whoever wrote them and whatever of them', () => {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  const { ledger } = test.context;
  const save = (title: string): void => {
    const inputs = [1, 2, 3].map((at) =>
      recordInput(`10.5072/${at}`, { attributes: { titles: [{ title: `${title} ${at}` }] } }),
    );
    saveRecords(test.context, inputs, { kind: 'edit', reason: null });
  };
  save('Lake');
  const watch = watchWrites(ledger, 2);
  const [first, second] = [watch.of([1, 2]), watch.of([2, 9])];
  expect([...first, ...second]).toEqual([]);

  ledger.db.run(`update record set source_row = 7 where id = 1`);
  expect([[...first], [...second]]).toEqual([[1], []]);
  save('Lake');
  // Nothing changed, so nothing was written.
  expect([[...first], [...second]]).toEqual([[1], []]);
  ledger.db.run(`update record set source_row = null where id = 1`);
  save('River');
  expect([[...first].sort(), [...second]]).toEqual([[1, 2], [2]]);

  // The first of three is too old to be asked for.
  const third = watch.of([3]);
  ledger.db.run(`update record set findings = '[]', sync = 'unsent'`);
  expect([[...third], [...second]]).toEqual([[3], [2]]);
  watch.end();
  const later = watchWrites(ledger, 1).of([1, 2, 3]);
  ledger.db.run('delete from record where id = 2');
  expect([...later]).toEqual([2]);
  expect([...third]).toEqual([3]);
});

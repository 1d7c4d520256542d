import { expect, it, onTestFinished } from 'vitest';

import { createMerging, holdMerging } from '#core/records/search-merging.ts';
import { searchRecords } from '#core/records/search-text.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const pieces = 40;

it('leaves pieces of the search index lying, and merges them later, also after work that failed', () => {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  const { ledger } = test.context;
  const write = (id: number): void => {
    ledger.db.run(
      'insert or replace into record_text (rowid, doi, title) values (?, ?, ?)',
      ...[id, `10.5072/${id}`, `Lake ${id}`],
    );
  };
  const hold = (work: () => void): void =>
    ledger.db.pieceTransaction(() => holdMerging(ledger, work));
  const count = (): number =>
    ledger.db.column<number>('select count(distinct segid) from record_text_idx')[0] ?? 0;

  for (let id = 1; id <= pieces; id += 1) hold(() => write(id));
  expect(count()).toBe(pieces);
  const failing = (): void => {
    write(pieces + 1);
    throw new Error('half-way');
  };
  expect(() => hold(failing)).toThrow('half-way');
  const merge = createMerging(ledger, test.context.ports.clock);
  while (merge());
  expect(count()).toBe(1);
  expect(searchRecords(ledger, 'lake')).toHaveLength(pieces);

  // Whoever writes now has its pieces merged by FTS5 itself, as ever.
  for (let id = 1; id <= pieces; id += 1) ledger.transaction(() => write(id));
  expect(count()).toBeLessThan(pieces / 2);
});

it('takes smaller steps where they take long', () => {
  const words = Array.from({ length: 2000 }, (_, at) => `word${String(at * 7919)}`);
  /** Turns that merging takes where each step is told to take so long. */
  const turnsAt = (stepMs: number): number => {
    const test = openTestContext();
    onTestFinished(() => test.dispose());
    const { ledger } = test.context;
    for (let piece = 0; piece < 20; piece += 1) {
      const write = (): void => {
        for (let at = 0; at < 100; at += 1) {
          const title = words.slice(at * 20, at * 20 + 20).join(` x${String(piece)}`);
          const values = [piece * 100 + at, title];
          ledger.db.run('insert into record_text (rowid, title) values (?, ?)', ...values);
        }
      };
      ledger.db.pieceTransaction(() => holdMerging(ledger, write));
    }
    let turns = 0;
    let now = 0;
    const merge = createMerging(ledger, { monotonic: () => (now += stepMs) });
    while (merge()) turns += 1;
    expect(ledger.db.column('select count(distinct segid) from record_text_idx')).toEqual([1]);
    return turns;
  };
  const quick = turnsAt(1);
  expect(turnsAt(200)).toBeGreaterThan(quick * 2);
});

import { expect, it } from 'vitest';

import type { AheadAnswer, AheadThread } from '#core/ahead/ahead.ts';
import { sharePieces } from '#core/exports/share-pieces.ts';
import { nothingSeen } from '#shared/sheets/table-survey.ts';

const answer: AheadAnswer = { kind: 'surveyed', seen: nothingSeen() };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A thread that answers when it is told to. */
function slowThread() {
  const asked: { readonly ids: readonly number[]; reply(answer: AheadAnswer | null): void }[] = [];
  const thread: AheadThread = {
    isRunning: () => true,
    started: Promise.resolve(),
    ask: (ids) => new Promise((reply) => void asked.push({ ids, reply })),
    close: () => Promise.resolve(),
  };
  return { thread, asked };
}

/** What came of so many records, by whom. */
function share(count: number, thread: AheadThread | null) {
  const done: { readonly ids: readonly number[]; readonly by: string }[] = [];
  let hereCount = 0;
  const run = async (): Promise<void> => {
    const pieces = sharePieces<string>(numbers(count), {
      thread,
      read: () => 'thread',
      async here(ids) {
        await turn();
        hereCount += ids.length;
        return 'core';
      },
    });
    for await (const { ids, result, isOwn } of pieces) {
      expect(isOwn).toBe(result === 'core');
      done.push({ ids, by: result });
    }
  };
  let isOver = false;
  const ended = run().finally(() => (isOver = true));
  return { done, hereCount: () => hereCount, isOver: () => isOver, ended };
}

it('gives the pieces in the order of the records, whoever is first', async () => {
  const { thread, asked } = slowThread();
  const { done, hereCount, isOver } = share(5000, thread);
  while (hereCount() === 0) await turn();
  // The core has done a later piece meanwhile.
  expect(done).toEqual([]);
  while (!isOver()) {
    asked.shift()?.reply(answer);
    await turn();
  }
  expect(done.flatMap(({ ids }) => ids)).toEqual(numbers(5000));
  expect(new Set(done.map(({ by }) => by))).toEqual(new Set(['core', 'thread']));
});

it('waits for a slow thread instead of keeping all that comes after its piece', async () => {
  const { thread, asked } = slowThread();
  const { done, hereCount, isOver } = share(50_000, thread);
  for (let turns = 0; turns < 100; turns += 1) await turn();
  const waiting = hereCount();
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(5000);
  for (let turns = 0; turns < 100; turns += 1) await turn();
  expect([hereCount(), done.length]).toEqual([waiting, 0]);
  while (!isOver()) {
    // What the thread does not answer, the core does.
    asked.shift()?.reply(null);
    await turn();
  }
  expect(done.flatMap(({ ids }) => ids)).toEqual(numbers(50_000));
  expect(done.every(({ by }) => by === 'core')).toBe(true);
});

it('is done by the core where there is no thread', async () => {
  const { done, ended } = share(1234, null);
  await ended;
  expect(done.flatMap(({ ids }) => ids)).toEqual(numbers(1234));
  expect(done.every(({ by }) => by === 'core')).toBe(true);
});

import { expect, it } from 'vitest';

import { backgroundTurn, inForeground } from '#core/support/turns.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('work for nobody in particular waits for what somebody waits for, of the same ledger alone', async () => {
  const [ledger, other] = [{}, {}];
  const done: string[] = [];
  const foreground = (name: string, turns: number) =>
    inForeground(ledger, async () => {
      for (let at = 0; at < turns; at += 1) await turn();
      done.push(name);
    });
  const first = foreground('first', 5);
  const elsewhere = backgroundTurn(other).then(() => done.push('elsewhere'));
  const background = backgroundTurn(ledger).then(() => done.push('background'));
  await turn();
  const second = foreground('second', 10);
  await Promise.all([first, second, elsewhere, background]);
  expect(done).toEqual(['elsewhere', 'first', 'second', 'background']);
  await backgroundTurn(ledger);
});

it('work that fails holds nobody up, and is told to who waits for it', async () => {
  const ledger = {};
  const failing = inForeground(ledger, async () => {
    await turn();
    throw new Error('no');
  });
  const background = backgroundTurn(ledger);
  await expect(failing).rejects.toThrow('no');
  await background;
});

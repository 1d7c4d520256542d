import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { watchIdle } from '#hosts/browser/idle.ts';
import { readStartOptions } from '#hosts/start-options.ts';
import { createFakeCore } from '../fake-core.ts';

const quiet = {
  queuedCount: 0,
  inFlightCount: 0,
  waitingCount: 0,
  failedCount: 0,
  doneCount: 0,
  operationsPerSecond: null,
  secondsLeft: null,
  waitsUntil: null,
  heldRepositories: [],
};

/** How often it was told to end while pages were open and the outbox was in this state. */
async function endings(pages: number, mode: string, idleMinutes = 3): Promise<number> {
  let count = 0;
  const core = createFakeCore(() => ({ ...quiet, mode }));
  const watched = { core, pageCount: () => pages, idleMinutes, minuteMs: 2 };
  const stop = watchIdle(watched, () => (count += 1));
  for (let wait = 0; wait < 200 && count === 0 && core.calls.length < 20; wait += 1) await sleep(5);
  stop();
  return count;
}

describe('the browser host that nobody uses', () => {
  it('ends once, and never with a page open, while it sends, or when told not to', async () => {
    expect(await endings(0, 'idle')).toBe(1);
    expect(await endings(1, 'idle')).toBe(0);
    expect(await endings(0, 'sending')).toBe(0);
    const stop = watchIdle({ core: createFakeCore(), pageCount: () => 0, idleMinutes: 0 }, () =>
      expect.unreachable(),
    );
    stop();
  });

  it('listens to nobody but this computer, whatever is asked', () => {
    expect(readStartOptions(['--idle-minutes', '5']).idleMinutes).toBe(5);
    expect(() => readStartOptions(['--idle-minutes', 'x'])).toThrow(/whole number/);
    for (const address of ['0.0.0.0', '::', '192.168.1.2', 'example.org', '']) {
      expect(() => readStartOptions(['--listen', address])).toThrow(/Nothing was started/);
    }
  });
});

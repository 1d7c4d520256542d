import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { budgetName, limitFor, readShare } from '#core/datacite/budget.ts';
import { createSharedBudgets } from '#core/datacite/shared-budget.ts';
import type { SharedBudgets } from '#core/datacite/shared-budget.ts';
import { seededRandom } from '#shared/support/random.ts';
import { machineClock, virtualTime } from './virtual-time.ts';

const origin = 'https://api.example.org';
/** Simulated; `npm run reliability` asks for a day. */
const hours = Number(process.env['BUDGET_HOURS'] ?? 5);
/** The longest that a request may be under way (core/network, with some slack). */
const longestRequestMs = 65_000;
let folder: string;
let open: SharedBudgets[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'budget-'));
  open = [];
});
afterEach(() => {
  for (const budgets of open) budgets.close();
  rmSync(folder, { recursive: true });
});

/** The budgets of one process of the machine. */
function processOn(clock: ReturnType<typeof machineClock>, log: string[] = []): SharedBudgets {
  const file = join(folder, 'request-budget.sqlite');
  const made = createSharedBudgets({ file, clock, log: ({ message }) => void log.push(message) });
  open.push(made);
  return made;
}

/** The most arrivals in any interval of that length, wherever it begins. */
function mostIn(arrivals: readonly number[], windowMs: number): number {
  const sorted = arrivals.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? 0) < at - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

describe('the budget of the machine', () => {
  it(`is not exceeded once in ${String(hours)} hours of random work by three processes that crash, with sleep, boots and set clocks`, async () => {
    const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
    const random = seededRandom(seed);
    const time = virtualTime();
    const clock = machineClock(time);
    const limit = { requests: 120, windowMs: 300_000 };
    const dayMs = 86_400_000;
    const workMs = hours * 3_600_000;
    const arrivals: number[] = [];
    let crashes = 0;

    const request = async (budgets: SharedBudgets): Promise<void> => {
      const taken = await budgets.of(origin, () => limit).take();
      const latencyMs = random() < 0.01 ? 60_000 * random() : 20 + 400 * random();
      const arrivesAfter = latencyMs * random();
      await time.sleep(arrivesAfter);
      arrivals.push(time.now());
      await time.sleep(latencyMs - arrivesAfter);
      // One in two hundred dies with its process before it can say that it was answered.
      if (random() < 0.005) crashes += 1;
      else taken();
    };
    /** Bursts that the budget must hold back, and lulls in which it fills up again. */
    const work = async (budgets: SharedBudgets): Promise<void> => {
      while (time.now() < workMs) {
        const burst = Math.floor(random() * 60);
        await Promise.all(Array.from({ length: burst }, () => request(budgets)));
        await time.sleep(random() < 0.1 ? random() * 900_000 : random() * 20_000);
      }
    };
    const weather = async (): Promise<void> => {
      while (time.now() < workMs) {
        await time.sleep(random() * 3_600_000);
        const kind = random();
        clock.setWall((random() - 0.5) * 2 * dayMs);
        if (kind < 0.3) clock.suspend(Math.min(random() * 600_000, clock.monotonic()));
        else if (kind < 0.5) clock.boot();
      }
    };
    const processes = [processOn(clock), processOn(clock), processOn(clock)];
    const all = Promise.all([...processes.map(work), weather()]);
    await time.run(workMs + 3_600_000);
    await all;

    const story = `SEED=${seed}, ${arrivals.length} requests, ${crashes} crashes`;
    expect(mostIn(arrivals, limit.windowMs), story).toBeLessThanOrEqual(limit.requests);
    // Not by doing nothing: the windows were full for most of the day.
    expect(mostIn(arrivals, limit.windowMs), story).toBe(limit.requests);
    expect(arrivals.length, story).toBeGreaterThan(
      0.5 * (workMs / limit.windowMs) * limit.requests,
    );
    expect(crashes, story).toBeGreaterThan(hours / 3);
  });

  it('would be exceeded if each process counted for itself (the check above can fail)', async () => {
    const time = virtualTime();
    const clock = machineClock(time);
    const limit = { requests: 5, windowMs: 1000 };
    const arrivals: number[] = [];
    const apart = ['one', 'two'].map((name) => processOn(clock).of(name, () => limit));
    const all = Promise.all(
      apart.flatMap((budget) =>
        Array.from({ length: 10 }, async () => (await budget.take(), arrivals.push(time.now()))),
      ),
    );
    await time.run(100_000);
    await all;
    expect(mostIn(arrivals, limit.windowMs)).toBe(10);
  });

  it('waits for one window and one request at most after a sleep or a boot, and not at all when the wall clock is set', async () => {
    const time = virtualTime();
    const clock = machineClock(time);
    const limit = { requests: 4, windowMs: 300_000 };
    const fill = async (): Promise<number> => {
      const budget = processOn(clock).of(origin, () => limit);
      const begun = time.now();
      const all = Promise.all(Array.from({ length: 4 }, async () => (await budget.take())()));
      await time.run(begun + 3_600_000);
      await all;
      return time.now() - begun;
    };
    const rest = async (milliseconds: number): Promise<void> => {
      void time.sleep(milliseconds);
      await time.run(time.now() + milliseconds);
    };
    expect(await fill()).toBe(0);
    for (const disturb of [
      () => clock.setWall(-86_400_000),
      () => clock.setWall(86_400_000 * 365),
    ]) {
      await rest(301_000);
      disturb();
      expect(await fill()).toBe(0);
    }
    await rest(8 * 3_600_000);
    clock.boot();
    expect(await fill()).toBeLessThanOrEqual(limit.windowMs * 1.01 + longestRequestMs);
  });

  it('holds between real processes, one of which is killed half-way', async () => {
    const file = join(folder, 'request-budget.sqlite');
    const program = join(import.meta.dirname, 'budget-process.ts');
    const times: number[] = [];
    const run = (milliseconds: number, killed: boolean): Promise<number> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, file, String(milliseconds)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let heard = '';
        let count = 0;
        child.stdout.on('data', (chunk: Buffer) => {
          heard += chunk.toString();
          count = heard.split('\n').length - 1;
          if (killed && count >= 15) child.kill('SIGKILL');
        });
        child.on('error', reject);
        child.on('close', () => {
          // What a killed process was writing may be cut off.
          const lines = heard.slice(0, heard.lastIndexOf('\n')).split('\n');
          times.push(...lines.filter((line) => line !== '').map(Number));
          resolve(count);
        });
      });
    const counts = await Promise.all([run(1200, false), run(1200, false), run(1200, true)]);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(times.length).toBeGreaterThan(60);
    expect(mostIn(times, 400)).toBeLessThanOrEqual(40);
  });

  it('counts each service, and callers with and without credentials, apart', async () => {
    const clock = machineClock(virtualTime());
    const budgets = processOn(clock);
    const limit = { requests: 1, windowMs: 1000 };
    const names = [
      budgetName(origin, 'production', 'credentials'),
      budgetName(origin, 'production', 'identified'),
      budgetName(origin, 'production', 'anonymous'),
      budgetName('https://api.test.datacite.org', 'test', 'anonymous'),
    ];
    expect(new Set(names).size).toBe(4);
    for (const name of names) {
      await budgets.of(name, () => limit).take();
      expect(budgets.of(name, () => limit).waitMs()).toBeGreaterThan(0);
    }
    // The test system has one count for everybody.
    expect(budgetName(origin, 'test', 'credentials')).toBe(budgetName(origin, 'test', 'anonymous'));
  });

  it('is half of what the service permits unless a person sets another share', () => {
    const requests = (...of: Parameters<typeof limitFor>): number | undefined =>
      limitFor(...of)?.requests;
    expect([
      requests('production', 'credentials'),
      requests('production', 'identified'),
      requests('production', 'anonymous'),
      requests('test', 'credentials'),
      requests('production', 'credentials', 100),
      requests('test', 'anonymous', 100),
    ]).toEqual([1500, 500, 250, 375, 3000, 750]);
    expect(limitFor('practice', 'credentials')).toBeNull();
    expect(['100', '1', '0', '101', 'all', '', null].map(readShare)).toEqual([
      100, 1, 50, 50, 50, 50, 50,
    ]);
  });

  it('follows a changed share at once', async () => {
    const budgets = processOn(machineClock(virtualTime()));
    let requests = 2;
    const budget = budgets.of(origin, () => ({ requests, windowMs: 1000 }));
    await budget.take();
    await budget.take();
    expect(budget.waitMs()).toBeGreaterThan(0);
    requests = 3;
    expect(budget.waitMs()).toBe(0);
    requests = 1;
    expect(budget.waitMs()).toBeGreaterThan(0);
  });

  it('counts for itself, and says so once, where the file cannot be used', async () => {
    writeFileSync(
      join(folder, 'request-budget.sqlite'),
      'this is no database, but long enough to be read as one',
    );
    const log: string[] = [];
    const time = virtualTime();
    const budget = processOn(machineClock(time), log).of(origin, () => ({
      requests: 2,
      windowMs: 1000,
    }));
    const at: number[] = [];
    const all = Promise.all(
      Array.from({ length: 3 }, async () => (await budget.take(), at.push(time.now()))),
    );
    await time.run(10_000);
    await all;
    expect(at).toEqual([0, 0, 1001]);
    expect(log).toEqual(['Requests are counted for this process alone']);
  });
});

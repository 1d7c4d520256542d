import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { verifyHistory } from '#core/history/verify-history.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { seededRandom } from '#shared/support/random.ts';
import { fakeClock } from '../fixtures/test-context.ts';

const killCount = Number(process.env['KILLS'] ?? 10);
const seed = Number(process.env['SEED'] ?? 20260601);

const childFile = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-kill-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lets the child commit for a moment, ends it by force, and returns the last number it acknowledged. */
async function runAndKill(from: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [childFile, folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const hasBegun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
  });
  const hasEnded = new Promise((resolve) => child.on('close', resolve));
  await Promise.race([hasBegun, hasEnded]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  await hasEnded;
  // A line that was cut off was not acknowledged.
  const whole = output.slice(0, output.lastIndexOf('\n') + 1);
  return Number(whole.trimEnd().split('\n').at(-1) ?? from - 1);
}

describe(`a process that is killed while it commits (${killCount} kills, seed ${seed})`, () => {
  it('loses nothing that it acknowledged, and leaves record, operation and event in step', async () => {
    const random = seededRandom(seed);
    let acknowledged = 0;
    let unacknowledged = 0;
    let stored = 0;
    for (let kill = 1; kill <= killCount; kill += 1) {
      acknowledged = await runAndKill(stored + 1, random() * 60);
      const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: fakeClock() });
      const counts = ledger.db.get<Record<string, number>>(
        `select (select count(*) from record) as records, (select count(*) from operation) as operations,
           (select count(*) from history_event) as events,
           (select count(*) from record_text where record_text match 'lakes') as texts`,
      );
      const verdict = await verifyHistory(ledger.db, []);
      const { wasUnclean } = ledger;
      ledger.close();
      stored = counts?.['records'] ?? 0;

      expect({ kill, wasUnclean, intact: verdict.intact, ...counts }).toEqual({
        ...{ kill, wasUnclean: true, intact: true },
        ...{ records: stored, operations: stored, events: 2 * stored, texts: stored },
      });
      expect(stored).toBeGreaterThanOrEqual(acknowledged);
      unacknowledged += stored - acknowledged;
    }
    console.log(JSON.stringify({ kills: killCount, seed, stored, lost: 0, unacknowledged }));
    // A loop that committed nothing would prove nothing.
    expect(stored).toBeGreaterThan(killCount);
  });
});

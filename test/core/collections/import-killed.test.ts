import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCollections, createSources } from '#core/collections/index.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { createContext } from '#core/create-context.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';
import { importAll, row, sheet } from './fixtures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-killed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const rows = 1000;
const child = fileURLToPath(new URL('./killed-import.ts', import.meta.url));

/** Imports in a process of its own and kills it when it has told of `lines` items. */
async function killAfter(lines: number): Promise<void> {
  const process_ = spawn(process.execPath, [child, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  process_.stdout.setEncoding('utf8');
  process_.stdout.on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > lines) process_.kill('SIGKILL');
  });
  await once(process_, 'exit');
}

describe('an import whose process is killed', () => {
  it('leaves whole batches, is found interrupted, and brings in each item once when it is run again', async () => {
    writeFileSync(
      join(folder, 'a.csv'),
      sheet(...Array.from({ length: rows }, (_, at) => row(`A-${at}`))),
    );
    // First after a batch, then later: the second run starts on what the first one left.
    for (const lines of [1, 450]) await killAfter(lines);

    const ports = testPorts({
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
    const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: ports.clock });
    try {
      const { context } = createContext(ports, testConfig(folder), ledger);
      const count = (sql: string): number => ledger.db.get<{ n: number }>(sql)?.n ?? -1;
      const before = count('select count(*) as n from record');
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(rows);
      expect(count(`select count(*) as n from import_line where status = 'new'`)).toBe(before);
      createCollections(context, createSources(context));
      expect(ledger.db.all('select status from import_run')).toEqual([
        { status: 'interrupted' },
        { status: 'interrupted' },
      ]);
      const { run } = await importAll(context, [join(folder, 'a.csv')]);
      expect(run).toMatchObject({
        status: 'done',
        unchangedCount: before,
        newCount: rows - before,
      });
      expect(count('select count(*) as n from record')).toBe(rows);
      expect(count('select count(distinct item_key) as n from record')).toBe(rows);
      expect(await verifyHistory(ledger.db, [])).toMatchObject({ intact: true });
    } finally {
      ledger.close();
    }
  });
});

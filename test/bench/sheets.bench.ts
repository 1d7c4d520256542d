/**
 * Exports records as CSV and XLSX and compares each file with the ledger again, unedited:
 * `node test/bench/sheets.bench.ts [records [LEDGER]]`; `LEDGER` was filled by a former run (`KEEP=1` leaves its folder)
 * and is worked on as a copy. Prints one JSON line a step with seconds and the largest resident
 * set. Exits 1 beyond the limits of issue 6 (for 100,000 records, and in proportion for fewer): CSV 20 s, XLSX
 * 60 s, comparison 60 s; or when the comparison finds any change.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import { createContext } from '#core/create-context.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Ports } from '#core/ports.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { compareSheet } from '#core/sheet-updates/compare-sheet.ts';
import { getUpdate, insertUpdate } from '#core/sheet-updates/update-table.ts';
import { createPausable } from '#core/support/pausable.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededBytes, seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../core/fixtures/record-input.ts';
import { fakeVault, noNetwork, testConfig } from '../core/fixtures/test-context.ts';

const count = Number(process.argv[2] ?? 10_000);
const share = count / 100_000;
const limits = { csv: 20 * share, xlsx: 60 * share, compare: 60 * share } as const;
/** As the desktop app has it, where `electron-vite build` was run: from its source a thread takes a second to start. */
const built = new URL('../../out/main/ahead-thread.js', import.meta.url);
const source = new URL('../../electron/core/ahead/ahead-thread.ts', import.meta.url);
const isBuilt = existsSync(built);
const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const ports: Ports = {
  clock: {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
  randomBytes: seededBytes(7),
  vault: fakeVault(),
  network: noNetwork,
  log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  crashPoint: () => undefined,
  workAhead: createAheadStarter(isBuilt ? built : source),
};

async function timed(step: string, limit: number, work: () => Promise<object>): Promise<boolean> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const more = await work();
  const seconds = (performance.now() - start) / 1000;
  // Beside the time by the clock: on a machine that does other things too, the one that compares.
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = Number(((user + system) / 1_000_000).toFixed(1));
  const maxRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const line = {
    step,
    records: count,
    seconds: Number(seconds.toFixed(1)),
    limit,
    cpuSeconds,
    maxRssMiB,
    ...more,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return seconds <= limit;
}

const results: boolean[] = [];
try {
  const made = process.argv[3];
  if (made !== undefined) copyFileSync(made, join(folder, 'ledger.sqlite'));
  const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: ports.clock });
  ledger.db.run(
    `insert or ignore into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
     values ('practice', 'Practice', 'practice', 'http://127.0.0.1:0', 'practice.steward', '["10.5072"]', '')`,
  );
  const { context } = createContext(ports, testConfig(folder), ledger);
  const random = seededRandom(20_260_601);
  for (let at = 0; made === undefined && at < count; at += 500) {
    const inputs = Array.from({ length: Math.min(500, count - at) }, (_, index) => {
      const doi = `10.5072/bench-${at + index}`;
      return recordInput(doi, { attributes: generateRecord(random, { doi }) });
    });
    saveRecords(context, inputs, { kind: 'import', reason: null });
  }
  const ids = ledger.db
    .all<{ id: number }>('select id from record order by id limit ?', count)
    .map(({ id }) => id);
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const control = { onRecords: () => undefined, turn };

  for (const format of ['csv', 'xlsx'] as const) {
    const path = join(folder, `records.${format}`);
    results.push(
      await timed(`export ${format}`, limits[format], async () => {
        await writeExport(context, { ids, format, form: 'wide', properties: null }, path, control);
        return { bytes: statSync(path).size };
      }),
      await timed(`compare ${format}`, limits.compare, async () => {
        const id = insertUpdate(context, `records.${format}`);
        const settings = { encoding: null, delimiter: null, sheet: null, mapping: null };
        const pausable = createPausable(context.ports.clock);
        const held = { ending: null, pausable, share: null };
        await compareSheet(context, id, { path, settings }, held);
        const { status, rowCount, changedCount, refusedCount, failure } = getUpdate(ledger, id);
        results.push(status === 'ready' && rowCount === count && changedCount + refusedCount === 0);
        return { status, rowCount, changedCount, refusedCount, failure };
      }),
    );
  }
  ledger.close();
} finally {
  if (process.env['KEEP'] === '1') process.stderr.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exitCode = results.every(Boolean) ? 0 : 1;

/**
 * Imports and validates a sheet of 10,000 rows: `node test/bench/import.bench.ts [rows]`. Prints one JSON line
 * with seconds, the largest resident set and the longest stretch in which the event loop could not turn.
 * Exits 1 beyond the limits of issue 2: 60 s and 400 MiB.
 */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { importSources } from '#core/collections/index.ts';
import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Ports } from '#core/ports.ts';
import { seededBytes, seededRandom } from '#shared/support/random.ts';
import { fakeVault, noNetwork, testConfig } from '../core/fixtures/test-context.ts';

const rows = Number(process.argv[2] ?? 10_000);
const seed = 20_260_601;
const random = seededRandom(seed);

function words(count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 36 ** 6).toString(36)).join(' ');
}

/** A row as a repository exports it: about 1.3 KB with an abstract. */
function sheetRow(number: number): string {
  const cells = [
    `ITEM-${number}`,
    `Observations ${words(6)}`,
    `Meyer, ${words(1)}; Okafor, ${words(1)}; Rossi, ${words(1)}`,
    '0000-0002-1825-0097; 0000-0001-5109-3700; ',
    'Example Institute',
    String(2000 + (number % 25)),
    'Example Institute',
    'Dataset',
    words(120),
    `${words(1)}; ${words(1)}; ${words(1)}`,
    'CC-BY-4.0',
    'en',
    `https://data.example.org/items/${number}`,
    '2021-05-04',
    '10.5281/zenodo.1234567',
  ];
  return cells.map((cell) => `"${cell}"`).join(',');
}

const header =
  'id,title,creators,orcids,affiliations,publication year,publisher,resource type,abstract,keywords,license,language,url,date created,references';

const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
try {
  const path = join(folder, 'sheet.csv');
  writeFileSync(path, `${header}\n`);
  for (let row = 1; row <= rows; row += 1) appendFileSync(path, `${sheetRow(row)}\n`);
  const ports: Ports = {
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
    randomBytes: seededBytes(seed),
    vault: fakeVault(),
    network: noNetwork,
    log: () => undefined,
    crashPoint: () => undefined,
  };
  const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: ports.clock });
  ledger.db.run(
    `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
     values ('practice', 'Practice repository', 'practice', 'http://127.0.0.1:0', 'practice.steward',
       '["10.5072"]', '2026-06-01T08:00:00.000Z')`,
  );
  const { context } = createContext(ports, testConfig(folder), ledger);
  for (const pass of ['first', 'again'] as const) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    let peakBytes = 0;
    let valid = 0;
    let lines = 0;
    const statuses: Record<string, number> = {};
    for await (const line of importSources(context, {
      paths: [path],
      repositoryId: 'practice',
      collectionName: 'Bench',
      targetState: 'findable',
    })) {
      lines += 1;
      if (line.valid) valid += 1;
      statuses[line.status] = (statuses[line.status] ?? 0) + 1;
      if (lines % 250 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    }
    delay.disable();
    const seconds = (performance.now() - started) / 1000;
    const peakMiB = Math.max(peakBytes, process.memoryUsage.rss()) / 1024 / 1024;
    const isWithin = rows > 10_000 || (seconds <= 60 && peakMiB <= 400 && valid === lines);
    console.log(
      JSON.stringify({
        bench: `import, ${pass} time`,
        rows: lines,
        valid,
        statuses,
        seconds: Number(seconds.toFixed(2)),
        rowsPerSecond: Math.round(lines / seconds),
        peakMiB: Math.round(peakMiB),
        longestBlockMs: Math.round(delay.max / 1e6),
        p99BlockMs: Math.round(delay.percentile(99) / 1e6),
        goal: 'under 60 s and 400 MiB for 10,000 rows',
        holds: isWithin,
      }),
    );
    if (!isWithin) process.exitCode = 1;
  }
  ledger.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Is the window responsive while a regular expression is replaced in 20,000 records, and that is undone? The command
// line hands the batch to the core of an open window, as a script would, while a person scrolls the grid and opens
// records; the browser's own trace tells every task of the page's main thread, by the clock and by the processor: on a
// machine that does other things too the second one compares.
// `node test/bench/batch-window.bench.ts [records]`, after `npm run build`. Prints one JSON line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';
import { chromiumOptions } from '../browser.ts';
import { startBrowserApp } from '../e2e/browser-app.ts';
import { fillOldSeries, renameSeries } from './old-series.ts';

const records = Number(process.argv[2] ?? 20_000);
const limitMs = 100;
const folder = mkdtempSync(join(tmpdir(), 'steward-batch-window-'));
const recipeFile = join(folder, 'recipe.json');
const recipe = { format: 'doi-steward-recipe', version: 1, name: 'Bench', steps: [renameSeries] };
writeFileSync(recipeFile, JSON.stringify(recipe));
fill();

function fill(): void {
  const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: nodeClock });
  const ports = { ...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes };
  fillOldSeries(createContext(ports, testConfig(folder), ledger).context, records);
  ledger.close();
}

/** What a verb prints, as JSON Lines. */
async function steward(...words: string[]): Promise<Record<string, unknown>[]> {
  const bin = join(import.meta.dirname, '../../electron/hosts/cli/bin.mjs');
  const child = spawn(process.execPath, [bin, ...words, '--data', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Scrolls, and opens a record now and then, until the work is done. */
async function lookAround(page: Page, work: Promise<unknown>): Promise<void> {
  const state = { isDone: false };
  void work.finally(() => (state.isDone = true));
  await page.mouse.move(600, 500);
  while (!state.isDone) {
    for (let turn = 0; turn < 10; turn += 1) {
      await page.mouse.wheel(0, turn % 2 === 0 ? 900 : -400);
      await page.waitForTimeout(100);
    }
    await page.mouse.click(500, 500);
  }
}

/** Tasks of the page's main thread in a trace, by the clock and by the processor, in milliseconds. */
function tasksOf(trace: Buffer): { readonly ms: number; readonly cpuMs: number }[] {
  interface TraceEvent {
    readonly name: string;
    readonly ph: string;
    readonly pid: number;
    readonly tid: number;
    readonly dur?: number;
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(
      ({ ph, name, pid, tid }) =>
        ph === 'X' && name.endsWith('RunTask') && mains.has(`${pid} ${tid}`),
    )
    .map(({ dur = 0, tdur = 0 }) => ({
      ms: Math.round(dur / 1000),
      cpuMs: Math.round(tdur / 1000),
    }));
}

const app = await startBrowserApp({ dataFolder: folder });
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.goto(`${app.origin}/#/records`);
  await page
    .getByText(/^Old series/)
    .first()
    .waitFor();
  // What comes before, as drawing the screen for the first time, is no part of the batch.
  await browser.startTracing(page, { categories: ['toplevel'] });
  const startedAt = performance.now();
  const applied = steward('apply', recipeFile, '--query', 'title:old');
  await lookAround(page, applied);
  const [set] = (await applied).filter(({ changeSet }) => changeSet !== undefined);
  const undone = steward('undo', String(set?.['changeSet']));
  await lookAround(page, undone);
  const tasks = tasksOf(await browser.stopTracing());
  const longest = Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs));
  console.log(
    JSON.stringify({
      bench: 'batch-window',
      records,
      changed: set?.['changedCount'] ?? 0,
      restored: (await undone).find((line) => 'changedCount' in line)?.['changedCount'] ?? 0,
      'load average': Math.round((loadavg()[0] ?? 0) * 10) / 10,
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
      'tasks of the page': tasks.length,
      'tasks over 50 ms': tasks.filter(({ cpuMs }) => cpuMs > 50).length,
      'longest task, CPU ms': longest,
      'longest task by the clock, ms': Math.max(0, ...tasks.map(({ ms }) => ms)),
      goal: `no task of the page over ${limitMs} ms`,
      holds: longest <= limitMs && set?.['changedCount'] === records,
    }),
  );
} finally {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}

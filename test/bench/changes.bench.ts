/**
 * A batch operation on many records, as one JSON object: `node test/bench/changes.bench.ts [records [FOLDER]]`.
 * A find and replace by a regular expression over all of them: its preview, its application with history and
 * findings, and its undo. `FOLDER` keeps the ledger for the next time. The goals are those of issue 6 for 100,000
 * records on two cores, in proportion for fewer; beside the seconds by the clock stand those of the processor, of all
 * threads and of the core's own, because on a machine that does other things too they are the ones that compare.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createChanges } from '#core/changes/index.ts';
import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import { createContext } from '#core/create-context.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { recheckAll } from '#core/records/recheck.ts';
import { createCheckpointStarter } from '#core/sqlite/start-checkpoints.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';
import { selectedIds, prepareSelection } from '#core/register/selection.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';
import { fillOldSeries, renameSeries } from './old-series.ts';

const total = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];
const share = total / 100_000;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'steward-changes-'));
if (kept !== undefined) mkdirSync(kept, { recursive: true });
const path = join(folder, 'ledger.sqlite');
const isMade = existsSync(path);
const ledger: Ledger = openLedger(path, { clock: nodeClock });
/** As the desktop app has it, where `electron-vite build` was run: from its source a thread takes a second to start. */
const built = (name: string): URL => new URL(`../../out/main/${name}.js`, import.meta.url);
const isBuilt = existsSync(built('ahead-thread'));
const thread = (folder: string, name: string): URL =>
  isBuilt ? built(name) : new URL(`../../electron/core/${folder}/${name}.ts`, import.meta.url);
const ports = {
  ...{ ...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes },
  workAhead: createAheadStarter(thread('ahead', 'ahead-thread')),
  checkpoints: createCheckpointStarter(thread('sqlite', 'checkpoint-thread')),
};
const { context } = createContext(ports, testConfig(folder), ledger);
if (!isMade) {
  fillOldSeries(context, total);
  // As in a catalogue that came in by an import, its findings are kept.
  await recheckAll(context, {});
}

const { handlers } = createChanges(context, { send: () => undefined, kick: () => undefined });
const longestTurnMs = 100;
const figures: Record<string, number | boolean> = {
  'threads as built': isBuilt,
  records: total,
  'load average at start': rounded(loadavg()[0] ?? 0),
};
let holds = Number.isFinite(total);

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/**
 * Milliseconds of the same work every time: what the machine gives at that moment. A virtual machine that shares its
 * cores may be half as quick a minute later, and then so is everything else.
 */
function fixedWorkMs(): number {
  const record = generateRecord(seededRandom(1), { doi: '10.5072/fixed' });
  const start = performance.now();
  for (let at = 0; at < 4000; at += 1) JSON.parse(JSON.stringify(record));
  return performance.now() - start;
}

/** Seconds of a piece of work, and of each turn of the core in which nothing else had its own. */
async function measure(name: string, goal: number, work: () => Promise<unknown>): Promise<void> {
  const before = fixedWorkMs();
  const [start, cpu, own] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  const turns: number[] = [];
  const turnCpu: number[] = [];
  let last = start;
  let lastCpu = own;
  const beat = setInterval(() => {
    const [now, used] = [performance.now(), process.threadCpuUsage()];
    turns.push(now - last);
    turnCpu.push((used.user + used.system - lastCpu.user - lastCpu.system) / 1000);
    [last, lastCpu] = [now, used];
  }, 1);
  await work();
  clearInterval(beat);
  const seconds = (performance.now() - start) / 1000;
  turns.sort((one, other) => one - other);
  const longest = turns.at(-1) ?? 0;
  figures[`${name} s`] = rounded(seconds);
  figures[`${name} goal s`] = rounded(goal * share);
  figures[`${name} CPU s`] = cpuSeconds(process.cpuUsage(cpu));
  figures[`${name} CPU s of the core's thread`] = cpuSeconds(process.threadCpuUsage(own));
  figures[`${name} turn ms p95`] = Math.round(turns[Math.floor(turns.length * 0.95)] ?? 0);
  figures[`${name} longest turn ms`] = Math.round(longest);
  figures[`${name} longest turn CPU ms`] = Math.round(turnCpu.reduce((a, b) => Math.max(a, b), 0));
  figures[`${name} fixed work ms`] = Math.round((before + fixedWorkMs()) / 2);
  if (seconds > goal * share || longest > longestTurnMs) {
    holds = false;
    figures[`${name} holds`] = false;
  }
}

function cpuSeconds({ user, system }: NodeJS.CpuUsage): number {
  return rounded((user + system) / 1_000_000);
}

fixedWorkMs();
const selection = { filter: { query: 'title:old' } };
const steps = [renameSeries];

// As in the app, where the list of the records stands on the screen by then.
await prepareSelection(ledger, selection);
selectedIds(ledger, selection);
// The window asks for the saved recipes where an operation is put together, which takes a person seconds.
await handlers['changes.recipes']({});
await sleep(2000);
await measure('preview', 3, async () => {
  const { id } = await handlers['changes.preview']({ selection, steps });
  while ((await handlers['changes.previewState']({ id })).status === 'running') await sleep(5);
  figures['records foreseen'] = (await handlers['changes.previewState']({ id })).changedCount;
});
let changeSet = '';
await measure('apply', 15, async () => {
  const order = { title: 'bench', kind: 'batch', changeKind: 'correction', reason: null } as const;
  const { id } = await handlers['changes.apply']({ selection, steps, ...order });
  const { changedCount } = await handlers['changes.outcome']({ id });
  figures['records changed'] = changedCount;
  changeSet = id;
});
await measure('undo', 15, async () => {
  const order = { id: changeSet, reason: null, confirmation: null };
  const { id } = await handlers['changes.undo'](order);
  const { changedCount } = await handlers['changes.outcome']({ id });
  figures['records restored'] = changedCount;
});
const behind = performance.now();
await prepareSelection(ledger, selection);
figures['first search afterwards s'] = rounded((performance.now() - behind) / 1000);
figures['RSS MiB'] = Math.round(process.memoryUsage.rss() / 2 ** 20);
figures['holds'] = holds;
ledger.close();
if (kept === undefined) rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ bench: 'changes', ...figures }));

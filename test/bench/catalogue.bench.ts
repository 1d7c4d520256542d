/**
 * Finding things in a large catalogue, as one JSON object: `node test/bench/catalogue.bench.ts [records [LEDGER]]`;
 * `LEDGER` was made before by `catalogue-ledger.ts` and is worked on as a copy.
 * The goals are those of the records workspace for 1,000,000 records on two cores. With `--max-semi-space-size=16`
 * (as `run.ts` starts it) it has the young generation that the core's thread has.
 */
import { execFileSync } from 'node:child_process';
import { constants, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { createRecordHandlers } from '#core/records/record-handlers.ts';
import { setSync } from '#core/records/confirm-remote.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { seededRandom } from '#shared/support/random.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const random = seededRandom(2);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const folder = mkdtempSync(join(tmpdir(), 'steward-catalogue-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'ledger.sqlite');

const fillStart = performance.now();
// In a process of its own, so that the memory which filling takes is not measured.
const filler = join(import.meta.dirname, 'catalogue-ledger.ts');
const made = process.argv[3];
if (made !== undefined) copyFileSync(made, path, constants.COPYFILE_FICLONE);
const filled =
  made === undefined
    ? execFileSync(process.execPath, [filler, path, String(total)], { encoding: 'utf8' })
    : NaN;
const ledger = openLedger(path, { clock: nodeClock });
const ports = { ...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes };
const { context } = createContext(ports, testConfig(folder), ledger);
const handlers = createRecordHandlers(context);

const figures: Record<string, number | boolean | string> = {
  records: total,
  'load average at start': rounded(loadavg()[0] ?? 0),
  'mean JSON bytes': Number(filled),
  'fill s': rounded((performance.now() - fillStart) / 1000),
  'file MB': rounded(statSync(path).size / 2 ** 20),
};
let holds = Number.isFinite(total);

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
interface Cost {
  readonly ms: number;
  /**
   * Of this thread: what is left of the time when others hold the processors. Linux counts it by ticks of up to 4 ms,
   * so that the mean of many says more than one.
   */
  readonly cpuMs: number;
}
async function timed(work: () => unknown): Promise<Cost> {
  const cpuStart = process.threadCpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.threadCpuUsage(cpuStart);
  return { ms, cpuMs: (user + system) / 1000 };
}
function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}
/** Notes p50, p95 and whether the goal for p95 is met. */
async function measure(
  name: string,
  { count, goalMs }: { readonly count: number; readonly goalMs: number },
  work: (index: number) => unknown,
): Promise<void> {
  const costs: Cost[] = [];
  for (let index = 0; index < count; index += 1) costs.push(await timed(() => work(index)));
  const times = costs.map(({ ms }) => ms).sort((a, b) => a - b);
  figures[`${name} p50 ms`] = rounded(times[times.length >> 1] ?? 0);
  figures[`${name} p95 ms`] = rounded(p95(times));
  const cpu = costs.map(({ cpuMs }) => cpuMs);
  figures[`${name} mean cpu ms`] = rounded(cpu.reduce((sum, each) => sum + each, 0) / count);
  figures[`${name} p95 cpu ms`] = rounded(p95(cpu));
  figures[`${name} goal ms`] = goalMs;
  if (p95(times) > goalMs) {
    holds = false;
    figures[`${name} holds`] = false;
  }
}
const list = (filter: RecordFilter, more: object = {}) =>
  handlers['records.list']({
    ...{ filter: { repositoryId: 'practice', ...filter }, sort: 'updated', descending: true },
    ...{ offset: 0, limit: 100, ...more },
  });
const once = async (name: string, work: () => unknown): Promise<void> => {
  const { ms, cpuMs } = await timed(work);
  figures[`${name} ms`] = rounded(ms);
  if (ms > 100) figures[`${name} cpu ms`] = rounded(cpuMs);
};
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
const noteMemory = (when: string): void => {
  const { rss, heapTotal, arrayBuffers } = process.memoryUsage();
  figures[`RSS MiB, heap and arrays in it, ${when}`] = [rss, heapTotal, arrayBuffers]
    .map(mebibytes)
    .join(' / ');
};

noteMemory('at first');
await once('first list after a start', () => list({}));
noteMemory('after the first list');
for (const sort of ['title', 'doi', 'state', 'year', 'type', 'findings', 'sync', 'publisher'])
  await once(`first order by ${sort}`, () => list({}, { sort }));

const states = ['draft', 'registered', 'findable', 'reserved'] as const;
const sorts = ['updated', 'title', 'doi'] as const;
/** A filter of its own each time, so that nothing of it was kept. */
await measure('first page, indexed sort and filter', { count: 100, goalMs: 16 }, (index) =>
  list(
    { states: [pick(states)], collectionId: 1 + (index % 40), years: [1950 + (index % 75)] },
    { sort: pick(sorts), descending: index % 2 === 0 },
  ),
);
await measure('first page, one broad filter', { count: 60, goalMs: 16 }, (index) =>
  list({ years: [1950 + index], query: `-state:${pick(states)}` }, { sort: pick(sorts) }),
);
await measure('further page', { count: 300, goalMs: 4 }, () =>
  list({ states: ['findable'] }, { offset: Math.floor(random() * total * 0.45) }),
);
const columns = ['creators[*].name', 'subjects[*].subject', 'rightsList[*].rightsIdentifier'];
await measure('further page with three property columns', { count: 100, goalMs: 16 }, () =>
  list(
    { states: ['findable'] },
    { offset: Math.floor(random() * total * 0.45), properties: columns },
  ),
);

const counted = ['licence', 'language', 'orcid', 'kernel', 'versions', 'relation'];
await once('six indexes of the counts, together', () =>
  handlers['records.list']({
    ...{ filter: { query: counted.map((name) => `has:${name}`).join(' ') }, sort: 'doi' },
    ...{ descending: false, offset: 0, limit: 1 },
  }),
);
for (const property of ['subjects.subject', 'titles.title']) {
  await once(`index of ${property} (goal 30000)`, () => list({ query: `has:${property}` }));
}
noteMemory('after the indexes');
const pieces = ['a', 'er', 'vesla', 'series 99', 'data of l', 'x', 'ice', 'en', 'o', 'st'];
await measure('other combinations', { count: 60, goalMs: 300 }, (index) =>
  list(
    {
      query:
        [
          `subjects.subject:${pick(pieces)}${index}`.slice(0, -1 * String(index).length),
          `(licence:CC* or -has:language) -title:${pick(['snow', 'ice'])}`,
          `titles.title:"${pick(pieces)} ${index % 10}"`,
          `year>=${1950 + index} orcid:(some none) errors:0 kernel:4`,
        ][index % 4] ?? '',
    },
    { sort: pick(['updated', 'findings', 'property:language', 'property:titles.title', 'year']) },
  ),
);
const shown = [
  ...['state', 'sync', 'type', 'year', 'prefix', 'publisher', 'collection', 'findings', 'finding'],
  ...['waived', 'verified', 'resolver', 'licence', 'language', 'orcid', 'kernel', 'versions'],
];
await measure('all counts', { count: 40, goalMs: 100 }, (index) =>
  handlers['records.facets']({
    filter: { repositoryId: 'practice', query: `year>=${1950 + index} -state:${pick(states)}` },
    facets: shown,
    limit: 200,
  }),
);
const typed = [
  'd',
  'da',
  'dat',
  'data',
  'data v',
  'data ve',
  'data vesla',
  's',
  'sn',
  'snow',
  'snow j',
  'se',
];
await measure('search as typed', { count: 120, goalMs: 20 }, (index) =>
  list({ text: typed[index % typed.length] ?? '', states: [pick(states)] }, { isQuick: true }),
);
await once('search, every hit of a common word', () => list({ text: 'data' }));
await measure('list after a write', { count: 40, goalMs: 300 }, (index) => {
  setSync(context, [`10.5072/${((index + 1) * 7_919).toString(36).padStart(8, '0')}`], 'unsent');
  return list({ states: ['findable'] });
});
noteMemory('at the end');
const largest = process.resourceUsage().maxRSS / 1024;
figures['largest RSS MiB'] = Math.round(largest);
figures['RSS goal MiB'] = 500;
figures['load average at the end'] = rounded(loadavg()[0] ?? 0);
figures['holds'] = holds && largest < 500;
ledger.close();
console.log(JSON.stringify({ bench: 'catalogue', ...figures }));

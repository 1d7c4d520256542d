/**
 * Figures of the ledger, as one JSON object. Run alone: `node test/bench/ledger.bench.ts [records]`.
 * Records are generated (seed 1), with findings of the real checks left out so that the ledger is what is
 * measured; three made-up finding codes stand for them. synchronous=FULL, as in the app.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createContext } from '#core/create-context.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { createRecordHandlers } from '#core/records/record-handlers.ts';
import { reserveSuffixes } from '#core/records/reserve-suffixes.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';
import { testConfig, testPorts } from '../core/fixtures/test-context.ts';

const total = Number(process.argv[2] ?? 100_000);
const batch = 500;
const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const random = seededRandom(1);
const path = join(folder, 'ledger.sqlite');
const ledger = openLedger(path, { clock: nodeClock });
ledger.db.run(
  `insert into repository (id, name, environment, endpoint, client_id, prefixes, created_at)
   values ('practice', 'p', 'practice', 'e', 'c', '["10.5072"]', '')`,
);
const ports = { ...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes };
const { context } = createContext(ports, testConfig(folder), ledger);
const figures: Record<string, number | string> = { records: total };
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Milliseconds that `work` takes. */
function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
const rounded = (value: number): number => Number(value.toPrecision(3));
function quantiles(name: string, times: number[]): void {
  const sorted = times.sort((a, b) => a - b);
  for (const q of [0.5, 0.95, 0.99]) {
    figures[`${name} p${q * 100} ms`] = rounded(sorted[Math.floor((sorted.length - 1) * q)] ?? 0);
  }
}

function input(number: number): RecordInput {
  const doi = `10.5072/${number.toString(36).padStart(8, '0')}`;
  const codes = ['orcid-missing', 'rights-missing', 'abstract-short'].filter(() => random() < 0.4);
  return {
    doi,
    repositoryId: 'practice',
    collectionId: null,
    itemKey: `item-${number}`,
    source: { file: 'bench.csv', row: number },
    attributes: generateRecord(random, { doi }),
    findings: codes.map((code) => ({
      ...{ code, severity: 'warning', gate: 'none', path: 'creators[0]' },
      ...{ message: 'A sentence that says what is wrong with this record.' },
    })),
    sync: 'local',
    state: pick(['reserved', 'draft', 'registered', 'findable']),
    sourceHash: null,
  };
}

let saving = 0;
let cpuMicroseconds = 0;
let jsonBytes = 0;
for (let from = 0; from < total; from += batch) {
  const inputs = Array.from({ length: Math.min(batch, total - from) }, (_, index) =>
    input(from + index),
  );
  jsonBytes += JSON.stringify(inputs[0]?.attributes).length;
  const before = process.cpuUsage();
  saving += timed(() => saveRecords(context, inputs, { kind: 'import', reason: null }));
  const { user, system } = process.cpuUsage(before);
  cpuMicroseconds += user + system;
}
figures['median-ish JSON bytes'] = Math.round(jsonBytes / Math.ceil(total / batch));
figures['save records/s (batches of 500)'] = Math.round((total / saving) * 1000);
// On a machine that others use, the time of the processor says more than the clock on the wall.
figures['save CPU microseconds a record'] = Math.round(cpuMicroseconds / total);
figures['file MB'] = rounded((statSync(path).size + statSync(`${path}-wal`).size) / 2 ** 20);

quantiles(
  'one edit committed (record + event, FULL)',
  Array.from({ length: 500 }, (_, index) => {
    const edited = { ...input(index), sync: 'unsent' as const };
    return timed(() => saveRecords(context, [edited], { kind: 'edit', reason: null }));
  }),
);
quantiles(
  'confirmations, 100 in a transaction',
  Array.from({ length: 50 }, (_, round) => {
    const confirmations = Array.from({ length: 100 }, (__, index) => input(round * 100 + index));
    return timed(() =>
      ledger.transaction(() => {
        for (const { doi, attributes } of confirmations) {
          confirmRemote(
            context,
            {
              ...{ doi, remote: attributes, remoteState: 'findable', remoteUpdatedAt: null },
              sync: 'in-step',
            },
            { kind: 'confirmed', reason: null },
          );
        }
      }),
    );
  }),
);
figures['reserve 1,000 names ms'] = rounded(
  timed(() => reserveSuffixes(context, 'practice', 1000)),
);

const handlers = createRecordHandlers(context);
const list = async (filter: RecordFilter, changes: object = {}): Promise<number> => {
  const wish = { filter, sort: 'title', descending: false, offset: 0, limit: 100, ...changes };
  const start = performance.now();
  await handlers['records.list'](wish as Parameters<(typeof handlers)['records.list']>[0]);
  return performance.now() - start;
};
/** One after the other: they share one thread. */
async function each(count: number, work: (index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push(await work(index));
  return times;
}
figures['first list (columns loaded) ms'] = rounded(await list({}));
for (const sort of ['updated', 'title', 'doi', 'year', 'type', 'state', 'findings', 'sync'])
  figures[`first view by ${sort} ms`] = rounded(await list({}, { sort }));
quantiles(
  'page of 100 at a random place',
  await each(300, () => list({}, { offset: Math.floor(random() * total) })),
);
figures['view: state and finding ms'] = rounded(
  await list({ states: ['draft'], findingCode: 'rights-missing' }),
);
figures['facets ms'] = rounded(
  timed(() =>
    handlers['records.facets']({
      filter: { states: ['draft'] },
      facets: ['state', 'sync', 'type', 'year', 'collection', 'finding'],
      limit: 200,
    }),
  ),
);
const title = ledger.db.get<{ title: string }>('select title from record limit 1')?.title ?? 'a';
for (const text of ['data', 'da', title.slice(0, 30), '10.5072/000000zz']) {
  figures[`search "${text}" ms`] = rounded(await list({ text }));
}
quantiles(
  'list after a write',
  await each(50, (index) => {
    saveRecords(context, [{ ...input(index), state: 'draft' }], { kind: 'edit', reason: null });
    return list({ states: ['draft'] });
  }),
);

const start = performance.now();
const verdict = await verifyHistory(ledger.db, []);
const seconds = (performance.now() - start) / 1000;
figures['history events'] = verdict.eventCount;
figures['history verified, s per 100,000 events'] = rounded(
  (seconds / verdict.eventCount) * 100_000,
);
figures['history intact'] = String(verdict.intact);
figures['RSS MB'] = Math.round(process.memoryUsage.rss() / 2 ** 20);
ledger.close();
figures['reopen ms'] = rounded(timed(() => openLedger(path, { clock: nodeClock }).close()));
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ bench: 'ledger', ...figures }));

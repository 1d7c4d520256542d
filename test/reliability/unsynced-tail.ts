// Cuts or garbles what a power failure may take from a ledger, and opens what is left.
//
//   node test/reliability/unsynced-tail.ts --trials 100 --seed 1 [--no-anchors]
//
// In half of the trials the disk kept its word: only what came after the last acknowledged commit is
// damaged, and everything acknowledged must be there. In the other half it lied: the damage reaches back
// before that, what is left must be a valid beginning, and the program must say that its end is missing.
// Prints its counts as JSON and ends with 1 when a trial does not hold. `--no-anchors` is the twin that
// must fail: without anchors nothing can tell.
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { compose, ledgerFiles } from '#core/compose.ts';
import { historyHead } from '#core/history/append-event.ts';
import { openAnchorFile } from '#core/history/anchor.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Output } from '#shared/contract/contract.ts';
import { mustExist } from '#shared/support/assert.ts';
import { seededBytes, seededRandom } from '#shared/support/random.ts';
import { testConfig, testPorts, openTestContext } from '../core/fixtures/test-context.ts';
import { addRecords } from '../core/outbox/harness.ts';

export interface TailReport {
  readonly seed: number;
  readonly trials: number;
  /** Trials in which something that was written is gone: without them nothing was proved. */
  readonly shorter: number;
  readonly told: number;
  readonly failed: number;
  readonly problems: readonly string[];
}

interface Original {
  readonly folder: string;
  /** Bytes of the log, and the history's end, when the last commit was acknowledged. */
  readonly acknowledgedBytes: number;
  readonly acknowledged: number;
  readonly hashes: ReadonlyMap<number, string>;
}

const commits = 40;

export async function unsyncedTail(how: {
  readonly trials: number;
  readonly seed: number;
  readonly hasAnchors: boolean;
}): Promise<TailReport> {
  const random = seededRandom(how.seed);
  const place = mkdtempSync(join(tmpdir(), 'unsynced-tail-'));
  const problems: string[] = [];
  const counts = { shorter: 0, told: 0 };
  try {
    const originals = [makeOriginal(place, false), makeOriginal(place, true)];
    for (let trial = 0; trial < how.trials; trial += 1) {
      const original = mustExist(originals[trial % originals.length], 'an original');
      const isLying = Math.floor(trial / originals.length) % 2 === 1;
      const folder = join(place, `trial-${String(trial)}`);
      const from = isLying
        ? Math.floor(random() * original.acknowledgedBytes)
        : original.acknowledgedBytes;
      copyTo(folder, original, how.hasAnchors);
      const damage = damageLog(join(folder, 'ledger.sqlite-wal'), from, random);
      const name = `trial ${String(trial)} (${isLying ? 'lying disk' : 'honest disk'}, ${damage})`;
      const found = await lookAt(folder, original);
      if (found.end < original.acknowledged) {
        counts.shorter += 1;
        if (found.alarm !== null) counts.told += 1;
        else problems.push(`${name}: ends at ${String(found.end)} and nobody is told`);
        if (!isLying) problems.push(`${name}: lost what was acknowledged`);
      } else if (found.alarm !== null) problems.push(`${name}: a false alarm`);
      problems.push(...found.problems.map((problem) => `${name}: ${problem}`));
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  const { seed, trials } = how;
  return { seed, trials, ...counts, failed: problems.length, problems: problems.slice(0, 10) };
}

/** A ledger with many commits, and a large transaction that had spilled into the log but was not committed. */
function makeOriginal(place: string, isCheckpointed: boolean): Original {
  const test = openTestContext();
  const { context, ports } = test;
  const { ledger } = context;
  ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
  );
  // The log begins with the commits: what the migrations wrote would fill it up to a checkpoint among them.
  ledger.db.pragma('wal_checkpoint(truncate)');
  const anchors = openAnchorFile(ledgerFiles(test.folder).anchors, ledger, ports);
  for (let commit = 0; commit < commits; commit += 1) {
    addRecords(context, 1 + (commit % 5));
    anchors.flush();
    if (isCheckpointed && commit === commits / 2) ledger.db.pragma('wal_checkpoint(restart)');
  }
  const log = `${ledger.path}-wal`;
  const acknowledgedBytes = usedBytes(log);
  const { sequence } = historyHead(ledger);
  // Pieces of long work, which nobody was told of: any number of them may go.
  for (let piece = 0; piece < 3; piece += 1) {
    ledger.db.pieceTransaction(() => addRecords(context, 1));
  }
  const rows = ledger.db.all<{ sequence: number; hash: string }>('select * from history_event');
  const folder = join(place, `original-${String(isCheckpointed)}`);
  ledger.db.pragma('cache_size = 10');
  ledger.db.exec('begin immediate');
  addRecords(context, 60);
  copyFiles(test.folder, folder);
  ledger.db.exec('rollback');
  anchors.close();
  test.dispose();
  const hashes = new Map(rows.map((row) => [row.sequence, row.hash]));
  return { folder, acknowledgedBytes, acknowledged: sequence, hashes };
}

/** After a checkpoint the log is written from its beginning again, over frames that count no more. */
function usedBytes(log: string): number {
  const bytes = readFileSync(log);
  const frame = 24 + bytes.readUInt32BE(8);
  const salt = bytes.subarray(16, 24);
  let end = 32;
  while (end + frame <= bytes.length && bytes.subarray(end + 8, end + 16).equals(salt))
    end += frame;
  return end;
}

function copyFiles(from: string, to: string): void {
  const { anchors } = ledgerFiles(to);
  mkdirSync(dirname(anchors), { recursive: true });
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal']) {
    copyFileSync(join(from, name), join(to, name));
  }
  copyFileSync(ledgerFiles(from).anchors, anchors);
}

function copyTo(folder: string, { folder: from }: Original, hasAnchors: boolean): void {
  copyFiles(from, folder);
  if (!hasAnchors) writeFileSync(ledgerFiles(folder).anchors, '');
}

/** Cuts the log, or fills it with zeros, noise or other pages, from somewhere behind `from`. */
function damageLog(path: string, from: number, random: () => number): string {
  const size = statSync(path).size;
  const at = from + Math.floor(random() * (size - from));
  const kind = Math.floor(random() * 4);
  if (kind === 0) {
    truncateSync(path, at);
    return `cut at ${String(at)} of ${String(size)}`;
  }
  const length = 1 + Math.floor(random() * (size - at));
  const bytes = readFileSync(path).subarray(at, at + length);
  if (kind === 1) bytes.fill(0);
  else if (kind === 2)
    for (let index = 0; index < length; index += 1) bytes[index] = random() * 256;
  else bytes.reverse();
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, bytes, 0, length, at);
  closeSync(descriptor);
  return `${['', 'zeros', 'noise', 'reversed'][kind] ?? ''}: ${String(length)} bytes at ${String(at)}`;
}

interface Found {
  readonly end: number;
  readonly alarm: string | null;
  readonly problems: readonly string[];
}

async function lookAt(folder: string, original: Original): Promise<Found> {
  const problems: string[] = [];
  const ledger = openLedger(ledgerFiles(folder).ledger, testPorts());
  const head = historyHead(ledger);
  if (head.sequence > 0 && original.hashes.get(head.sequence) !== head.hash) {
    problems.push('it ends with an event that never was');
  }
  const damage = ledger.db.all<{ integrity_check: string }>('pragma integrity_check');
  if (damage[0]?.integrity_check !== 'ok') problems.push('it is damaged');
  if (!(await verifyHistory(ledger.db, [])).intact) problems.push('its history does not hold');
  const records = ledger.db.get<{ n: number }>('select count(*) as n from record')?.n ?? 0;
  if (records !== head.sequence) {
    problems.push(`${String(records)} records for ${String(head.sequence)} events`);
  }
  ledger.close();
  // A later start draws other names than the one whose work is missing.
  const core = await compose(testPorts({ randomBytes: seededBytes(8) }), testConfig(folder));
  const state = await core.dispatch('app.state', {});
  await core.stop();
  const reason = state.ok ? (state.value as Output<'app.state'>).sync.reason : 'it does not open';
  return { end: head.sequence, alarm: reason, problems };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      trials: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      'no-anchors': { type: 'boolean', default: false },
    },
  });
  const report = await unsyncedTail({
    trials: Number(values.trials),
    seed: Number(values.seed),
    hasAnchors: !values['no-anchors'],
  });
  console.log(JSON.stringify(report));
  process.exitCode = report.failed === 0 && report.shorter > 0 ? 0 : 1;
}

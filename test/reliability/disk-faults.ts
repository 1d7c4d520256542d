// Opens ledgers under every known fault of disk and file, and looks at what a person is told.
//
//   node test/reliability/disk-faults.ts
//
// Each fault must end in a typed error with a sentence and a next step, or in a warning of the program, and
// leave the file byte for byte as it was. Prints a JSON line a fault and ends with 1 when one does not hold.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { compose, ledgerFiles } from '#core/compose.ts';
import { openAnchorFile } from '#core/history/anchor.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Ports } from '#core/ports.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { seededBytes } from '#shared/support/random.ts';
import {
  fakeClock,
  openTestContext,
  testConfig,
  testPorts,
} from '../core/fixtures/test-context.ts';
import { addRecords } from '../core/outbox/harness.ts';

export interface FaultResult {
  readonly fault: string;
  readonly holds: boolean;
  readonly told: string;
}

interface Place {
  readonly folder: string;
  readonly path: string;
}

interface Fault {
  readonly name: string;
  /** The code that must come; null: the program opens it, and `works` says the rest. */
  readonly code: string | null;
  /** Brings the fault about; what it returns is undone afterwards. */
  readonly make: (place: Place) => (() => void) | undefined;
  readonly open?: (place: Place) => Promise<void>;
  /** The file is written on purpose: what counts is what it holds. */
  readonly mayWrite?: boolean;
}

const pageBytes = 8192;

const faults: readonly Fault[] = [
  {
    name: 'not a database',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      writeFileSync(path, 'x'.repeat(9000));
      return undefined;
    },
  },
  { name: 'another program’s database', code: 'LEDGER_CORRUPT', make: foreign },
  {
    name: 'header zeroed',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      change(path, (bytes) => bytes.fill(0, 0, 100));
      return undefined;
    },
  },
  {
    name: 'file cut short',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      truncateSync(path, 7 * pageBytes + 100);
      return undefined;
    },
  },
  {
    name: 'pages overwritten, stop not clean',
    code: 'LEDGER_CORRUPT',
    make: ({ path }) => {
      change(path, noise);
      return undefined;
    },
  },
  {
    name: 'future version',
    code: 'LEDGER_TOO_NEW',
    make: ({ path }) => {
      edit(path, 'pragma user_version = 99990');
      return undefined;
    },
  },
  { name: 'two instances', code: 'LEDGER_BUSY', make: secondInstance },
  { name: 'locked by another program', code: 'LEDGER_BUSY', make: locked },
  {
    name: 'folder may not be written',
    code: 'FORBIDDEN',
    make: ({ folder }) => asNobody(folder, 0o555),
  },
  { name: 'folder cannot be made', code: 'FORBIDDEN', make: notAFolder },
  { name: 'network share', code: 'FORBIDDEN', make: () => undefined, open: openOnShare },
  { name: 'disk full', code: 'DISK_FULL', make: () => undefined, open: fillTheDisk },
  {
    name: 'log of another ledger beside it',
    code: 'LEDGER_CORRUPT',
    make: strangeLog,
    open: composeAndStop,
  },
  { name: 'log missing after a crash', code: null, make: lostLog, open: mustWarn, mayWrite: true },
  {
    name: 'ledger missing, anchors there',
    code: null,
    make: ({ path }) => {
      rmSync(path);
      return undefined;
    },
    open: mustWarn,
    mayWrite: true,
  },
  {
    name: 'clock set back by a year',
    code: null,
    make: () => undefined,
    open: openInThePast,
    mayWrite: true,
  },
];

export async function diskFaults(): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  for (const fault of faults) {
    const place = mkdtempSync(join(tmpdir(), 'disk-fault-'));
    try {
      results.push(await meet(fault, makeLedger(join(place, 'data'))));
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return results;
}

async function meet(fault: Fault, place: Place): Promise<FaultResult> {
  const undo = fault.make(place);
  const before = hashOf(place.path);
  let told: string;
  let isTyped: boolean;
  try {
    await (fault.open ?? openAndClose)(place);
    told = 'it opened';
    isTyped = fault.code === null;
  } catch (cause) {
    told = cause instanceof AppError ? `${cause.code}: ${cause.message}` : String(cause);
    isTyped =
      cause instanceof AppError &&
      cause.code === fault.code &&
      cause.message !== '' &&
      (cause.nextStep ?? '') !== '';
  }
  const isUntouched = fault.mayWrite === true || hashOf(place.path) === before;
  undo?.();
  const holds = isTyped && isUntouched;
  return { fault: fault.name, holds, told: isUntouched ? told : `THE FILE CHANGED; ${told}` };
}

/** A ledger with records and anchors as it lies on the disk after a stop that was not clean. */
function makeLedger(folder: string): Place {
  const test = openTestContext();
  const { ledger } = test.context;
  ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
  );
  addRecords(test.context, 40);
  const anchors = openAnchorFile(ledgerFiles(test.folder).anchors, ledger, test.ports);
  anchors.flush();
  anchors.close();
  ledger.db.pragma('wal_checkpoint(truncate)');
  const files = ledgerFiles(folder);
  mkdirSync(dirname(files.anchors), { recursive: true });
  copyFileSync(ledger.path, files.ledger);
  copyFileSync(ledgerFiles(test.folder).anchors, files.anchors);
  test.dispose();
  return { folder, path: files.ledger };
}

function openAndClose({ path }: Place): Promise<void> {
  openLedger(path, { clock: fakeClock() }).close();
  return Promise.resolve();
}

function hashOf(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}

function change(path: string, work: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  work(bytes);
  writeFileSync(path, bytes);
}

/** Every page from the third on: whichever holds the tables, some of them are hit. */
function noise(bytes: Buffer): void {
  for (let at = 2 * pageBytes; at < bytes.length; at += pageBytes) bytes.fill(0xab, at, at + 64);
}

function edit(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

function foreign({ path }: Place): undefined {
  rmSync(path);
  edit(path, 'create table theirs (a text)');
}

function secondInstance({ path }: Place): () => void {
  const other = openLedger(path, { clock: fakeClock() });
  return () => other.close();
}

function locked({ path }: Place): () => void {
  const other = openDatabase(path);
  other.exec('begin exclusive');
  return () => {
    other.exec('rollback');
    other.close();
  };
}

/** The super-user may write everywhere, so he becomes somebody else for a moment. */
function asNobody(folder: string, mode: number): () => void {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(dirname(folder), 0o755);
  chmodSync(folder, mode);
  if (isRoot) process.seteuid?.(65_534);
  return () => {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  };
}

function notAFolder({ folder }: Place): undefined {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
}

function strangeLog({ path }: Place): undefined {
  const other = openTestContext();
  const { ledger } = other.context;
  ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
  );
  addRecords(other.context, 5);
  copyFileSync(`${ledger.path}-wal`, `${path}-wal`);
  other.dispose();
}

function lostLog({ path }: Place): undefined {
  const other = openLedger(path, { clock: fakeClock() });
  const ports = testPorts();
  const anchors = openAnchorFile(ledgerFiles(dirname(path)).anchors, other, ports);
  other.db.run(
    `insert into history_event (sequence, id, at, kind, body, previous_hash, hash)
     select max(sequence) + 1, 'x', '', 'test', '{}', '', 'x' from history_event`,
  );
  anchors.flush();
  anchors.close();
  const bytes = readFileSync(path);
  other.close();
  // As if the log with the newest event had been taken away.
  writeFileSync(path, bytes);
}

async function composeAndStop({ folder }: Place): Promise<void> {
  await (await compose(testPorts(), testConfig(folder))).stop();
}

async function openOnShare({ folder }: Place): Promise<void> {
  const ports: Ports = { ...testPorts(), isNetworkPath: () => true };
  await (await compose(ports, testConfig(folder))).stop();
}

function fillTheDisk({ path }: Place): Promise<void> {
  // SQLite's own limit raises the same error as a disk without space.
  const ledger = openLedger(path, { clock: fakeClock() });
  try {
    ledger.db.exec(`pragma max_page_count = ${String(ledger.db.pragma('page_count'))}`);
    ledger.transaction(() => {
      for (let number = 0; number < 200; number += 1) {
        ledger.db.run('insert into setting values (?, ?)', `k${String(number)}`, 'x'.repeat(9000));
      }
    });
  } finally {
    // Closing would write the log back; what is asked is whether the fault did any harm.
    ledger.db.run(`delete from setting where key like 'k%'`);
  }
  return Promise.resolve();
}

/** It opens, and says at once that its end is missing. */
async function mustWarn({ folder }: Place): Promise<void> {
  // A later start draws other names than the one whose work is missing.
  const core = await compose(testPorts({ randomBytes: seededBytes(8) }), testConfig(folder));
  const state = await core.dispatch('app.state', {});
  await core.stop();
  const reason = state.ok ? (state.value as Output<'app.state'>).sync.reason : null;
  if (reason === null) throw new Error('Nobody is told that later work is missing');
}

async function openInThePast({ path }: Place): Promise<void> {
  const clock = fakeClock(Date.parse('2025-06-01T08:00:00.000Z'));
  const ledger = openLedger(path, { clock });
  const { intact } = await verifyHistory(ledger.db, []);
  ledger.close();
  if (!intact) throw new Error('Its history does not hold');
}

if (process.argv[1] === import.meta.filename) {
  const results = await diskFaults();
  for (const result of results) console.log(JSON.stringify(result));
  const held = results.filter(({ holds }) => holds).length;
  console.log(JSON.stringify({ faults: results.length, held }));
  process.exitCode = held === results.length && held >= 12 ? 0 : 1;
}

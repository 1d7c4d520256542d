// Makes ledgers and brings the known faults of disk and file about in them.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { compose, ledgerFiles } from '#core/compose.ts';
import { openAnchorFile } from '#core/history/anchor.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Ports } from '#core/ports.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { Output } from '#shared/contract/contract.ts';
import { seededBytes } from '#shared/support/random.ts';
import {
  fakeClock,
  openTestContext,
  testConfig,
  testPorts,
} from '../core/fixtures/test-context.ts';
import { addRecords } from '../core/outbox/harness.ts';

export interface Place {
  readonly folder: string;
  readonly path: string;
}

export const pageBytes = 8192;

/** A ledger with records and anchors as it lies on the disk after a stop that was not clean. */
export function makeLedger(folder: string): Place {
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

export function openAndClose({ path }: Place): Promise<void> {
  openLedger(path, { clock: fakeClock() }).close();
  return Promise.resolve();
}

export function change(path: string, work: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  work(bytes);
  writeFileSync(path, bytes);
}

/** Every page from the third on: whichever holds the tables, some of them are hit. */
export function noise(bytes: Buffer): void {
  for (let at = 2 * pageBytes; at < bytes.length; at += pageBytes) bytes.fill(0xab, at, at + 64);
}

export function edit(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

export function foreign({ path }: Place): undefined {
  rmSync(path);
  edit(path, 'create table theirs (a text)');
}

export function secondInstance({ path }: Place): () => void {
  const other = openLedger(path, { clock: fakeClock() });
  return () => other.close();
}

export function locked({ path }: Place): () => void {
  const other = openDatabase(path);
  other.exec('begin exclusive');
  return () => {
    other.exec('rollback');
    other.close();
  };
}

/** The super-user may write everywhere, so he becomes somebody else for a moment. */
export function asNobody(folder: string, mode: number): () => void {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(dirname(folder), 0o755);
  chmodSync(folder, mode);
  if (isRoot) process.seteuid?.(65_534);
  return () => {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  };
}

export function notAFolder({ folder }: Place): undefined {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
}

export function strangeLog({ path }: Place): undefined {
  const other = openTestContext();
  const { ledger } = other.context;
  ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
  );
  addRecords(other.context, 5);
  copyFileSync(`${ledger.path}-wal`, `${path}-wal`);
  other.dispose();
}

export function lostLog({ path }: Place): undefined {
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

export async function composeAndStop({ folder }: Place): Promise<void> {
  await (await compose(testPorts(), testConfig(folder))).stop();
}

export async function openOnShare({ folder }: Place): Promise<void> {
  const ports: Ports = { ...testPorts(), isNetworkPath: () => true };
  await (await compose(ports, testConfig(folder))).stop();
}

export function fillTheDisk({ path }: Place): Promise<void> {
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
export async function mustWarn({ folder }: Place): Promise<void> {
  // A later start draws other names than the one whose work is missing.
  const core = await compose(testPorts({ randomBytes: seededBytes(8) }), testConfig(folder));
  const state = await core.dispatch('app.state', {});
  await core.stop();
  const reason = state.ok ? (state.value as Output<'app.state'>).sync.reason : null;
  if (reason === null) throw new Error('Nobody is told that later work is missing');
}

export async function openInThePast({ path }: Place): Promise<void> {
  const clock = fakeClock(Date.parse('2025-06-01T08:00:00.000Z'));
  const ledger = openLedger(path, { clock });
  const { intact } = await verifyHistory(ledger.db, []);
  ledger.close();
  if (!intact) throw new Error('Its history does not hold');
}

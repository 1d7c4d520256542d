// Takes backups of a ledger while another process writes to it, and restores each of them.
//
//   node test/reliability/backup-load.ts --backups 20 [--live-copies]
//
// Prints its counts as JSON and ends with 1 when a backup could not be restored. `--live-copies` is the twin that
// must fail: it copies the file as it lies there, as one would by hand.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { restoreLedger } from '#core/backups/restore-ledger.ts';
import { ledgerFiles } from '#core/compose.ts';
import { doFileWork } from '#core/ledger/file-work.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { testPorts } from '../core/fixtures/test-context.ts';

export interface BackupReport {
  readonly backups: number;
  readonly notRestorable: number;
  /** Backups that stand behind the ledger's end a moment later: without them there was no load. */
  readonly underLoad: number;
  readonly problems: readonly string[];
}

type CopyLedger = (folder: string, name: string) => Promise<string>;

export async function backupLoad(
  count: number,
  copyLedger: CopyLedger = verifiedCopy,
): Promise<BackupReport> {
  const folder = mkdtempSync(join(tmpdir(), 'backup-load-'));
  const child = fork(join(import.meta.dirname, 'write-load.ts'), [folder]);
  const problems: string[] = [];
  let underLoad = 0;
  let reached = 0;
  try {
    await once(child, 'message');
    for (let number = 0; number < count; number += 1) {
      try {
        const sequence = await backupAndRestore(folder, number, copyLedger);
        if (sequence > reached) underLoad += 1;
        else if (sequence < reached) problems.push(`Backup ${String(number)} lost its end`);
        reached = sequence;
      } catch (cause) {
        problems.push(cause instanceof Error ? cause.message : String(cause));
      }
    }
    const ended = once(child, 'exit');
    child.send('stop');
    await ended;
    return { backups: count, notRestorable: problems.length, underLoad, problems };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const verifiedCopy: CopyLedger = (folder, name) =>
  doFileWork({
    kind: 'backup',
    path: join(folder, 'ledger.sqlite'),
    folder: join(folder, 'backups'),
    name,
  });

const liveCopy: CopyLedger = (folder, name) => {
  const copy = join(folder, 'backups', `${name}.sqlite`);
  mkdirSync(join(folder, 'backups'), { recursive: true });
  copyFileSync(join(folder, 'ledger.sqlite'), copy);
  return Promise.resolve(copy);
};

/** Answers the event that the restored ledger ends with, after it was opened as the program opens it. */
async function backupAndRestore(
  folder: string,
  number: number,
  copyLedger: CopyLedger,
): Promise<number> {
  const ports = testPorts();
  const copy = await copyLedger(folder, `copy-${String(number)}`);
  const place = join(folder, `restored-${String(number)}`);
  const { sequence } = await restoreLedger(copy, ledgerFiles(place), ports);
  const ledger = openLedger(ledgerFiles(place).ledger, ports);
  const records = ledger.db.get<{ count: number }>('select count(*) as count from record');
  ledger.close();
  rmSync(place, { recursive: true });
  rmSync(copy);
  // One event for each record: a copy of half a transaction would not agree.
  if (records?.count !== sequence) {
    throw new Error(`${String(records?.count)} records for ${String(sequence)} events`);
  }
  return sequence;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      backups: { type: 'string', default: '20' },
      'live-copies': { type: 'boolean', default: false },
    },
  });
  const copyLedger = values['live-copies'] ? liveCopy : verifiedCopy;
  const report = await backupLoad(Number(values.backups), copyLedger);
  console.log(JSON.stringify(report));
  process.exitCode = report.notRestorable === 0 && report.underLoad > 0 ? 0 : 1;
}

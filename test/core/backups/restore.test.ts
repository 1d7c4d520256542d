import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { restoreLedger } from '#core/backups/restore-ledger.ts';
import { ledgerFiles } from '#core/compose.ts';
import { openConflicts } from '#core/conflicts/conflict-table.ts';
import { appendEvent } from '#core/history/append-event.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { doFileWork } from '#core/ledger/file-work.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Practice } from '#core/practice/index.ts';
import { startPractice } from '#core/practice/index.ts';
import { getRecord } from '#core/records/find-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { testPorts } from '../fixtures/test-context.ts';
import {
  addRecords,
  editRecord,
  openCore,
  quickClock,
  realClock,
  statusesOf,
} from '../outbox/harness.ts';

let folder: string;
let practice: Practice;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  practice = await startPractice({
    file: join(folder, 'practice.sqlite'),
    clock: realClock,
    randomBytes,
  });
});
afterEach(async () => {
  await practice.close();
  rmSync(folder, { recursive: true, force: true });
});

const files = () => ledgerFiles(folder);
const recordCount = 8;
/** Requests that could have changed something at the service. */
const writes = (): number => practice.effects().filter(({ method }) => method !== 'GET').length;

/** A ledger with queued operations, a backup of it, and those operations sent or not after that. */
async function backupThen(isSent: boolean): Promise<string> {
  const { context, outbox, ledger, network } = openCore(folder, practice, { clock: quickClock });
  addRecords(context, recordCount);
  await startRegistration(context, {
    selection: { collectionId: 1 },
    target: 'findable',
    confirmation: null,
  });
  const path = await doFileWork({
    kind: 'backup',
    path: ledger.path,
    folder: files().backups,
    name: 'copy',
  });
  if (isSent) {
    outbox.start();
    await outbox.whenIdle();
    await outbox.stop();
  }
  network.close();
  ledger.close();
  return path;
}

async function sendRestored(): Promise<Record<string, number>> {
  const { outbox, ledger, network } = openCore(folder, practice, { clock: quickClock });
  outbox.start();
  await outbox.whenIdle();
  await outbox.stop();
  const statuses = statusesOf(ledger);
  network.close();
  ledger.close();
  return statuses;
}

describe('a restored ledger', () => {
  it('finds out by reading what was sent after the backup, and sends nothing twice', async () => {
    const backup = await backupThen(true);
    const effects = writes();
    expect(effects).toBe(recordCount);

    const restored = await restoreLedger(backup, files(), testPorts());
    expect(restored).toMatchObject({ toSettle: recordCount });
    expect(await sendRestored()).toEqual({ done: recordCount });
    expect(writes()).toBe(effects);
  });

  it('sends what was never sent, once', async () => {
    await restoreLedger(await backupThen(false), files(), testPorts());
    expect(await sendRestored()).toEqual({ done: recordCount });
    expect(writes()).toBe(recordCount);
  });

  it('overwrites nothing in a record that it has never read', async () => {
    const before = openCore(folder, practice, { clock: quickClock });
    const dois = addRecords(before.context, 1);
    const [doi = ''] = dois;
    const what = { selection: { dois }, target: 'findable' as const, confirmation: null };
    await startRegistration(before.context, what);
    // Sent, with an unseen ending: what is edited now waits behind it.
    before.ledger.db.run(`update operation set status = 'unknown'`);
    editRecord(before.context, doi, { version: 'ours' });
    await startRegistration(before.context, what);
    const { path } = before.ledger;
    const place = { folder: files().backups, name: 'copy' };
    const backup = await doFileWork({ kind: 'backup', path, ...place });
    before.outbox.start();
    await before.outbox.whenIdle();
    await before.outbox.stop();
    before.network.close();
    before.ledger.close();
    const attributes = { titles: [{ title: 'Theirs' }], version: 'theirs' };
    const respond = { kind: 'third-party-edit' as const, attributes, when: 'before' as const };
    practice.setFaults([{ match: { method: 'GET', path: `/dois/${doi}` }, respond }]);
    const effects = writes();

    await restoreLedger(backup, files(), testPorts());
    const after = openCore(folder, practice, { clock: quickClock });
    after.outbox.start();
    await after.outbox.whenIdle();
    // The create met a record that is not as it was sent: a person decides, whatever is sent again.
    expect(statusesOf(after.ledger)).toEqual({ conflict: 1, unknown: 1 });
    await startRegistration(after.context, what);
    after.outbox.kick();
    await after.outbox.whenIdle();
    await after.outbox.stop();
    const record = getRecord(after.ledger, doi);
    expect(record?.sync).toBe('conflict');
    expect(openConflicts(after.ledger, record?.id ?? 0)).toMatchObject([
      { path: 'titles', theirs: [{ title: 'Theirs' }] },
      { path: 'version', mine: 'ours', theirs: 'theirs' },
    ]);
    expect(writes()).toBe(effects);
    after.network.close();
    after.ledger.close();
  });

  it('tells its history so, and the chain holds', async () => {
    await restoreLedger(await backupThen(false), files(), testPorts());
    const ledger = openLedger(files().ledger, testPorts());
    expect(ledger.db.get('select kind from history_event order by sequence desc limit 1')).toEqual({
      kind: 'ledger.restored',
    });
    expect(await verifyHistory(ledger.db, [])).toMatchObject({ intact: true });
    ledger.close();
  });

  it('leaves the backup as it is and moves the former ledger and its anchors aside', async () => {
    const backup = await backupThen(true);
    const before = readFileSync(backup);
    const former = readFileSync(files().ledger);
    rmSync(join(folder, 'anchors'), { recursive: true, force: true });
    const { setAside } = await restoreLedger(backup, files(), testPorts());
    expect(readFileSync(backup).equals(before)).toBe(true);
    expect(readFileSync(join(setAside ?? '', 'ledger.sqlite')).equals(former)).toBe(true);
    const again = await restoreLedger(backup, files(), testPorts());
    expect(again.setAside).not.toBe(setAside);
    expect(readdirSync(join(folder, 'set-aside'))).toHaveLength(2);
  });
});

describe('a restore is refused and nothing is moved', () => {
  const refuses = async (backup: string, code: string): Promise<void> => {
    const before = readFileSync(files().ledger);
    await expect(restoreLedger(backup, files(), testPorts())).rejects.toMatchObject({ code });
    expect(readFileSync(files().ledger).equals(before)).toBe(true);
    expect(existsSync(join(folder, 'set-aside'))).toBe(false);
  };

  it('while a program has the ledger open', async () => {
    const backup = await backupThen(false);
    const ledger = openLedger(files().ledger, testPorts());
    await refuses(backup, 'LEDGER_BUSY');
    ledger.close();
  });

  it('when the file is damaged, is no ledger, or its history does not hold', async () => {
    const backup = await backupThen(false);
    const damaged = join(folder, 'damaged.sqlite');
    const bytes = readFileSync(backup);
    writeFileSync(damaged, Buffer.concat([bytes.subarray(0, 9000), Buffer.alloc(9000, 7)]));
    await refuses(damaged, 'LEDGER_CORRUPT');
    await refuses(join(folder, 'practice.sqlite'), 'LEDGER_CORRUPT');
    const forged = openLedger(backup, testPorts());
    forged.db.exec(
      `drop trigger history_event_never_changed; update history_event set person = 'X'`,
    );
    forged.close();
    await refuses(backup, 'LEDGER_CORRUPT');
  });
});

describe('a restore that dies', () => {
  it('leaves the former or the restored ledger in place at every point, and can be done again', async () => {
    const backup = await backupThen(true);
    const points = new Set<string>();
    for (let nth = 1; ; nth += 1) {
      let passed = 0;
      const ports = testPorts({
        crashPoint(name) {
          points.add(name);
          passed += 1;
          if (passed === nth) throw new Error('died');
        },
      });
      const died = await restoreLedger(backup, files(), ports).then(
        () => false,
        () => true,
      );
      const ledger = openLedger(files().ledger, testPorts());
      const count = ledger.db.get<{ count: number }>('select count(*) as count from record')?.count;
      expect(count, `death ${String(nth)}`).toBe(recordCount);
      appendEvent(
        {
          ledger,
          newId: () => `n${String(nth)}`,
          newSalt: () => '00'.repeat(16),
          timestamp: () => '',
          person: () => null,
          emit: () => undefined,
        },
        { kind: 'record.edit', summary: 'Work goes on.' },
      );
      ledger.close();
      if (!died) break;
    }
    expect([...points]).toEqual([
      'restore.draft-ready',
      'restore.copy-named',
      'restore.moved-aside',
    ]);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackupHandlers } from '#core/backups/backup-handlers.ts';
import { createBackups } from '#core/backups/backups.ts';
import { beforeBulk } from '#core/backups/before-bulk.ts';
import { appendEvent, historyHead } from '#core/history/append-event.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { createFileCheck } from '#core/ledger/file-check.ts';
import type { RunFileWork } from '#core/ledger/file-work.ts';
import { createFileWorker, doFileWork } from '#core/ledger/file-work.ts';
import { networkKindIn, refuseNetworkPath } from '#core/ledger/network-path.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Clock } from '#core/ports.ts';
import { backupLoad } from '../../reliability/backup-load.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { addRecords } from '../outbox/harness.ts';

let test: TestContext;
beforeEach(() => void (test = openTestContext()));
afterEach(() => test.dispose());
const folder = (): string => join(test.folder, 'backups');
const edit = (): number => appendEvent(test.context, { kind: 'record.edit', summary: 'Edited.' });
const backupsOf = (run: RunFileWork = doFileWork) => createBackups(test.context, folder(), run);

describe('a backup', () => {
  it('is a whole ledger of its own, made while somebody writes', async () => {
    // `node test/reliability/backup-load.ts --backups 20` is the form that counts.
    expect(await backupLoad(4)).toMatchObject({ backups: 4, notRestorable: 0 });
  });

  it('can be made in a thread beside the core', async () => {
    edit();
    const worker = new URL('../../../electron/core/thread/core-worker.ts', import.meta.url);
    const { name } = await backupsOf(createFileWorker(worker)).create('by-hand');
    const copy = openLedger(join(folder(), name), test.ports);
    expect(copy.db.get('select count(*) as count from history_event')).toEqual({ count: 1 });
    copy.close();
    await expect(
      createFileWorker(worker)({ kind: 'check', path: join(test.folder, 'nothing') }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('can be tried: a copy is restored, proved and thrown away, and what came later is counted', async () => {
    const backups = backupsOf();
    edit();
    const { name } = await backups.create('by-hand');
    edit();
    expect(await backups.drill(name)).toEqual({ eventCount: 1, laterEventCount: 1 });
    expect(readdirSync(folder())).not.toContain('drill');
    await expect(backups.drill('by-hand.sqlite')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    writeFileSync(join(folder(), name), readFileSync(join(folder(), name)).subarray(0, 9000));
    await expect(backups.drill(name)).rejects.toMatchObject({ code: 'LEDGER_CORRUPT' });
  });

  it('is copied to a second folder, too, and says when that cannot be reached', async () => {
    const share = join(test.folder, 'share');
    const handlers = createBackupHandlers(test.context, backupsOf());
    const call = async (given: string | null) => handlers['backups.setSecond']({ folder: given });
    await expect(call(share)).rejects.toMatchObject({ code: 'VALIDATION', path: 'folder' });
    await expect(call('share')).rejects.toMatchObject({ code: 'VALIDATION' });
    mkdirSync(share);
    edit();
    expect(await call(share)).toEqual({ problem: null });
    const copies = (): string[] => readdirSync(share).filter((name) => name.endsWith('.sqlite'));
    const [copy = ''] = copies();
    expect(readFileSync(join(share, copy))).toEqual(readFileSync(join(folder(), copy)));
    // A mount point without its share: an empty folder, in which no copy may land.
    rmSync(share, { recursive: true });
    mkdirSync(share);
    edit();
    await handlers['backups.create']({});
    expect(copies()).toEqual([]);
    const { second } = await handlers['backups.list']({});
    expect(second?.problem).toContain('perhaps the share is not connected');
    expect(await call(null)).toEqual({ problem: null });
    expect((await handlers['backups.list']({})).second).toBeNull();
  });

  it('notes the head of its history apart from the ledger', async () => {
    edit();
    const { head } = createSigner(test.context);
    const { name } = await createBackups(test.context, folder(), doFileWork, head).create(
      'by-hand',
    );
    const noted = JSON.parse(readFileSync(join(folder(), 'history-heads.jsonl'), 'utf8')) as object;
    expect(noted).toMatchObject({ ...historyHead(test.context.ledger), backup: name });
  });

  it('is made anew only when something happened', async () => {
    const backups = backupsOf();
    edit();
    for (let round = 0; round < 3; round += 1) await backups.createIfDirty('automatic');
    expect(backups.list()).toHaveLength(1);
    edit();
    test.ports.clock.advance(3_600_000);
    await backups.createIfDirty('automatic');
    expect(backups.list().map(({ reason }) => reason)).toEqual(['automatic', 'automatic']);
  });

  it('comes by itself soon after a start where the newest is old, else when its hour is over', async () => {
    const waits: number[] = [];
    const { context } = test;
    const clock: Clock = {
      ...test.ports.clock,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.reject(new Error('the test has seen enough'));
      },
    };
    const firstWait = async (): Promise<number | undefined> => {
      const started = { ...context, ports: { ...context.ports, clock } };
      const backups = createBackups(started, folder(), doFileWork);
      backups.start();
      await backups.stop();
      return waits.at(-1);
    };
    expect(await firstWait()).toBe(15_000);
    edit();
    await backupsOf().create('before-bulk');
    expect(await firstWait()).toBe(3_600_000);
    test.ports.clock.advance(3_000_000);
    expect(await firstWait()).toBe(600_000);
    test.ports.clock.advance(900_000);
    expect(await firstWait()).toBe(15_000);
    test.ports.clock.advance(-86_400_000);
    expect(await firstWait()).toBe(3_600_000);
  });

  it('makes room for itself by the rules, and touches no other file', async () => {
    const backups = backupsOf();
    for (let round = 0; round < 4; round += 1) {
      edit();
      test.ports.clock.advance(60_000);
      await backups.create(round === 1 ? 'by-hand' : 'automatic');
      writeFileSync(join(folder(), 'notes.txt'), 'mine');
    }
    expect(backups.list().map(({ reason }) => reason)).toEqual(['automatic', 'by-hand']);
    expect(readdirSync(folder())).toContain('notes.txt');
  });

  it('that fails is told to the person who asked and logged for the others', async () => {
    const backups = backupsOf(() => Promise.reject(new Error('disk')));
    edit();
    await expect(backups.create('by-hand')).rejects.toThrow('disk');
    await backups.createIfDirty('automatic');
    expect(test.ports.logged).toMatchObject([{ level: 'error' }]);
  });

  it('comes before work on more than 50 records', async () => {
    const { db } = test.context.ledger;
    db.run(
      `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'A', '')`,
    );
    const backups = backupsOf();
    const started: number[] = [];
    const applied: unknown[] = [];
    const inner: Parameters<typeof beforeBulk>[2] = {
      'register.start': () => {
        started.push(backups.list().length);
        return { batchId: 'b', queuedCount: 0 };
      },
      'imports.start': () => ({ importId: 1, collectionId: 1 }),
      'changes.apply': () => {
        applied.push(backups.list()[0]?.name);
        return { id: 'c' };
      },
      'changes.undo': () => ({ id: 'd' }),
      'sheetUpdates.apply': () => ({ changeSetId: 'e' }),
      'removal.deleteDrafts': () => ({ queuedCount: 0 }),
    };
    const handlers = beforeBulk(test.context, backups, inner);
    const start = () =>
      handlers['register.start']({
        selection: { collectionId: 1 },
        targetState: 'draft',
        confirmation: null,
      });
    addRecords(test.context, 50);
    await start();
    addRecords(test.context, 1);
    await start();
    expect(started).toEqual([0, 1]);
    const [before] = backups.list();
    edit();
    await test.ports.clock.sleep(1_000);
    await handlers['changes.apply']({
      selection: { filter: { query: 'state:reserved' } },
      steps: [{ operation: 'clear', path: 'language' }],
      ...{ title: 't', kind: 'batch', changeKind: 'correction', reason: null },
    });
    expect(applied).toEqual([expect.stringMatching(/^before-bulk-/)]);
    expect(applied).not.toEqual([before?.name]);
  });
});

describe('after a stop that was not clean', () => {
  const reopened = () => {
    const { context } = test;
    return { ...context, ledger: { ...context.ledger, db: context.ledger.db, wasUnclean: true } };
  };

  it('sending waits until the file has been read through', async () => {
    const order: string[] = [];
    let finish: (path: string) => void = () => undefined;
    const fileWork = () => new Promise<string>((resolve) => (finish = resolve));
    const context = { ...reopened(), ports: { ...test.ports, fileWork } };
    const check = createFileCheck(context, 0);
    check.whenSound(() => order.push('sent'));
    order.push('looked');
    finish('');
    await check.whenDone();
    check.whenSound(() => order.push('sent at once'));
    expect(order).toEqual(['looked', 'sent', 'sent at once']);
  });

  it('a damaged file sends nothing, also after a clean stop in between, until it is found sound', async () => {
    const damaged = {
      ...test.ports,
      fileWork: () => Promise.reject(new Error('A page is damaged.')),
    };
    for (const ledger of [reopened().ledger, test.context.ledger]) {
      const check = createFileCheck({ ...test.context, ledger, ports: damaged }, 0);
      let wasSent = false;
      check.whenSound(() => (wasSent = true));
      await check.whenDone();
      expect([wasSent, check.alarm()]).toEqual([false, expect.stringContaining('damaged')]);
    }
    const mended = createFileCheck(test.context, 0);
    await mended.whenDone();
    expect([mended.alarm(), createFileCheck(test.context, 0).alarm()]).toEqual([null, null]);
  });

  it('finds nothing wrong with a sound file of any size, on a connection of its own', async () => {
    const check = createFileCheck(reopened(), 0);
    await check.whenDone();
    expect(check.alarm()).toBeNull();
  });
});

describe('a ledger on a network share', () => {
  const mounts = [
    'rootfs / ext4 rw 0 0',
    'server:/home /home nfs4 rw 0 0',
    '//nas/my\\040files /mnt/my\\040files cifs rw 0 0',
    '/dev/sdb1 /home/local ext4 rw 0 0',
  ].join('\n');

  it.each([
    ['/home/sabine/data', 'nfs4'],
    ['/home', 'nfs4'],
    ['/homes/sabine', null],
    ['/home/local/sabine', null],
    ['/mnt/my files/data', 'cifs'],
    ['/var/lib', null],
  ])('is known by the table of mounts: %s', (path, kind) => {
    expect(networkKindIn(mounts, path)).toBe(kind);
  });

  it('is refused before anything there is touched', () => {
    const place = join(test.folder, 'share');
    expect(() => refuseNetworkPath(place, () => true)).toThrow(/network share/);
    expect(existsSync(place)).toBe(false);
  });
});

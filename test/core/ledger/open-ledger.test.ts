import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { backupLedger } from '#core/ledger/backup-ledger.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { latestVersion, migrations } from '#core/ledger/migrations/index.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import { AppError } from '#shared/support/app-error.ts';
import { fakeClock } from '../fixtures/test-context.ts';

let folder: string;
let path: string;
const clock = fakeClock();
const opened: Ledger[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-ledger-'));
  path = join(folder, 'ledger.sqlite');
});
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(options: Partial<Parameters<typeof openLedger>[1]> = {}): Ledger {
  const ledger = openLedger(path, { clock, ...options });
  opened.push(ledger);
  return ledger;
}
function failure(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (cause) {
    if (cause instanceof AppError) return { code: cause.code, message: cause.message };
    throw cause;
  }
  throw new Error('Nothing was thrown');
}
const setting = (ledger: Ledger, key: string): unknown =>
  ledger.db.get<{ value: string }>('select value from setting where key = ?', key)?.value;
const put = (ledger: Ledger, key: string, value: string) =>
  ledger.db.run('insert into setting (key, value) values (?, ?)', key, value);
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A ledger as it lies on the disk after a clean stop. */
function makeLedger(): void {
  const ledger = openLedger(path, { clock });
  put(ledger, 'kept', 'yes');
  ledger.close();
}

describe('opening', () => {
  it('holds a reopened file, not only a new one, to every setting', () => {
    makeLedger();
    const { db } = open();
    const wanted = {
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
      busy_timeout: 5000,
      temp_store: 2,
      wal_autocheckpoint: 1000,
      recursive_triggers: 1,
      fullfsync: 1,
      checkpoint_fullfsync: 1,
    };
    const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, db.pragma(name)]));
    expect(found).toEqual(wanted);
  });

  it('waits for the disk again after a piece of long work, also after one that fails', () => {
    makeLedger();
    const { db } = open();
    const level = (): unknown => db.pragma('synchronous');
    expect(db.pieceTransaction(level)).toBe(1);
    expect(level()).toBe(2);
    expect(() =>
      db.pieceTransaction(() => {
        db.run(`insert into setting (key, value) values ('piece', 'x')`);
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(level()).toBe(2);
    expect(db.get(`select 1 from setting where key = 'piece'`)).toBeUndefined();
    // Within a transaction that waits, a piece is part of it.
    expect(db.transaction(() => db.pieceTransaction(level))).toBe(2);
    db.sync();
  });

  it('refuses a second writer in the same process and lets a reader in', () => {
    const first = open();
    put(first, 'a', '1');
    expect(failure(() => open())).toMatchObject({ code: 'LEDGER_BUSY' });

    const reader = open({ readonly: true });
    expect(setting(reader, 'a')).toBe('1');
    expect(failure(() => put(reader, 'b', '2')).code).toBe('FORBIDDEN');
  });

  it('gives the lock back when it is closed, and when opening failed', () => {
    open().close();
    writeFileSync(path, 'this is no database, and long enough to be looked at as one'.repeat(20));
    expect(failure(() => open()).code).toBe('LEDGER_CORRUPT');
    rmSync(path);
    expect(open().isReadonly).toBe(false);
  });

  it('notices a stop that was not clean', () => {
    makeLedger();
    const first = open();
    expect(first.wasUnclean).toBe(false);
    // A backup of an open ledger is what a crash leaves: nobody took the note of being open back.
    const copy = backupLedger(first, join(folder, 'copy'), 'ledger');
    const second = openLedger(copy, { clock });
    opened.push(second);
    expect(second.wasUnclean).toBe(true);
  });
});

describe('a transaction', () => {
  it('is undone as a whole when its work throws', () => {
    const ledger = open();
    expect(() =>
      ledger.transaction(() => {
        put(ledger, 'a', '1');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(setting(ledger, 'a')).toBeUndefined();
  });

  it('joins the one that is open', () => {
    const ledger = open();
    expect(() =>
      ledger.transaction(() => {
        ledger.transaction(() => put(ledger, 'a', '1'));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(setting(ledger, 'a')).toBeUndefined();
  });

  it('refuses work that would go on after it', () => {
    const ledger = open();
    expect(() => ledger.transaction(() => Promise.resolve(put(ledger, 'a', '1')))).toThrow(/async/);
    expect(setting(ledger, 'a')).toBeUndefined();
  });
});

describe('an operation', () => {
  it('is never deleted, unless it only went to the practice repository', () => {
    const { db } = open();
    for (const id of ['practice', 'ethz.sed']) {
      db.run(
        `insert into repository (id, name, environment, endpoint, client_id, created_at) values (?, 'n', 'test', 'e', 'c', '')`,
        id,
      );
      db.run(
        `insert into record (doi, repository_id, state, sync, content_hash, created_at, updated_at, attributes)
         values (?, ?, 'draft', 'local', '', '', '', '{}')`,
        `10.5072/${id}`,
        id,
      );
      db.run(
        `insert into operation (id, record_id, doi, repository_id, sequence, kind, status, payload, payload_sha256, created_at)
         select ?, id, doi, repository_id, 1, 'create', 'done', '', '', '' from record where repository_id = ?`,
        id,
        id,
      );
    }
    db.run(`delete from operation where repository_id = 'practice'`);
    expect(() => db.run('delete from operation')).toThrow(/never deleted/);
  });
});

describe('what cannot be opened is left byte for byte as it was', () => {
  const damages: readonly (readonly [string, string, () => void])[] = [
    [
      'a newer version',
      'LEDGER_TOO_NEW',
      () => edit(`pragma user_version = ${latestVersion(migrations) + 10}`),
    ],
    ['the database of another program', 'LEDGER_CORRUPT', () => edit('pragma application_id = 7')],
    ['a file that is no database', 'LEDGER_CORRUPT', () => writeFileSync(path, 'no'.repeat(5000))],
    ['a header of zeros', 'LEDGER_CORRUPT', () => overwrite(0, Buffer.alloc(100))],
    ['a first page of noise', 'LEDGER_CORRUPT', () => overwrite(100, Buffer.alloc(4000, 0xab))],
    ['a file cut in the middle', 'LEDGER_CORRUPT', () => truncateSync(path, 20_000)],
  ];

  it.each(damages)('%s', (_name, code, damage) => {
    makeLedger();
    damage();
    const before = sha256(readFileSync(path));

    expect(failure(() => open()).code).toBe(code);
    expect(sha256(readFileSync(path))).toBe(before);
    // A reader may leave an empty log behind; one with something in it would be a change.
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it('a newer version with work in its log that was not yet moved to the file', () => {
    makeLedger();
    const db = openDatabase(path);
    db.exec(`pragma user_version = ${latestVersion(migrations) + 10}`);
    const copy = mkdtempSync(join(folder, 'crashed-'));
    for (const end of ['', '-wal']) copyFileSync(path + end, join(copy, `ledger.sqlite${end}`));
    db.close();
    const hashes = () =>
      ['', '-wal'].map((end) => sha256(readFileSync(join(copy, `ledger.sqlite${end}`))));
    const before = hashes();

    expect(failure(() => openLedger(join(copy, 'ledger.sqlite'), { clock })).code).toBe(
      'LEDGER_TOO_NEW',
    );
    expect(hashes()).toEqual(before);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a folder that may not be written (skipped for root, who may write everywhere)',
    () => {
      makeLedger();
      chmodSync(folder, 0o500);
      try {
        expect(failure(() => open()).code).toBe('FORBIDDEN');
      } finally {
        chmodSync(folder, 0o700);
      }
    },
  );

  function edit(sql: string): void {
    const db = openDatabase(path);
    db.exec(sql);
    db.close();
  }
  function overwrite(at: number, bytes: Buffer): void {
    const content = readFileSync(path);
    bytes.copy(content, at);
    writeFileSync(path, content);
  }
});

describe('a full disk', () => {
  it('is reported as such, and what was there before is still there', () => {
    const ledger = open();
    put(ledger, 'kept', 'yes');
    // SQLite's own limit raises the same error as a disk without space.
    ledger.db.exec(`pragma max_page_count = ${String(ledger.db.pragma('page_count'))}`);
    const fill = () =>
      ledger.transaction(() => {
        for (let number = 0; number < 100; number += 1) put(ledger, `k${number}`, 'x'.repeat(9000));
      });

    expect(failure(fill)).toMatchObject({ code: 'DISK_FULL' });
    ledger.close();
    const again = open();
    expect(setting(again, 'kept')).toBe('yes');
    expect(setting(again, 'k0')).toBeUndefined();
  });
});

describe('migrations', () => {
  const latest = latestVersion(migrations);
  const next = { version: latest + 10, name: 'next', sql: 'create table extra (a text) strict' };

  it('bring a ledger of each earlier version to the newest, with what it held', () => {
    for (const [index, { version }] of migrations.entries()) {
      const place = join(folder, String(version), 'ledger.sqlite');
      const old = openLedger(place, { clock, migrations: migrations.slice(0, index + 1) });
      put(old, 'kept', String(version));
      old.close();
      const ledger = openLedger(place, { clock });
      opened.push(ledger);
      expect(ledger.db.pragma('user_version')).toBe(latest);
      expect(setting(ledger, 'kept')).toBe(String(version));
    }
  });

  it('make a backup that opens, before they touch a ledger that holds something', () => {
    makeLedger();
    const ledger = open({ migrations: [...migrations, next] });
    expect(ledger.db.pragma('user_version')).toBe(next.version);

    const backups = readdirSync(join(folder, 'backups'));
    expect(backups).toEqual(['before-update-2026-06-01T08-00-00-000Z.sqlite']);
    const backup = openLedger(join(folder, 'backups', backups[0] ?? ''), { clock });
    opened.push(backup);
    expect([backup.db.pragma('user_version'), setting(backup, 'kept')]).toEqual([latest, 'yes']);
  });

  it('are told of where they take long, and only there', () => {
    makeLedger();
    let told = 0;
    const onLongUpdate = (): void => void (told += 1);
    open({ migrations: [...migrations, next], onLongUpdate }).close();
    expect(told).toBe(0);
    const later = {
      version: latest + 20,
      name: 'later',
      sql: 'create table later (a text) strict',
    };
    const update = { migrations: [...migrations, next, later], longUpdateBytes: 1, onLongUpdate };
    open(update).close();
    open(update);
    expect(told).toBe(1);
  });

  it('leave the ledger at its version when one fails in the middle', () => {
    makeLedger();
    const broken = { ...next, sql: `${next.sql}; insert into nowhere values (1)` };
    expect(() => open({ migrations: [...migrations, broken] })).toThrow(/no such table/);

    const ledger = open();
    expect(ledger.db.pragma('user_version')).toBe(latest);
    expect(ledger.db.all(`select 1 from sqlite_schema where name = 'extra'`)).toEqual([]);
  });

  it('are asked for when a reader meets an older ledger', () => {
    makeLedger();
    expect(
      failure(() => open({ readonly: true, migrations: [...migrations, next] })),
    ).toMatchObject({ code: 'LEDGER_BUSY' });
  });
});

describe('a backup', () => {
  it('holds what was committed, is opened before it gets its name, and never replaces another', () => {
    const ledger = open();
    put(ledger, 'a', '1');
    const first = backupLedger(ledger, join(folder, 'b'), 'daily');
    put(ledger, 'b', '2');
    const second = backupLedger(ledger, join(folder, 'b'), 'daily');

    expect(readdirSync(join(folder, 'b')).sort()).toEqual(['daily-2.sqlite', 'daily.sqlite']);
    const values = [first, second].map((file) => {
      const db = openDatabase(file, { readonly: true });
      const keys = db.all<{ key: string }>('select key from setting order by key');
      db.close();
      return keys.map(({ key }) => key);
    });
    expect(values).toEqual([
      ['a', 'ledger.open'],
      ['a', 'b', 'ledger.open'],
    ]);
  });
});

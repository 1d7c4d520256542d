import BetterSqlite from 'better-sqlite3';
import { AppError } from '#shared/support/app-error.ts';

/** An open SQLite file. The one door to better-sqlite3: the ledger and the practice repository. */
export type Database = BetterSqlite.Database;
export type Statement<Bound extends unknown[], Row> = BetterSqlite.Statement<Bound, Row>;

/**
 * Set on every open and read back: better-sqlite3 reopens a WAL file with `synchronous=NORMAL`,
 * which would lose the last commits at a power cut (design: style.md, traps).
 */
const pragmas: readonly (readonly [name: string, value: string, reads: unknown])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['busy_timeout', '5000', 5000],
];

/** Opens a file, sets the pragmas and proves them. Throws an `AppError` when one does not hold. */
export function openDatabase(path: string, options: { readonly?: boolean } = {}): Database {
  const db = new BetterSqlite(path, { readonly: options.readonly ?? false });
  try {
    for (const [name, value, reads] of pragmas) {
      if (options.readonly === true && name === 'journal_mode') continue;
      db.pragma(`${name} = ${value}`);
      const actual = db.pragma(name, { simple: true });
      // A build without memory mapping does not answer `mmap_size` at all.
      if (actual !== reads && !(name === 'mmap_size' && actual === undefined)) {
        throw new AppError('INTERNAL', {
          message: `The database ${path} does not keep its setting ${name}: wanted ${value}, got ${String(actual)}.`,
          nextStep: 'Move the file to a local disk that supports write-ahead logging.',
        });
      }
    }
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

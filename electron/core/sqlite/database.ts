import BetterSqlite3 from 'better-sqlite3';

import { AppError } from '#shared/support/app-error.ts';
import { toAppError } from './sqlite-failure.ts';
import { syncFile } from './sync-file.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;
/** Values for `?`, in order, or one object for `@name`. */
export type SqlValues = readonly SqlValue[] | readonly [values: Readonly<Record<string, SqlValue>>];

/**
 * An open SQLite file: the only door to better-sqlite3. Synchronous and owned by one thread. SQL text
 * is constant and values are bound; statements are prepared once for each text. What SQLite refuses
 * because of the disk, a lock or damage comes out as an `AppError`; all else is a defect.
 */
export interface Database {
  readonly path: string;
  readonly isInTransaction: boolean;
  /** All rows. The caller names their shape and is answerable for it: the select stands beside it. */
  all<Row>(sql: string, ...values: SqlValues): Row[];
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as for `all`: the caller names the row
  get<Row>(sql: string, ...values: SqlValues): Row | undefined;
  run(sql: string, ...values: SqlValues): { readonly changes: number; readonly lastId: number };
  /** Rows one by one, for what is larger than memory. No write may happen until it has ended. */
  iterate<Row>(sql: string, ...values: SqlValues): IterableIterator<Row>;
  /** Rows as arrays of columns, for scans of many rows: half the cost of `iterate`. */
  scan<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValues): IterableIterator<Row>;
  /** Rows as arrays of columns, all at once: half the cost of `scan`, for as many as memory takes. */
  rows<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValues): Row[];
  /** The first column of all rows. */
  column<Value extends SqlValue>(sql: string, ...values: SqlValues): Value[];
  /** Several statements without values: schemas, pragmas, `vacuum`. */
  exec(sql: string): void;
  pragma(name: string): unknown;
  /** Gives SQL a function of this connection, e.g. for temporary triggers. */
  defineFunction(name: string, body: (...values: SqlValue[]) => SqlValue): void;
  /**
   * Runs `work` in one IMMEDIATE transaction and returns its result; rolls back when it throws.
   * Refuses a callback that returns a promise. A call inside another joins it.
   */
  transaction<T>(work: () => T): T;
  /**
   * As `transaction`, but does not wait for the disk: a loss of power (not a crash of the program) may take it back,
   * never what came before it alone. It is there for good after the next `transaction` that writes, or `sync`. For
   * the pieces of long work, which says that it is done in a `transaction` of its own.
   */
  pieceTransaction<T>(work: () => T): T;
  /** Waits until every piece is on the disk. */
  sync(): void;
  close(): void;
}

export interface OpenOptions {
  /** What people call this file, for messages: `ledger`, `practice repository`; `database` unless told. */
  readonly kind?: string;
  readonly readonly?: boolean;
  /** How long a statement waits for another process's lock; 5,000 ms unless told. */
  readonly busyTimeoutMs?: number;
}

/**
 * Set on every open and read back, because two of them do not survive: better-sqlite3 reopens a WAL
 * file with `synchronous=NORMAL` although the first open reads FULL (reliability.md 3.2), and
 * foreign keys, trust and timeouts are properties of a connection, not of the file.
 */
type Pragma = readonly [name: string, value: string, readBack: unknown];

const filePragmas: readonly Pragma[] = [
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', 2],
  ['fullfsync', 'on', 1],
  ['checkpoint_fullfsync', 'on', 1],
  ['wal_autocheckpoint', '1000', 1000],
  // More than the longest log of a batch (ledger/keep-log-short.ts): SQLite cuts the file within a commit, and cutting
  // 64 MiB off took the disk a tenth of a second each time. Closing the ledger removes it.
  ['journal_size_limit', '201326592', 201_326_592],
];
const connectionPragmas: readonly Pragma[] = [
  ['foreign_keys', 'on', 1],
  ['recursive_triggers', 'on', 1],
  ['trusted_schema', 'off', 0],
  ['cell_size_check', 'on', 1],
  ['mmap_size', '0', 0],
  // A statement that fires triggers keeps what it may have to take back: in memory, not page by page in a file.
  ['temp_store', 'memory', 2],
  ['cache_size', '-40960', -40_960],
];

/** Statements kept prepared; the oldest goes first. Filters make texts of their own, hence a limit. */
const statementLimit = 500;

type Statement = BetterSqlite3.Statement;

/** Opens a SQLite file, makes it where it is missing, and holds it to the house's settings. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const { kind = 'database', readonly = false, busyTimeoutMs = 5000 } = options;
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw toAppError(cause, kind, path);
    }
  };
  const connection = guard(
    () => new BetterSqlite3(path, { readonly, fileMustExist: readonly, timeout: busyTimeoutMs }),
  );
  try {
    guard(() => configure(connection, { kind, readonly, busyTimeoutMs }));
  } catch (cause) {
    connection.close();
    throw cause;
  }
  return wrap(connection, path, guard);
}

function configure(connection: BetterSqlite3.Database, options: Required<OpenOptions>): void {
  // Only a file that holds nothing yet takes a page size; 8 KiB keeps a record on one page.
  if (!options.readonly && connection.pragma('page_count', { simple: true }) === 0) {
    connection.pragma('page_size = 8192');
  }
  const wanted = [
    ...(options.readonly ? [] : filePragmas),
    ...connectionPragmas,
    ['busy_timeout', String(options.busyTimeoutMs), options.busyTimeoutMs] as const,
  ];
  for (const [name, value, readBack] of wanted) {
    connection.pragma(`${name} = ${value}`);
    const actual = connection.pragma(name, { simple: true });
    if (actual !== readBack) {
      throw new AppError('INTERNAL', {
        message: `The ${options.kind} would not be kept safely: ${name} is ${String(actual)} instead of ${value}.`,
        nextStep: 'Nothing was written. Check that the folder is on a local disk.',
      });
    }
  }
}

function wrap(
  connection: BetterSqlite3.Database,
  path: string,
  guard: <T>(work: () => T) => T,
): Database {
  // What a statement answers with is a property of its own, which must not leak to others.
  const kept = {
    objects: new Map<string, Statement>(),
    arrays: new Map<string, Statement>(),
    values: new Map<string, Statement>(),
  };
  const prepare = (sql: string, answer: keyof typeof kept = 'objects'): Statement => {
    const statements = kept[answer];
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    if (answer === 'arrays') statement.raw();
    if (answer === 'values') statement.pluck();
    if (statements.size >= statementLimit) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    statements.set(sql, statement);
    return statement;
  };
  const transact = connection.transaction((work: () => unknown) => refusePromise(work()));
  const inOne = <T>(work: () => T): T =>
    connection.inTransaction ? refusePromise(work()) : (transact.immediate(work) as T);
  let isBehind = false;

  return {
    path,
    get isInTransaction() {
      return connection.inTransaction;
    },
    all: <Row>(sql: string, ...values: SqlValues) =>
      guard(() => prepare(sql).all(...values) as Row[]),
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as declared
    get: <Row>(sql: string, ...values: SqlValues) =>
      guard(() => prepare(sql).get(...values) as Row | undefined),
    run: (sql, ...values) =>
      guard(() => {
        const { changes, lastInsertRowid } = prepare(sql).run(...values);
        return { changes, lastId: Number(lastInsertRowid) };
      }),
    // Statements of their own: one that still runs cannot be used by others.
    iterate: <Row>(sql: string, ...values: SqlValues) =>
      guard(() => connection.prepare(sql).iterate(...values) as IterableIterator<Row>),
    scan: <Row extends readonly SqlValue[]>(sql: string, ...values: SqlValues) =>
      guard(
        () =>
          connection
            .prepare(sql)
            .raw()
            .iterate(...values) as unknown as IterableIterator<Row>,
      ),
    rows: <Row extends readonly SqlValue[]>(sql: string, ...values: SqlValues) =>
      guard(() => prepare(sql, 'arrays').all(...values) as unknown as Row[]),
    column: <Value extends SqlValue>(sql: string, ...values: SqlValues) =>
      guard(() => prepare(sql, 'values').all(...values) as Value[]),
    exec: (sql) => guard(() => void connection.exec(sql)),
    pragma: (name) => guard(() => connection.pragma(name, { simple: true })),
    defineFunction: (name, body) => void connection.function(name, { varargs: true }, body),
    transaction: (work) => guard(() => inOne(work)),
    pieceTransaction: (work) =>
      guard(() => {
        if (connection.inTransaction) return inOne(work);
        connection.pragma('synchronous = normal');
        try {
          isBehind = true;
          return inOne(work);
        } finally {
          connection.pragma('synchronous = full');
        }
      }),
    sync: () =>
      guard(() => {
        if (!isBehind) return;
        syncFile(`${path}-wal`);
        isBehind = false;
      }),
    close: () => guard(() => void connection.close()),
  };
}

function refusePromise<T>(value: T): T {
  if (value instanceof Promise) {
    throw new TypeError('A transaction is over when its function returns: it must not be async');
  }
  return value;
}

import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Ledger } from '../ledger/ledger.ts';
import type { SqlValue } from '../sqlite/database.ts';
import { holdMerging } from './search-merging.ts';

const columns = ['title', 'creators', 'publisher', 'item_key'] as const;
type SearchTexts = Readonly<Record<(typeof columns)[number], string | null>>;

/** What the search table holds of a record; `before` is absent for a new one. */
export interface SearchWrite {
  readonly id: number;
  readonly before: SearchTexts | undefined;
  readonly row: Readonly<Record<string, SqlValue>>;
}

/** More than a person edits at a time: their words are read later. */
const fewRecords = 20;
/** Records read in one transaction: some 10 ms of work. */
const readAtOnce = 300;
/** More take longer than a tenth of a second. */
const noticed = 3000;

/**
 * Takes what can be searched for into the search index, where it changed; of many records it notes that it has still
 * to be read, which a search waits for. Comes after all rows of a transaction: each write of a row with triggers opens
 * a savepoint, at which the search table brings what it gathered to the disk, one small piece for every record.
 */
export function writeSearchTexts(ledger: Pick<Ledger, 'db'>, writes: readonly SearchWrite[]): void {
  const changed = inOne(writes).filter(
    ({ before, row }) => before === undefined || columns.some((name) => before[name] !== row[name]),
  );
  if (changed.length <= fewRecords) {
    writeAll(
      ledger,
      changed.map(({ id, row }) => ({ ...row, id })),
    );
    return;
  }
  ledger.db.run(
    'insert or ignore into search_unread select value from json_each(?)',
    JSON.stringify(changed.map(({ id }) => id)),
  );
}

/** A record that was written twice is searched for by what it is in the end. */
function inOne(writes: readonly SearchWrite[]): readonly SearchWrite[] {
  const byId = new Map<number, SearchWrite>();
  for (const write of writes) {
    const first = byId.get(write.id);
    byId.set(write.id, first === undefined ? write : { ...write, before: first.before });
  }
  return [...byId.values()];
}

type Row = Readonly<Record<string, SqlValue>> & { readonly id: number };

/** The table holds no text of its own, so a row is replaced; one before the last would make a piece of its own. */
function writeAll({ db }: Pick<Ledger, 'db'>, rows: readonly Row[]): void {
  for (const row of rows.toSorted((one, other) => one.id - other.id)) {
    db.run(
      `insert or replace into record_text (rowid, doi, title, creators, publisher, item_key)
       values (?, ?, ?, ?, ?, ?)`,
      row.id,
      row['doi'] ?? null,
      ...columns.map((name) => row[name] ?? null),
    );
  }
}

/** Brings the search index up to date at once, however long that takes; joins the caller's transaction. */
export function readSearch(ledger: Ledger): void {
  while (readSomeSearch(ledger));
}

/**
 * The same in turns, so that other calls are answered meanwhile. Await it before a search. `onProgress` hears how many
 * records were read, of how many, where a person would notice.
 */
export async function settleSearch(
  ledger: Ledger,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const total = waiting(ledger);
  for (let done = 0; readSomeSearch(ledger);) {
    done = Math.min(done + readAtOnce, total);
    if (total > noticed) onProgress(done, total);
    await nextTurn();
  }
}

function waiting({ db }: Ledger): number {
  return db.column<number>('select count(*) from search_unread')[0] ?? 0;
}

/** Reads some of the records that wait; false when none does. */
export function readSomeSearch(ledger: Ledger): boolean {
  // Another process reads them: this one cannot write.
  if (ledger.isReadonly) return false;
  // `cross join` keeps the order: else SQLite goes through all records for each few that wait.
  const rows = ledger.db.all<Row>(
    `select r.id, r.doi, ${columns.map((name) => `r.${name}`).join(', ')}
     from search_unread u cross join record r on r.id = u.record_id order by u.record_id limit ?`,
    readAtOnce,
  );
  if (rows.length === 0) return false;
  ledger.db.pieceTransaction(() => {
    holdMerging(ledger, () => writeAll(ledger, rows));
    ledger.db.run(
      'delete from search_unread where record_id in (select value from json_each(?))',
      JSON.stringify(rows.map(({ id }) => id)),
    );
  });
  return true;
}

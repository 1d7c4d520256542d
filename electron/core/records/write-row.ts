import type { Ledger } from '../ledger/ledger.ts';
import { byteTextOf } from '../sqlite/bytes.ts';
import type { SqlValue } from '../sqlite/database.ts';

/** Columns of a record by their names. */
export type Row = Readonly<Record<string, SqlValue>>;

const searchColumns = ['title', 'creators', 'publisher', 'item_key'] as const;
type SearchTexts = Readonly<Record<(typeof searchColumns)[number], string | null>>;

/** Sets the columns that differ and no others: SQLite writes every index of a column that is named. */
export function updateRow(
  { db }: Pick<Ledger, 'db'>,
  before: { readonly id: number },
  row: Row,
  now: string,
): number {
  const known = before as unknown as Row;
  const changed = Object.keys(row).filter((name) => known[name] !== row[name]);
  // Only a row that says what DataCite holds was read from there.
  if (changed.includes('remote')) changed.push('confirmed_at');
  const values = changed.map((name) => (name === 'confirmed_at' ? now : (row[name] ?? null)));
  db.run(updateOf([...changed, 'updated_at']), ...values, now, before.id);
  if (changed.includes('attributes')) noteLinks(db, before.id, row['attributes']);
  return before.id;
}

/**
 * Triggers tell the version chains of records whose links are known; a record whose metadata names others is told
 * here, because SQLite takes several times as long to search a text.
 */
function noteLinks(db: Ledger['db'], id: number, attributes: SqlValue | undefined): void {
  const text = attributes instanceof Uint8Array ? byteTextOf(attributes) : attributes;
  if (typeof text !== 'string' || !text.includes('"relatedIdentifier":')) return;
  db.run('insert or ignore into version_unread values (?)', id);
}

const updates = new Map<string, string>();

/** One text for the same columns, as records of a batch have them: statements are known by their text. */
function updateOf(columns: readonly string[]): string {
  const key = columns.join();
  const known = updates.get(key);
  if (known !== undefined) return known;
  const sql = `update record set ${columns.map(setting).join(', ')} where id = ?`;
  updates.set(key, sql);
  return sql;
}

/** Metadata may come as the bytes of its text. */
const setting = (name: string): string =>
  name === 'attributes' ? `${name} = cast(? as text)` : `${name} = ?`;

const kernelName = '"schemaVersion":';

/** The kernel that metadata name, as it stands in their JSON; undefined where they name none. */
function kernelText(attributes: SqlValue | undefined): string | undefined {
  if (typeof attributes !== 'string') return undefined;
  const at = attributes.indexOf(kernelName);
  return at < 0 ? undefined : /[^,}]*/.exec(attributes.slice(at, at + longestKernel))?.[0];
}
/** Longer than the name of any kernel, with its key. */
const longestKernel = 100;

/** True where metadata name another kernel than they did. */
export function namesOtherKernel(
  before: SqlValue | undefined,
  after: SqlValue | undefined,
): boolean {
  return kernelText(before) !== kernelText(after);
}

/** Call it where the kernel that metadata name changed; triggers see to the copy at DataCite. */
export function noteKernel({ db }: Pick<Ledger, 'db'>, id: number): void {
  db.run('delete from record_kernel where record_id = ?', id);
  db.run(
    `insert into record_kernel
       select id, kernel from (
         select id, coalesce(remote ->> '$.schemaVersion', attributes ->> '$.schemaVersion') as kernel
         from record where id = ?)
       where kernel is not null`,
    id,
  );
}

/** What the search table holds of a record; `before` is absent for a new one. */
export interface SearchWrite {
  readonly id: number;
  readonly before: SearchTexts | undefined;
  readonly row: Row;
}

/**
 * Writes what can be searched for, where it changed: the table holds no text of its own, so a row is replaced. Comes
 * after all rows of a transaction: each write of a row with triggers opens a savepoint, at which the search table
 * brings what it gathered to the disk, one small piece for every record. It does the same when a row comes before
 * the last one, hence their order.
 */
export function writeSearchTexts({ db }: Pick<Ledger, 'db'>, writes: readonly SearchWrite[]): void {
  const changed = inOne(writes).filter(
    ({ before, row }) =>
      before === undefined || searchColumns.some((name) => before[name] !== row[name]),
  );
  for (const { id, row } of changed.sort((one, other) => one.id - other.id)) {
    db.run(
      `insert or replace into record_text (rowid, doi, title, creators, publisher, item_key)
       values (?, ?, ?, ?, ?, ?)`,
      id,
      row['doi'] ?? null,
      ...searchColumns.map((name) => row[name] ?? null),
    );
  }
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

import type { Ledger } from '../ledger/ledger.ts';
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
  const confirmed = known['remote'] === row['remote'] ? [] : ['confirmed_at = @now'];
  const set = [...changed.map((name) => `${name} = @${name}`), ...confirmed, 'updated_at = @now'];
  const values = Object.fromEntries(changed.map((name) => [name, row[name] ?? null]));
  db.run(`update record set ${set.join(', ')} where id = @id`, {
    ...{ ...values, id: before.id, now },
  });
  return before.id;
}

/** The search table holds no text of its own, so a row is replaced, and only when its text changed. */
export function writeSearchText(
  { db }: Pick<Ledger, 'db'>,
  id: number,
  before: SearchTexts | undefined,
  row: Row,
): void {
  if (before !== undefined) {
    if (searchColumns.every((name) => before[name] === row[name])) return;
    db.run('delete from record_text where rowid = ?', id);
  }
  db.run(
    `insert into record_text (rowid, doi, title, creators, publisher, item_key)
     values (@id, @doi, @title, @creators, @publisher, @item_key)`,
    {
      id,
      doi: row['doi'] ?? null,
      title: row['title'] ?? null,
      creators: row['creators'] ?? null,
      publisher: row['publisher'] ?? null,
      item_key: row['item_key'] ?? null,
    },
  );
}

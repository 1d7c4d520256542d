import { mustExist } from '#shared/support/assert.ts';
import type { Database } from '../sqlite/database.ts';

/** Hears of a record that this connection wrote; `hasMetadata`: whether its metadata may be others now. */
export type OnWritten = (id: number, hasMetadata: boolean) => void;

const listeners = new WeakMap<Database, OnWritten[]>();

/** Columns that `updateRow` alone writes, which calls `tellWritten`: a trigger makes an update twice as slow. */
export const toldByWriter: ReadonlySet<string> = new Set([
  ...['attributes', 'places', 'content_hash', 'source_hash', 'updated_at'],
  ...['title', 'title_sort', 'creators', 'resource_type', 'publication_year', 'publisher', 'url'],
]);

/**
 * Calls back for every record that this connection writes, whoever writes it; a row's number may be used again. Also
 * for writes that are taken back. Temporary triggers live with the connection: the file knows nothing of them.
 */
export function watchRecords({ db }: { readonly db: Database }, onWritten: OnWritten): void {
  const known = listeners.get(db);
  if (known !== undefined) {
    known.push(onWritten);
    return;
  }
  const all = [onWritten];
  listeners.set(db, all);
  db.defineFunction('note_record', (id, hasMetadata) => {
    const record = Number(mustExist(id, 'the id of a written record'));
    for (const each of all) each(record, hasMetadata === 1n || hasMetadata === 1);
    return null;
  });
  const columns = db
    .all<{ name: string }>(`select name from pragma_table_info('record')`)
    .flatMap(({ name }) => (toldByWriter.has(name) ? [] : [name]));
  db.exec(`
    create temp trigger note_record_inserted after insert on main.record
    begin select note_record(new.id, 1); end;
    create temp trigger note_record_updated after update of ${columns.join(', ')} on main.record
    begin select note_record(new.id, 0); end;
    create temp trigger note_record_deleted after delete on main.record
    begin select note_record(old.id, 1); end;
  `);
}

/** Tells who watches of an update of columns for which there is no trigger. */
export function tellWritten(
  { db }: { readonly db: Database },
  id: number,
  hasMetadata: boolean,
): void {
  for (const each of listeners.get(db) ?? []) each(id, hasMetadata);
}

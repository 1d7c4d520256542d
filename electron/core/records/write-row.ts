import type { Ledger } from '../ledger/ledger.ts';
import type { SqlValue } from '../sqlite/database.ts';
import { readMembers } from '../support/json-members.ts';
import { placesOf } from '../support/member-places.ts';
import { findingCodes } from './record.ts';
import { tellWritten } from './watch-records.ts';

/** Columns of a record by their names. */
export type Row = Readonly<Record<string, SqlValue>>;

/** Sets the columns that differ and no others: SQLite writes every index of a column that is named. */
export function updateRow(
  ledger: Pick<Ledger, 'db'>,
  before: { readonly id: number },
  row: Row,
  now: string,
): number {
  const known = before as unknown as Row;
  const changed = Object.keys(row).filter((name) => name !== 'places' && known[name] !== row[name]);
  const { findings } = row;
  // Only a row that says what DataCite holds was read from there.
  if (changed.includes('remote')) changed.push('confirmed_at');
  const values = changed.map((name) => (name === 'confirmed_at' ? now : (row[name] ?? null)));
  if (changed.includes('attributes')) {
    changed.push('places');
    values.push(row['places'] === undefined ? findPlaces(row['attributes']) : row['places']);
  }
  if (changed.includes('findings') && typeof findings === 'string') {
    changed.push('finding_codes');
    values.push(findingCodes(findings));
  }
  ledger.db.run(updateOf([...changed, 'updated_at']), ...values, now, before.id);
  tellWritten(ledger, before.id, changed.includes('attributes'));
  return before.id;
}

/** Where the members of metadata stand; null where they are not ours. */
export function findPlaces(attributes: SqlValue | undefined): SqlValue {
  if (typeof attributes !== 'string') return null;
  const json = readMembers(Buffer.from(attributes));
  return json === null ? null : placesOf(json.members);
}

/** A record whose metadata were written anew. */
export interface Rewritten {
  readonly id: number;
  /** Whether they name other identifiers (`namesLinks`). */
  readonly hasLinks: boolean;
}

/** Whether these metadata, as JSON, name other identifiers. */
export function namesLinks(attributes: string | Buffer): boolean {
  return attributes.includes('"relatedIdentifier":');
}

/**
 * Tells what is derived from metadata of records that have others now; in their transaction, wherever `attributes`
 * was updated. Of the version chains those know it that are linked, or were: SQLite takes long to search a text, so
 * it is told which are.
 */
export function noteMetadata({ db }: Pick<Ledger, 'db'>, records: readonly Rewritten[]): void {
  if (records.length === 0) return;
  const all = JSON.stringify(records.map(({ id }) => id));
  const linked = records.filter(({ hasLinks }) => hasLinks);
  db.run('insert or ignore into duplicate_unread select value from json_each(?)', all);
  db.run(
    `insert or ignore into property_stale
       select value from json_each(?) where exists (select 1 from property)`,
    all,
  );
  if (linked.length > 0) {
    const ids = JSON.stringify(linked.map(({ id }) => id));
    db.run('insert or ignore into version_unread select value from json_each(?)', ids);
  }
  if (linked.length === records.length) return;
  db.run(
    `insert or ignore into version_unread
       select r.id from json_each(?) each join record r on r.id = each.value
       where exists (select 1 from version_edge where record_id = r.id)
         or exists (select 1 from version_edge where target = r.doi)
         or exists (select 1 from version_mark where record_id = r.id)`,
    all,
  );
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

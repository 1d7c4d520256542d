import { kernelOf } from '#shared/query/derived-properties.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Columns } from './column-arrays.ts';

export const states = ['reserved', 'draft', 'registered', 'findable'] as const;
/** In the order in which a steward looks at them: what needs a person first. */
export const syncStates = [
  ...(['conflict', 'failed', 'unsent', 'sending', 'local', 'in-step', 'observe-only'] as const),
];

type Row = readonly [
  id: number,
  state: string,
  sync: string,
  repository: string,
  type: string | null,
  year: number | null,
  collection: number | null,
  errors: number,
  warnings: number,
  hints: number,
  burnt: number,
  doi: string,
  publisher: string | null,
  source: string | null,
  created: string,
  confirmed: string | null,
];

/** All of them stand in the index that is named below: the rows themselves, long with metadata, are not read. */
const rowColumns = `id, state, sync, repository_id, resource_type, publication_year, collection_id,
  error_count, warning_count, hint_count, burnt, doi, publisher, source_file, created_at, confirmed_at`;
/**
 * Records read at once: about 1 ms, and few enough that their rows are garbage before they count as old. With 5,000
 * the first list of a million records took 118 MiB more.
 */
const chunk = 300;
const largestCount = 0xffff;

/** Reads every record, a chunk a step; between two steps the ledger may be written. */
export function* readAll(ledger: Ledger, columns: Columns): Generator<void> {
  for (let behind = 0; ;) {
    const rows = ledger.db.rows<Row>(
      `select ${rowColumns} from record indexed by ix_record__columns where id > ? order by id limit ?`,
      behind,
      chunk,
    );
    const last = rows.at(-1)?.[0];
    if (last === undefined) break;
    putRows(columns, rows);
    const between = 'where record_id > ? and record_id <= ?';
    putKernels(columns, ledger.db.rows<KernelRow>(`${kernelSql} ${between}`, behind, last));
    const codes = ledger.db.rows<CodeRow>(
      `${codeSql} ${between} order by record_id, code`,
      behind,
      last,
    );
    putCodes(columns, codes);
    behind = last;
    yield;
  }
  yield* readUpdated(ledger, columns);
}

/** The times of the last changes, which stand in an index of their own: an edit writes that and not the other. */
function* readUpdated(ledger: Ledger, columns: Columns): Generator<void> {
  for (let behind: UpdatedRow = [0, '']; ;) {
    const rows: UpdatedRow[] = ledger.db.rows<UpdatedRow>(
      `${updatedSql} indexed by ix_record__updated where (updated_at, id) > (?, ?)
       order by updated_at, id limit ?`,
      behind[1],
      behind[0],
      chunk,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    putUpdated(columns, rows);
    behind = last;
    yield;
  }
}

type UpdatedRow = readonly [id: number, updated: string];

const updatedSql = 'select id, updated_at from record';

function putUpdated(columns: Columns, rows: readonly UpdatedRow[]): void {
  for (const [id, updated] of rows) columns.updated[id] = dayOf(updated);
}

/** Reads these records again; those that are gone stay without a mark. */
export function readThese(ledger: Ledger, columns: Columns, ids: ReadonlySet<number>): void {
  const only = JSON.stringify([...ids]);
  const among = '(select value from json_each(?))';
  putRows(
    columns,
    ledger.db.rows<Row>(`select ${rowColumns} from record where id in ${among}`, only),
  );
  putUpdated(columns, ledger.db.rows<UpdatedRow>(`${updatedSql} where id in ${among}`, only));
  putKernels(columns, ledger.db.rows<KernelRow>(`${kernelSql} where record_id in ${among}`, only));
  putCodes(
    columns,
    ledger.db.rows<CodeRow>(
      `${codeSql} where record_id in ${among} order by record_id, code`,
      only,
    ),
  );
}

function putRows(columns: Columns, rows: readonly Row[]): void {
  for (const row of rows) {
    const [id, state, sync, repository, type, year, collection] = row;
    const [errors, warnings, hints, burnt] = [row[7], row[8], row[9], row[10]];
    columns.present[id] = burnt === 1 ? 0 : 1;
    columns.state[id] = states.indexOf(state as (typeof states)[number]);
    columns.sync[id] = syncStates.indexOf(sync as (typeof syncStates)[number]);
    columns.repository[id] = columns.repositories.numberOf(repository);
    columns.type[id] = columns.types.numberOf(type);
    columns.year[id] = Math.max(0, year ?? 0);
    columns.collection[id] = collection ?? 0;
    columns.errors[id] = Math.min(errors, largestCount);
    columns.warnings[id] = Math.min(warnings, largestCount);
    columns.hints[id] = Math.min(hints, largestCount);
    columns.severity[id] = (errors === 0 ? 0 : 1) + (warnings === 0 ? 0 : 2);
    columns.codeSet[id] = 0;
    const [doi, publisher, source] = [row[11], row[12], row[13]];
    columns.prefix[id] = columns.prefixes.numberOf(doi.slice(0, doi.indexOf('/')));
    columns.publisher[id] = columns.publishers.numberOf(publisher);
    columns.source[id] = columns.sources.numberOf(source);
    columns.created[id] = dayOf(row[14]);
    columns.confirmed[id] = dayOf(row[15]);
    columns.kernel[id] = 0;
    columns.verified[id] = columns.confirmed[id] === 0 ? 0 : 1;
  }
}

const dayMs = 86_400_000;

/** Days since 1970-01-01 of a time in UTC; 0 for none. Cheaper than a date for a million of them. */
function dayOf(time: string | null): number {
  if (time === null || time === '') return 0;
  const day = time.slice(0, 10);
  const known = days.get(day);
  if (known !== undefined) return known;
  const number = Math.max(0, Math.floor(Date.parse(day) / dayMs) || 0);
  if (days.size > 10_000) days.clear();
  days.set(day, number);
  return number;
}
const days = new Map<string, number>();

type KernelRow = readonly [recordId: number, kernel: string];

const kernelSql = 'select record_id, kernel from record_kernel';

function putKernels(columns: Columns, rows: readonly KernelRow[]): void {
  for (const [id, kernel] of rows) {
    columns.kernel[id] = columns.kernels.numberOf(kernelOf(kernel) || null);
  }
}

type CodeRow = readonly [recordId: number, code: string];

const codeSql = 'select record_id, code from record_finding';

/** Records share few different sets of codes, so each record keeps the number of its set. */
function putCodes(columns: Columns, rows: readonly CodeRow[]): void {
  let id = 0;
  let codes: string[] = [];
  const settle = (): void => {
    if (id > 0) columns.codeSet[id] = setNumber(columns, codes);
    codes = [];
  };
  for (const [recordId, code] of rows) {
    if (recordId !== id) {
      settle();
      id = recordId;
    }
    codes.push(code);
  }
  settle();
}

function setNumber(columns: Columns, codes: readonly string[]): number {
  const key = codes.join(' ');
  const known = columns.setNumbers.get(key);
  if (known !== undefined) return known;
  const number = columns.codeSets.push([...codes]) - 1;
  columns.setNumbers.set(key, number);
  return number;
}

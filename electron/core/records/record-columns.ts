import { mustExist } from '#shared/support/assert.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * The columns that lists filter, sort and count by, in typed arrays indexed by record id. They make any
 * filter one loop and all facets another: 5 facets over a million records took 26 ms against 547 ms to 4 s
 * in SQL (spikes.md 9). The ledger stays the truth: temporary triggers note which rows were written, by
 * whomever, and `refresh` reads those again.
 */
export interface RecordColumns {
  /** Rises whenever a record was written; what was computed from the columns is stale then. */
  readonly version: number;
  /** Brings the columns up to the ledger. Call before reading them. Returns which records it read. */
  refresh(): ReadonlySet<number> | 'all';
  /** Ids run from 1 to this. */
  readonly maxId: number;
  /** 1 where a record stands that lists show: rows that are gone and burnt names are 0. */
  readonly present: Uint8Array;
  readonly state: Uint8Array;
  readonly sync: Uint8Array;
  readonly repository: Uint16Array;
  readonly type: Uint16Array;
  /** 0 = none. */
  readonly year: Uint16Array;
  /** 0 = none. */
  readonly collection: Int32Array;
  readonly errors: Uint16Array;
  readonly warnings: Uint16Array;
  readonly hints: Uint16Array;
  /** Set of finding codes, by its number in `codeSets`; 0 = none. */
  readonly codeSet: Uint32Array;
  readonly codeSets: readonly (readonly string[])[];
  readonly repositories: Dictionary;
  readonly types: Dictionary;
  readonly prefix: Uint16Array;
  readonly publisher: Uint32Array;
  /** The file that a record came from. */
  readonly source: Uint32Array;
  /** Days since 1970-01-01 in UTC; 0 = never. */
  readonly created: Uint16Array;
  readonly updated: Uint16Array;
  readonly confirmed: Uint16Array;
  readonly prefixes: Dictionary;
  readonly publishers: Dictionary;
  readonly sources: Dictionary;
}

export const states = ['reserved', 'draft', 'registered', 'findable'] as const;
/** In the order in which a steward looks at them: what needs a person first. */
export const syncStates = [
  ...(['conflict', 'failed', 'unsent', 'sending', 'local', 'in-step', 'observe-only'] as const),
];

/** Numbers texts in the order in which they turn up; number 0 is "none". */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly texts: string[] = [''];

  numberOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** Of a text that nobody has: -1, which no row equals. */
  find(text: string): number {
    return this.#numbers.get(text) ?? -1;
  }
}

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
  updated: string,
  confirmed: string | null,
];

const rowColumns = `id, state, sync, repository_id, resource_type, publication_year, collection_id,
  error_count, warning_count, hint_count, burnt, doi, publisher, source_file, created_at, updated_at,
  confirmed_at`;
/** From here on one scan of the table is cheaper than looking up each row. */
const scanShare = 0.2;
const nothing: ReadonlySet<number> = new Set();
const largestCount = 0xffff;

export function createRecordColumns(ledger: Ledger): RecordColumns {
  const columns = allocate(1024);
  const dirty = new Set<number>();
  let isLoaded = false;
  watch(ledger, (id) => {
    columns.version += 1;
    dirty.add(id);
  });

  // A reader beside the writer sees none of its rows in triggers, only that something was committed.
  let seen = ledger.db.pragma('data_version');
  const noteForeignWrites = (): void => {
    const now = ledger.db.pragma('data_version');
    if (now === seen) return;
    seen = now;
    columns.version += 1;
    isLoaded = false;
  };

  const refresh = (): ReadonlySet<number> | 'all' => {
    if (ledger.isReadonly) noteForeignWrites();
    if (isLoaded && dirty.size === 0) return nothing;
    const maxId = ledger.db.get<{ id: number | null }>('select max(id) as id from record')?.id ?? 0;
    const isScan = !isLoaded || dirty.size > maxId * scanShare;
    grow(columns, Math.max(maxId, columns.maxId));
    if (isScan) columns.present.fill(0);
    else for (const id of dirty) if (id <= columns.maxId) columns.present[id] = 0;
    const only = isScan ? null : JSON.stringify([...dirty]);
    readRows(ledger, columns, only);
    readCodes(ledger, columns, only);
    const read = isScan ? 'all' : new Set(dirty);
    dirty.clear();
    isLoaded = true;
    return read;
  };
  columns.refresh = refresh;
  return columns;
}

type Columns = { -readonly [K in keyof RecordColumns]: RecordColumns[K] } & {
  readonly setNumbers: Map<string, number>;
};

function allocate(length: number): Columns {
  return {
    version: 0,
    refresh: () => nothing,
    maxId: 0,
    present: new Uint8Array(length),
    state: new Uint8Array(length),
    sync: new Uint8Array(length),
    repository: new Uint16Array(length),
    type: new Uint16Array(length),
    year: new Uint16Array(length),
    collection: new Int32Array(length),
    errors: new Uint16Array(length),
    warnings: new Uint16Array(length),
    hints: new Uint16Array(length),
    codeSet: new Uint32Array(length),
    codeSets: [[]],
    setNumbers: new Map([['', 0]]),
    repositories: new Dictionary(),
    types: new Dictionary(),
    prefix: new Uint16Array(length),
    publisher: new Uint32Array(length),
    source: new Uint32Array(length),
    created: new Uint16Array(length),
    updated: new Uint16Array(length),
    confirmed: new Uint16Array(length),
    prefixes: new Dictionary(),
    publishers: new Dictionary(),
    sources: new Dictionary(),
  };
}

function grow(columns: Columns, maxId: number): void {
  columns.maxId = maxId;
  if (maxId < columns.present.length) return;
  const larger = allocate(Math.max(maxId + 1, columns.present.length * 2));
  for (const name of arrays) {
    larger[name].set(columns[name]);
    (columns as Record<string, unknown>)[name] = larger[name];
  }
}

const arrays = [
  ...(['present', 'state', 'sync', 'repository', 'type', 'year', 'collection'] as const),
  ...(['errors', 'warnings', 'hints', 'codeSet', 'prefix', 'publisher', 'source'] as const),
  ...(['created', 'updated', 'confirmed'] as const),
];

function readRows(ledger: Ledger, columns: Columns, only: string | null): void {
  const { db } = ledger;
  const rows =
    only === null
      ? db.scan<Row>(`select ${rowColumns} from record`)
      : db.scan<Row>(
          `select ${rowColumns} from record where id in (select value from json_each(?))`,
          only,
        );
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
    columns.codeSet[id] = 0;
    const [doi, publisher, source] = [row[11], row[12], row[13]];
    columns.prefix[id] = columns.prefixes.numberOf(doi.slice(0, doi.indexOf('/')));
    columns.publisher[id] = columns.publishers.numberOf(publisher);
    columns.source[id] = columns.sources.numberOf(source);
    columns.created[id] = dayOf(row[14]);
    columns.updated[id] = dayOf(row[15]);
    columns.confirmed[id] = dayOf(row[16]);
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

/** Records share few different sets of codes, so each record keeps the number of its set. */
function readCodes(ledger: Ledger, columns: Columns, only: string | null): void {
  const sql = 'select record_id, code from record_finding';
  const rows = ledger.db.scan<readonly [number, string]>(
    only === null
      ? `${sql} order by record_id, code`
      : `${sql} where record_id in (select value from json_each(?)) order by record_id, code`,
    ...(only === null ? [] : [only]),
  );
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
  const number = (columns.codeSets as (readonly string[])[]).push([...codes]) - 1;
  columns.setNumbers.set(key, number);
  return number;
}

/**
 * Calls back for every row of `record` that this connection writes, whoever writes it. Temporary
 * triggers live with the connection: the file knows nothing of them.
 */
function watch({ db }: Ledger, onWrite: (id: number) => void): void {
  db.defineFunction('note_record', (id) => {
    onWrite(Number(mustExist(id, 'the id of a written record')));
    return null;
  });
  db.exec(`
    create temp trigger note_record_inserted after insert on main.record begin select note_record(new.id); end;
    create temp trigger note_record_updated after update on main.record begin select note_record(new.id); end;
    create temp trigger note_record_deleted after delete on main.record begin select note_record(old.id); end;
  `);
}

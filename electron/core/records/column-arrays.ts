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

/**
 * The arrays behind `RecordColumns`, by record id, with what is needed to write them. Of two kinds only: loops
 * over more kinds of array are half as quick (marks.ts).
 */
export interface Columns {
  maxId: number;
  /** 1 where a record stands that lists show: rows that are gone and burnt names are 0. */
  present: Uint16Array;
  state: Uint16Array;
  sync: Uint16Array;
  repository: Uint16Array;
  type: Uint16Array;
  /** 0 = none. */
  year: Uint16Array;
  /** 0 = none. */
  collection: Uint32Array;
  errors: Uint16Array;
  warnings: Uint16Array;
  hints: Uint16Array;
  /** 1 = errors, 2 = warnings, 3 = both, 0 = neither. */
  severity: Uint16Array;
  /** Set of finding codes, by its number in `codeSets`; 0 = none. */
  codeSet: Uint32Array;
  prefix: Uint16Array;
  publisher: Uint32Array;
  /** The file that a record came from. */
  source: Uint32Array;
  /** Days since 1970-01-01 in UTC; 0 = never. */
  created: Uint16Array;
  updated: Uint16Array;
  confirmed: Uint16Array;
  /** 1 where the service was seen to hold the record. */
  verified: Uint16Array;
  readonly codeSets: (readonly string[])[];
  readonly setNumbers: Map<string, number>;
  readonly repositories: Dictionary;
  readonly types: Dictionary;
  /** The kernel of the copy at DataCite, or of the record itself before there is one. */
  kernel: Uint16Array;
  readonly kernels: Dictionary;
  readonly prefixes: Dictionary;
  readonly publishers: Dictionary;
  readonly sources: Dictionary;
}

const arrays = [
  ...(['present', 'state', 'sync', 'repository', 'type', 'year', 'collection'] as const),
  ...(['errors', 'warnings', 'hints', 'severity', 'codeSet', 'prefix', 'publisher'] as const),
  ...(['source', 'created', 'updated', 'confirmed', 'verified', 'kernel'] as const),
];

export function emptyColumns(length: number): Columns {
  return {
    maxId: 0,
    present: new Uint16Array(length),
    state: new Uint16Array(length),
    sync: new Uint16Array(length),
    repository: new Uint16Array(length),
    type: new Uint16Array(length),
    year: new Uint16Array(length),
    collection: new Uint32Array(length),
    errors: new Uint16Array(length),
    warnings: new Uint16Array(length),
    hints: new Uint16Array(length),
    severity: new Uint16Array(length),
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
    verified: new Uint16Array(length),
    kernel: new Uint16Array(length),
    kernels: new Dictionary(),
    prefixes: new Dictionary(),
    publishers: new Dictionary(),
    sources: new Dictionary(),
  };
}

/** Room for ids up to `maxId`, and a quarter more. */
export function growColumns(columns: Columns, maxId: number): void {
  columns.maxId = maxId;
  if (maxId < columns.present.length) return;
  const larger = emptyColumns(Math.max(maxId + 1, Math.ceil(columns.present.length * 1.25)));
  for (const name of arrays) {
    larger[name].set(columns[name]);
    (columns as unknown as Record<string, unknown>)[name] = larger[name];
  }
}

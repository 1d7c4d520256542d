import type { Row } from '../records/write-row.ts';
import type { SyncState } from '../records/record.ts';
import type { SqlValue } from '../sqlite/database.ts';
import { joinBytes } from '../support/join-bytes.ts';
import type { PartResult, PreparedPart } from './part-batch.ts';
import type { AheadResult } from './use-ahead.ts';

/**
 * Results as they cross from one thread to another: a quarter of the time of objects, of which the name of each
 * member would be written and read again. Bytes stand one behind the other in a piece of memory that is handed over
 * as it is, because each text would be copied twice and collected once more.
 */
export interface PackedResults {
  readonly memory: ArrayBuffer;
  /** Names of columns, as they come together. */
  readonly columns: readonly (readonly string[])[];
  readonly results: readonly Packed[];
}

type Packed = PackedEdited | readonly [id: number, result: Exclude<PartResult, PreparedPart>];

type PackedEdited = readonly [
  id: number,
  /** Which columns these are the values of; for bytes their length. */
  columns: number,
  values: readonly SqlValue[],
  hasLinks: boolean,
  hasOtherKernel: boolean,
  event: string,
  /** Part, salt and text of each. */
  sealed: readonly string[],
  imageBefore: string,
  imageAfter: string,
  sync: SyncState,
];

/** Columns that hold bytes. */
const bytesOf: Readonly<Record<string, true>> = { attributes: true, places: true };

export function packResults(results: readonly AheadResult[]): PackedResults {
  const pieces: Uint8Array[] = [];
  const columns: (readonly string[])[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (names: readonly string[]): number => {
    const key = names.join();
    const known = numbers.get(key) ?? columns.push(names) - 1;
    numbers.set(key, known);
    return known;
  };
  const lengthOf = (bytes: Uint8Array): number => {
    pieces.push(bytes);
    return bytes.length;
  };
  const packed = results.map(({ id, result }): Packed => {
    if (result.kind !== 'edited') return [id, result];
    const { row, hasLinks, hasOtherKernel, event, images, sync } = result;
    return [
      id,
      numberOf(Object.keys(row)),
      Object.values(row).map((value) => (value instanceof Uint8Array ? lengthOf(value) : value)),
      hasLinks,
      hasOtherKernel,
      event.text,
      event.sealed.flatMap(({ part, salt, text }) => [part, salt, text]),
      images.before,
      images.after,
      sync,
    ];
  });
  return { memory: joinBytes(pieces).buffer, columns, results: packed };
}

export function unpackResults({ memory, columns, results }: PackedResults): AheadResult[] {
  let from = 0;
  const bytes = (length: number): Uint8Array => {
    const own = new Uint8Array(memory, from, length);
    from += length;
    return own;
  };
  return results.map((packed): AheadResult => {
    if (packed.length === 2) return { id: packed[0], result: packed[1] };
    const [id, names, values, hasLinks, hasOtherKernel, text, sealed, before, after, sync] = packed;
    const row: Record<string, Row[string]> = {};
    for (const [at, name] of (columns[names] ?? []).entries()) {
      const value = values[at] ?? null;
      row[name] = bytesOf[name] === true && typeof value === 'number' ? bytes(value) : value;
    }
    const event = { text, sealed: sealedOf(sealed) };
    const images = { before, after };
    const result = { kind: 'edited', row, hasLinks, hasOtherKernel, event, images, sync } as const;
    return { id, result };
  });
}

function sealedOf(texts: readonly string[]): PreparedPart['event']['sealed'] {
  return Array.from({ length: texts.length / 3 }, (_, at) => {
    const [part = '', salt = '', text = ''] = texts.slice(at * 3, at * 3 + 3);
    return { part, salt, text };
  });
}

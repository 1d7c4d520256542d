import type { AheadResult } from './ahead.ts';

/**
 * Puts the metadata of all results into one piece of memory, which is handed to another thread as it is: of texts
 * that cross one by one, each would be copied twice and collected once more.
 */
export function packResults(results: readonly AheadResult[]): {
  readonly results: readonly AheadResult[];
  readonly memory: ArrayBuffer;
} {
  const total = results.reduce(
    (sum, each) => sum + bytesOf(each).reduce((length, [, bytes]) => length + bytes.length, 0),
    0,
  );
  const memory = new ArrayBuffer(total);
  let from = 0;
  const packed = results.map((each): AheadResult => {
    if (each.result.kind !== 'edited') return each;
    const row = { ...each.result.row };
    for (const [name, bytes] of bytesOf(each)) {
      const own = new Uint8Array(memory, from, bytes.length);
      own.set(bytes);
      row[name] = own;
      from += bytes.length;
    }
    return { ...each, result: { ...each.result, row } };
  });
  return { results: packed, memory };
}

/** The columns of a result that are bytes. */
function bytesOf({ result }: AheadResult): (readonly [string, Uint8Array])[] {
  if (result.kind !== 'edited') return [];
  return packedColumns.flatMap((name) => {
    const bytes = result.row[name];
    return bytes instanceof Uint8Array ? [[name, bytes] as const] : [];
  });
}

const packedColumns = ['attributes', 'places'];

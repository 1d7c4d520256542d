import type { AheadResult } from './ahead.ts';

/**
 * Puts the metadata of all results into one piece of memory, which is handed to another thread as it is: of texts
 * that cross one by one, each would be copied twice and collected once more.
 */
export function packResults(results: readonly AheadResult[]): {
  readonly results: readonly AheadResult[];
  readonly memory: ArrayBuffer;
} {
  const total = results.reduce((sum, each) => sum + (metadataOf(each)?.length ?? 0), 0);
  const memory = new ArrayBuffer(total);
  let from = 0;
  const packed = results.map((each): AheadResult => {
    const bytes = metadataOf(each);
    if (bytes === null || each.result.kind !== 'edited') return each;
    const attributes = new Uint8Array(memory, from, bytes.length);
    attributes.set(bytes);
    from += bytes.length;
    return { ...each, result: { ...each.result, row: { ...each.result.row, attributes } } };
  });
  return { results: packed, memory };
}

function metadataOf({ result }: AheadResult): Uint8Array | null {
  const bytes = result.kind === 'edited' ? result.row['attributes'] : null;
  return bytes instanceof Uint8Array ? bytes : null;
}

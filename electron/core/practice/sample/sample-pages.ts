import { sampleRows } from './sample-collection.ts';
import { pageBase } from './work.ts';

/** Addresses of the sample's landing pages with their titles: they answer before anything is registered. */
export function samplePages(): ReadonlyMap<string, string> {
  return new Map(
    sampleRows()
      .map((row) => [row['Landing page'] ?? '', row['Title'] ?? ''] as const)
      .filter(([address]) => address.startsWith(pageBase)),
  );
}

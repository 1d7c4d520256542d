import type { Attributes } from '#shared/metadata/attributes.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import { currentSchema, predictStored } from '#shared/stored/predict-stored.ts';

export interface Difference {
  readonly path: string;
  /** Null: not there at all. */
  readonly here: string | null;
  readonly there: string | null;
}

/**
 * Value by value, what stands here against what the service last confirmed. What stands here is seen
 * as the service would store it, so that its own additions (types, schemes, lower case) are none.
 */
export function listDifferences(here: Attributes, there: Attributes): readonly Difference[] {
  // Every request of ours carries the schema version.
  return differencesOf(predictStored({ ...here, schemaVersion: currentSchema }), there);
}

/** Value by value, what an edit says against what it was begun on. */
export function listEdits(edit: Attributes, base: Attributes): readonly Difference[] {
  const gone = Object.fromEntries(Object.keys(base).map((name) => [name, null]));
  return differencesOf({ ...gone, ...edit }, base);
}

function differencesOf(expected: Attributes, there: Attributes): readonly Difference[] {
  return compareStored(expected, there).map((difference) => ({
    path: difference.path,
    here: printed(difference.expected),
    there: printed(difference.actual),
  }));
}

function printed(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

import { isJsonObject } from '../support/json.ts';
import type { Attributes } from '../metadata/attributes.ts';

/** One value that the service holds otherwise than expected. Absent values are null. */
export interface StoredDifference {
  /** As the REST API names it: `creators[0].affiliation`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * Every place where the stored record differs from the expected one. Compared are the keys of
 * `expected`; null, absent, `[]` and `{}` count as the same emptiness, and keys have no order.
 */
export function compareStored(expected: Attributes, actual: Attributes): StoredDifference[] {
  const differences: StoredDifference[] = [];
  for (const [key, value] of Object.entries(expected)) {
    collect(key, value, (actual as Readonly<Record<string, unknown>>)[key], differences);
  }
  return differences;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function collect(path: string, expected: unknown, actual: unknown, into: StoredDifference[]): void {
  if (expected === actual || (isEmpty(expected) && isEmpty(actual))) return;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    for (let index = 0; index < length; index += 1) {
      collect(`${path}[${index}]`, expected[index], actual[index], into);
    }
  } else if (isJsonObject(expected) && isJsonObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      collect(`${path}.${key}`, expected[key], actual[key], into);
    }
  } else {
    into.push({ path, expected: expected ?? null, actual: actual ?? null });
  }
}

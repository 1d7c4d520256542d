import { canonicalJson, isJsonObject } from '#shared/support/json.ts';

export interface Difference {
  readonly path: string;
  /** Null: not there at all. */
  readonly here: string | null;
  readonly there: string | null;
}

/** Attribute by attribute, what stands here against what the service last confirmed. */
export function listDifferences(here: object, there: object): readonly Difference[] {
  const mine = here as Readonly<Record<string, unknown>>;
  const theirs = there as Readonly<Record<string, unknown>>;
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort();
  return names.flatMap((path) => {
    const [one, other] = [mine[path], theirs[path]];
    if (isNothing(one) && isNothing(other)) return [];
    if (canonicalJson(one ?? null) === canonicalJson(other ?? null)) return [];
    return [{ path, here: printed(one), there: printed(other) }];
  });
}

/** Null, absent and empty say the same: there is nothing. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function printed(value: unknown): string | null {
  if (isNothing(value)) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/**
 * Reading attributes whose shape nobody has checked yet: a file's cell may hold a number where text
 * belongs, an API answer a null in a list. These never throw and never lose the position in a list.
 */
const emptyList: readonly never[] = Object.freeze([]);
const emptyObject = Object.freeze({});

/**
 * The list, with `{}` for every member that is no object. A single object is a list of one, as the service
 * takes it (datacite.md 1.5); an absent or other value is an empty list.
 */
export function listOf<T extends object>(value: readonly T[] | null | undefined): readonly T[] {
  if (!Array.isArray(value)) return isObject(value) ? [value as unknown as T] : emptyList;
  const list = value as readonly T[];
  // A loop, not `every`: a record's lists are asked for a hundred times while it is checked.
  for (const item of list) {
    if (!isObject(item)) return list.map((each) => (isObject(each) ? each : (emptyObject as T)));
  }
  return list;
}

/** The object, or `{}` for everything else. */
export function objectOf<T extends object>(value: T | string | null | undefined): Partial<T> {
  return isObject(value) ? (value as Partial<T>) : emptyObject;
}

/** Trimmed text; a number as its digits; everything else as ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

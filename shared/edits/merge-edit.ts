import type { Attributes } from '../metadata/attributes.ts';
import { canonicalJson } from '../support/json.ts';
import type { Json } from '../support/json.ts';

/** Properties by which two sets of metadata differ, in the order of their names. */
export function changedProperties(before: Attributes, after: Attributes): string[] {
  const [old, young] = [before, after].map((each) => new Map(Object.entries(each)));
  const names = [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].sort();
  return names.filter((name) => textOf(old?.get(name)) !== textOf(young?.get(name)));
}

const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

export interface Behind {
  readonly property: string;
  /** True: the edit changes it too. */
  readonly isMine: boolean;
}

/** What changed in a record while somebody edited it. */
export function findBehind(base: Attributes, mine: Attributes, now: Attributes): Behind[] {
  const edited = new Set(changedProperties(base, mine));
  return changedProperties(base, now)
    .filter((property) => valueText(mine, property) !== valueText(now, property))
    .map((property) => ({ property, isMine: edited.has(property) }));
}

const valueText = (attributes: Attributes, name: string): string =>
  textOf((attributes as Readonly<Record<string, unknown>>)[name]);

/**
 * The edit on top of the record as it is now: properties that only the record changed are the record's, those in
 * `theirs` too, all others are the edit's.
 */
export function rebaseEdit(
  edit: { readonly base: Attributes; readonly mine: Attributes },
  now: Attributes,
  theirs: ReadonlySet<string>,
): Attributes {
  const edited = changedProperties(edit.base, edit.mine).filter((name) => !theirs.has(name));
  const kept = new Map(Object.entries(now) as [string, Json][]);
  const mine = new Map(Object.entries(edit.mine) as [string, Json][]);
  for (const name of edited) {
    const value = mine.get(name);
    if (value === undefined) kept.delete(name);
    else kept.set(name, value);
  }
  return Object.fromEntries(kept);
}

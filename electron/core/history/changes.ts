import { canonicalJson } from '#shared/support/json.ts';

/** One changed attribute. A side that is absent did not exist: `{path, after}` was added. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A change whose sides the caller has as canonical JSON already: `"after":1,"before":2`. */
export interface WrittenChange {
  readonly path: string;
  readonly sides: string;
}

/**
 * What differs between two sets of attributes, attribute by attribute (an array counts as one value),
 * in the order of their names. `null` as a whole stands for "there was none".
 */
export function changesBetween(before: object | null, after: object | null): Change[] {
  const [old, young] = [before ?? {}, after ?? {}];
  // Most attributes of an edited record are the same objects as before: those are not looked at twice.
  const paths = [
    ...Object.keys(old).filter((path) => own(old, path) !== own(young, path)),
    ...Object.keys(young).filter((path) => !Object.hasOwn(old, path)),
  ];
  return paths.sort().flatMap((path) => {
    const was = own(old, path);
    const is = own(young, path);
    if (was === is) return [];
    if (was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is))
      return [];
    return [
      {
        path,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function own(attributes: object, path: string): unknown {
  return Object.hasOwn(attributes, path)
    ? (attributes as Readonly<Record<string, unknown>>)[path]
    : undefined;
}

/** Canonical JSON of something new, and of the changes that it came by, written in one pass. */
export function canonicalAddition(after: object): {
  readonly text: string;
  readonly changes: readonly WrittenChange[];
} {
  const parts = Object.entries(after as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, value]) => [path, canonicalJson(value)] as const);
  const members = parts.map(([path, value]) => `${JSON.stringify(path)}:${value}`);
  return {
    text: `{${members.join(',')}}`,
    changes: parts.map(([path, value]) => ({ path, sides: `"after":${value}` })),
  };
}

/** The sides of a change as canonical JSON, without the braces. */
export function writeSides(change: Change | WrittenChange): string {
  if ('sides' in change) return change.sides;
  const { before, after } = change;
  return canonicalJson({ after, before }).slice(1, -1);
}

import { canonicalJson } from '#shared/support/json.ts';
import type { CanonicalText, Change } from './append-event.ts';

/**
 * What differs between two sets of attributes, attribute by attribute (an array counts as one value),
 * in the order of their names. `null` as a whole stands for "there was none".
 */
export function changesBetween(before: object | null, after: object | null): Change[] {
  const old = new Map(Object.entries(before ?? {}));
  const young = new Map(Object.entries(after ?? {}));
  const paths = [...new Set([...old.keys(), ...young.keys()])].sort();
  return paths.flatMap((path) => {
    const was: unknown = old.get(path);
    const is: unknown = young.get(path);
    if (
      was === is ||
      (was !== undefined && is !== undefined && canonicalJson(was) === canonicalJson(is))
    ) {
      return [];
    }
    return [
      {
        path,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

/** Canonical JSON of something new, and of the changes that it came by, written in one pass. */
export function canonicalAddition(after: object): {
  readonly text: string;
  readonly changes: CanonicalText;
} {
  const parts = Object.entries(after as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, value]) => [JSON.stringify(path), canonicalJson(value)] as const);
  const members = parts.map(([path, value]) => `${path}:${value}`);
  const changes = parts.map(([path, value]) => `{"after":${value},"path":${path}}`);
  return {
    text: `{${members.join(',')}}`,
    changes: { canonical: `[${changes.join(',')}]` },
  };
}

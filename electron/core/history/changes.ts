import { canonicalJson } from '#shared/support/json.ts';
import type { Change } from './append-event.ts';

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

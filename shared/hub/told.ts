import type { Provenance } from '../cards/card.ts';

/** Where one value comes from. */
export interface Origin {
  readonly from: string;
  readonly rule: string;
}

/** A value with its origin: what the parts of the mapping give, so that order and index are settled once. */
export interface Told<T> extends Origin {
  readonly value: T;
}

export function told<T>(value: T, from: string, rule: string): Told<T> {
  return { value, from, rule };
}

/** The entries of a list property with the origins that a mapping noted for them. */
export function withOrigins<T>(
  path: string,
  entries: readonly T[] | undefined,
  provenance: readonly Provenance[],
): readonly Told<T>[] {
  return (entries ?? []).map((value, at) => {
    const found = provenance.find(
      (each) => each.path === `${path}[${at}]` || each.path.startsWith(`${path}[${at}].`),
    );
    return told(value, found?.from ?? '', found?.rule ?? '');
  });
}

/** The origin of a property that is one value. */
export function originOf(path: string, provenance: readonly Provenance[]): Origin | null {
  const found = provenance.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return found === undefined ? null : { from: found.from, rule: found.rule };
}

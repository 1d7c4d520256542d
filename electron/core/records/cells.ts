import type { Attributes } from '#shared/metadata/attributes.ts';
import type { PropertyValue } from '#shared/query/property-path.ts';
import { parsePropertyPath, valuesAt } from '#shared/query/property-path.ts';

/** What a cell shows of a list; the rest is a figure. */
const shownValues = 12;
const longestText = 2_000;

export interface Cell {
  readonly values: PropertyValue[];
  readonly count: number;
}

/** Reads the values at some paths out of a record's stored metadata. */
export function cellReader(paths: readonly string[]): (metadata: string) => Cell[] {
  const steps = paths.map((path) => parsePropertyPath(path) ?? []);
  return (metadata) => {
    const attributes = JSON.parse(metadata) as Attributes;
    return steps.map((path) => {
      const values = valuesAt(attributes, path);
      return { values: values.slice(0, shownValues).map(short), count: values.length };
    });
  };
}

function short(value: PropertyValue): PropertyValue {
  return typeof value === 'string' && value.length > longestText
    ? `${value.slice(0, longestText - 1)}…`
    : value;
}

import type { Attributes } from '#shared/metadata/attributes.ts';
import type { PropertyValue } from '#shared/query/property-path.ts';
import { parsePropertyPath, valuesAt } from '#shared/query/property-path.ts';

/** What a cell shows of a list, and of a text; the rest is a figure. */
const shown = { values: 12, text: 2_000 };
/** What the contract lets through: for copying, and for editing in place. */
const whole = { values: 500, text: 20_000 };

export interface Cell {
  readonly values: PropertyValue[];
  readonly count: number;
  readonly isCut?: boolean;
}

/** Reads the values at some paths out of a record's stored metadata. */
export function cellReader(
  paths: readonly string[],
  isWhole: boolean,
): (metadata: string) => Cell[] {
  const steps = paths.map((path) => parsePropertyPath(path) ?? []);
  const most = isWhole ? whole : shown;
  const isLong = (value: PropertyValue): boolean =>
    typeof value === 'string' && value.length > most.text;
  const short = (value: PropertyValue): PropertyValue =>
    typeof value === 'string' && isLong(value) ? `${value.slice(0, most.text - 1)}…` : value;
  return (metadata) => {
    const attributes = JSON.parse(metadata) as Attributes;
    return steps.map((path) => {
      const all = valuesAt(attributes, path);
      const values = all.slice(0, most.values);
      const cell = { values: values.map(short), count: all.length };
      return values.some(isLong) ? { ...cell, isCut: true } : cell;
    });
  };
}

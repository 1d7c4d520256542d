import type { RecordFilter } from '#shared/contract/records.ts';

/** The filter with one part set; a part without a value is left out, so that equal filters are equal. */
export function changeFilter<K extends keyof RecordFilter>(
  filter: RecordFilter,
  part: K,
  value: RecordFilter[K],
): RecordFilter {
  const isEmpty =
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const rest = Object.entries(filter).filter(([name]) => name !== part);
  return Object.fromEntries(isEmpty ? rest : [...rest, [part, value]]);
}

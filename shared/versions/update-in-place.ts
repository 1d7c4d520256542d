import type { Attributes } from '../metadata/attributes.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/**
 * A minor version under the DOI that is there (requirement E17): the version as given, and since when it is another.
 * `updated`: `YYYY-MM-DD`. Everything else stays to the letter.
 */
export function updatedInPlace(
  attributes: Attributes,
  { version, updated }: { readonly version: string; readonly updated: string },
): Attributes {
  const dates = listOf(attributes.dates);
  const isSaid = dates.some(
    ({ date, dateType }) => dateType === 'Updated' && textOf(date) === updated,
  );
  return {
    ...attributes,
    ...(version.trim() === '' ? {} : { version: version.trim() }),
    ...(isSaid ? {} : { dates: [...dates, { date: updated, dateType: 'Updated' }] }),
  };
}

import type { Input } from '#shared/contract/contract.ts';
import { isDerived, propertyMember } from '#shared/query/derived-properties.ts';

import { pathOfColumn } from '../records/grid/grid-columns.tsx';
import { useView } from '../store/steward.ts';

/** A list that records are exported from: the file has its order, and may have no more than its columns. */
export interface ExportedList {
  readonly order: NonNullable<Input<'exports.start'>['order']>;
  /** Of the metadata; a column of something else (state, findings) is none. */
  readonly properties: readonly string[];
}

/** What the columns of the list itself show of the metadata. */
const ownProperties: Readonly<Record<string, string>> = {
  title: 'titles.title',
  creators: 'creators.name',
  type: 'types.resourceTypeGeneral',
  year: 'publicationYear',
  publisher: 'publisher',
};

/** The list of records as it is shown now. */
export function useExportedList(): ExportedList {
  const sort = useView((view) => view.recordSort);
  const descending = useView((view) => view.recordsDescending);
  const columns = useView((view) => view.recordColumns);
  const properties = columns.flatMap(({ id }) => {
    const path = pathOfColumn(id) ?? ownProperties[id];
    if (path === undefined) return [];
    return [isDerived(path) ? propertyMember(path) : path];
  });
  return { order: { sort, descending }, properties: [...new Set(properties)] };
}

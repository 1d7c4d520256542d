import type { RecordFilter } from '#shared/contract/records.ts';
import { isFiltered, recordsText as text } from '#shared/text/records.en.ts';

import { Button } from '../components/button.tsx';
import { RecordActions } from '../edits/record-actions.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { FacetFilter } from './facet-filter.tsx';
import { facetValueName } from './facet-names.ts';

interface Props {
  readonly filter: RecordFilter;
  readonly total: number | null;
  /** Records that a search found already while it goes on. */
  readonly atLeast: number | null;
}

const { filters } = text;
/** The counts that are asked for most; all others are behind the button for filters. */
const quickFacets = [
  { facet: 'state', label: filters.states },
  { facet: 'type', label: filters.types },
  { facet: 'year', label: filters.years },
  { facet: 'findings', label: filters.findings },
  { facet: 'sync', label: filters.sync },
  { facet: 'collection', label: filters.collection },
] as const;

/** Filters with their figures, and how many records match. */
export function RecordsToolbar({ filter, total, atLeast }: Props) {
  const actions = useActions();
  const chosen = useView((view) => view.recordFilter);
  const collections = useQuery('collections.list', {}).data?.collections ?? [];

  return (
    <div className="toolbar toolbar-top">
      {quickFacets.map(({ facet, label }) => (
        <FacetFilter
          key={facet}
          label={label}
          filter={filter}
          facet={facet}
          nameOf={(value) => facetValueName(facet, value, collections)}
        />
      ))}
      {isFiltered(chosen) && (
        <Button kind="plain" onPress={() => actions.setRecordFilter({})}>
          {text.clearFilters}
        </Button>
      )}
      <p className="push soft records-count" role="status">
        {total === null ? text.counting(atLeast) : text.count(total)}
      </p>
      <RecordActions filter={filter} total={total} />
    </div>
  );
}

import { recordState, syncState } from '#shared/contract/define.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { isFiltered, recordsText as text } from '#shared/text/records.en.ts';
import { stateText, syncText } from '#shared/text/states.en.ts';

import { Button } from '../components/button.tsx';
import { RecordActions } from '../edits/record-actions.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { changeFilter } from './change-filter.ts';
import { FacetFilter } from './facet-filter.tsx';

interface Props {
  readonly filter: RecordFilter;
  readonly total: number | null;
}

const findingChoices = ['errors', 'warnings', 'clean'] as const;

/** Filters with their figures, and how many records match. */
export function RecordsToolbar({ filter, total }: Props) {
  const actions = useActions();
  const chosen = useView((view) => view.recordFilter);
  const collections = useQuery('collections.list', {}).data?.collections ?? [];
  const change = <K extends keyof RecordFilter>(part: K, value: RecordFilter[K]): void =>
    actions.setRecordFilter(changeFilter(chosen, part, value));
  const findingOf = (value: string | undefined) => findingChoices.find((known) => known === value);
  const { filters } = text;

  return (
    <div className="toolbar toolbar-top">
      <FacetFilter
        label={filters.states}
        filter={filter}
        part="states"
        facet="state"
        chosen={chosen.states ?? []}
        nameOf={(value) => stateText[recordState.parse(value)].label}
        onChange={(values) =>
          change(
            'states',
            values.map((value) => recordState.parse(value)),
          )
        }
      />
      <FacetFilter
        label={filters.types}
        filter={filter}
        part="types"
        facet="type"
        chosen={chosen.types ?? []}
        onChange={(types) => change('types', [...types])}
      />
      <FacetFilter
        label={filters.years}
        filter={filter}
        part="years"
        facet="year"
        chosen={(chosen.years ?? []).map(String)}
        onChange={(years) => change('years', years.map(Number))}
      />
      <FacetFilter
        label={filters.findings}
        filter={filter}
        part="findings"
        facet="findings"
        chosen={chosen.findings === undefined ? [] : [chosen.findings]}
        isSingle
        nameOf={(value) => text.findingsFilter[findingOf(value) ?? 'clean']}
        onChange={([value]) => change('findings', findingOf(value))}
      />
      <FacetFilter
        label={filters.sync}
        filter={filter}
        part="sync"
        facet="sync"
        chosen={chosen.sync ?? []}
        nameOf={(value) => syncText[syncState.parse(value)].label}
        onChange={(values) =>
          change(
            'sync',
            values.map((value) => syncState.parse(value)),
          )
        }
      />
      <FacetFilter
        label={filters.collection}
        filter={filter}
        part="collectionId"
        facet="collection"
        chosen={chosen.collectionId === undefined ? [] : [`#${chosen.collectionId}`]}
        isSingle
        nameOf={(value) => collections.find((known) => `#${known.id}` === value)?.name ?? value}
        onChange={([value]) =>
          change('collectionId', value === undefined ? undefined : Number(value.slice(1)))
        }
      />
      {isFiltered(chosen) && (
        <Button kind="plain" onPress={() => actions.setRecordFilter({})}>
          {text.clearFilters}
        </Button>
      )}
      <p className="push soft records-count" role="status">
        {total === null ? text.counting : text.count(total)}
      </p>
      <RecordActions filter={filter} total={total} />
    </div>
  );
}

import { recordState, syncState } from '#shared/contract/define.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { isFiltered, recordsText as text } from '#shared/text/records.en.ts';
import { stateText, syncText } from '#shared/text/states.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { changeFilter } from './change-filter.ts';
import { FacetFilter } from './facet-filter.tsx';

interface Props {
  readonly filter: RecordFilter;
  readonly total: number | null;
  readonly repository: ChosenRepository;
}

const findingChoices = ['errors', 'warnings', 'clean'] as const;

/** Filters with their figures, and how many records match. */
export function RecordsToolbar({ filter, total, repository }: Props) {
  const actions = useActions();
  const chosen = useView((view) => view.recordFilter);
  const facets = useQuery('records.facets', { filter }, { keepPrevious: true }).data;
  const collections = useQuery('collections.list', {}).data?.collections ?? [];
  const change = <K extends keyof RecordFilter>(part: K, value: RecordFilter[K]): void =>
    actions.setRecordFilter(changeFilter(chosen, part, value));
  const collection = chosen.collectionId === undefined ? [] : [String(chosen.collectionId)];
  const { filters } = text;

  return (
    <div className="toolbar toolbar-top">
      <FacetFilter
        label={filters.states}
        facet={facets?.state}
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
        facet={facets?.type}
        chosen={chosen.types ?? []}
        onChange={(types) => change('types', [...types])}
      />
      <FacetFilter
        label={filters.years}
        facet={facets?.year}
        chosen={(chosen.years ?? []).map(String)}
        onChange={(years) => change('years', years.map(Number))}
      />
      <FacetFilter
        label={filters.findings}
        facet={findingChoices.map((value) => ({ value, count: null }))}
        chosen={chosen.findings === undefined ? [] : [chosen.findings]}
        isSingle
        nameOf={(value) =>
          text.findingsFilter[findingChoices.find((known) => known === value) ?? 'clean']
        }
        onChange={([value]) =>
          change(
            'findings',
            findingChoices.find((known) => known === value),
          )
        }
      />
      <FacetFilter
        label={filters.sync}
        facet={facets?.sync}
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
        facet={facets?.collection}
        chosen={collection}
        isSingle
        nameOf={(value) => collections.find((known) => String(known.id) === value)?.name ?? value}
        onChange={([value]) =>
          change('collectionId', value === undefined ? undefined : Number(value))
        }
      />
      {isFiltered(chosen) && (
        <Button kind="plain" onPress={() => actions.setRecordFilter({})}>
          {text.clearFilters}
        </Button>
      )}
      <p className="push soft records-count" role="status" title={repository.name}>
        {total === null ? text.counting : text.count(total)}
      </p>
    </div>
  );
}

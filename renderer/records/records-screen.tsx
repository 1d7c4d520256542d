import { useMemo } from 'react';

import type { RecordFilter, RecordRow } from '#shared/contract/records.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { isFiltered, recordsText as text } from '#shared/text/records.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { DataGrid } from '../components/data-grid.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { toAppError } from '../store/query-cache.ts';
import type { RecordSort } from '../store/app-store.ts';
import { useActions, useSteward, useView } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { NoRecords } from './no-records.tsx';
import { recordColumns, sortOfColumn } from './record-columns.tsx';
import { RecordPanel } from './record-panel.tsx';
import { RecordsToolbar } from './records-toolbar.tsx';
import { SelectionBar } from './selection-bar.tsx';

interface Props {
  readonly repository: ChosenRepository;
  readonly doi: string | null;
}

/** All records of a repository: filter, sort, select; the one that is open stands beside the list. */
export function RecordsScreen({ repository, doi }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const chosenFilter = useView((view) => view.recordFilter);
  const sort = useView((view) => view.recordSort);
  const descending = useView((view) => view.recordsDescending);
  const selected = useView((view) => view.selectedDois);
  const filter = useMemo<RecordFilter>(
    () => ({ ...chosenFilter, repositoryId: repository.id }),
    [chosenFilter, repository.id],
  );
  const source = usePages<RecordRow>(
    canonicalJson({ filter, sort, descending }),
    (offset, limit) => client.call('records.list', { filter, sort, descending, offset, limit }),
    ['records.changed', 'outbox.changed'],
  );
  const total = source.total();
  const failure = source.error();

  return (
    <section className="screen" aria-labelledby="screen-title">
      <h1 id="screen-title" className="unseen">
        {text.title}
      </h1>
      {selected.size === 0 ? (
        <RecordsToolbar filter={filter} total={total} />
      ) : (
        <SelectionBar repository={repository} filter={filter} total={total} />
      )}
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className="split">
        <DataGrid
          label={text.list}
          source={source}
          columns={recordColumns}
          rowKey={(row) => row.doi}
          openKey={doi}
          onOpen={(row) => goTo({ screen: 'records', doi: row.doi }, 'replace')}
          sort={{
            column: columnOfSort(sort),
            descending,
            sortable: Object.keys(sortOfColumn),
            onSort: (column) => {
              const next = sortOfColumn[column];
              if (next !== undefined) actions.sortRecords(next);
            },
          }}
          selected={selected}
          onSelect={(dois) => actions.selectRecords(dois)}
          empty={<NoRecords isFiltered={isFiltered(chosenFilter)} />}
        />
        {doi !== null && (
          <RecordPanel
            key={doi}
            doi={doi}
            onClose={() => goTo({ screen: 'records', doi: null }, 'replace')}
          />
        )}
      </div>
    </section>
  );
}

function columnOfSort(sort: RecordSort): string {
  return Object.entries(sortOfColumn).find(([, known]) => known === sort)?.[0] ?? '';
}

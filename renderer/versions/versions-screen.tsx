import { useState } from 'react';

import type { ChainFilter, ChainRow } from '#shared/contract/version-chains.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { defectText } from '#shared/text/version-defects.en.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';
import type { DefectCode } from '#shared/versions/defect.ts';
import { defectCodes } from '#shared/versions/defect.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { useQuery } from '../store/use-query.ts';
import { chainColumns, sortOfColumn } from './chain-columns.tsx';
import { ChainPanel } from './chain-panel.tsx';
import './versions.css';

interface Props {
  readonly repository: ChosenRepository;
  readonly doi: string | null;
}

type Column = keyof typeof sortOfColumn;
type Show = NonNullable<ChainFilter['show']> | 'all';

/** All version chains of a repository, the broken ones first; the one that is open stands beside the list. */
export function VersionsScreen({ repository, doi }: Props) {
  const { client } = useSteward();
  const [show, setShow] = useState<Show>('all');
  const [order, setOrder] = useState<{ column: Column; descending: boolean }>({
    column: 'defects',
    descending: true,
  });
  const filter: ChainFilter = {
    repositoryId: repository.id,
    ...(show === 'all' ? {} : { show }),
  };
  const asked = { filter, sort: sortOfColumn[order.column], descending: order.descending };
  const source = usePages<ChainRow>(
    canonicalJson(asked),
    (offset, limit) => client.call('versions.list', { ...asked, offset, limit }),
    ['records.changed', 'versions.changed', 'outbox.changed'],
  );
  const overview = useQuery('versions.list', {
    filter: { repositoryId: repository.id },
    sort: 'defects',
    descending: true,
    offset: 0,
    limit: 1,
  });
  const failure = source.error();
  const found = overview.data?.codes ?? [];
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="soft">
          {overview.data?.isPending === true
            ? text.reading
            : text.chainCount(overview.data?.total ?? 0)}
        </span>
        <span className="push" />
        <SelectField
          label={text.show}
          isLabelUnseen
          value={show}
          onChange={(id) => setShow(asShow(id))}
          groups={[
            {
              title: '',
              choices: (['all', 'defects', 'sound', 'unsent'] as const).map((id) => ({
                id,
                label: text.shows[id],
              })),
            },
            {
              title: text.byDefect,
              choices: found.map(({ code, count }) => ({
                id: code,
                label: defectText[code].name,
                detail: text.chainCount(count),
              })),
            },
          ].filter(({ choices }) => choices.length > 0)}
        />
      </header>
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className={doi === null ? 'split split-top' : 'split split-top chain-open'}>
        <DataGrid
          label={text.list}
          source={source}
          columns={chainColumns}
          rowKey={(row) => row.doi}
          openKey={doi}
          onOpen={(row) => goTo({ screen: 'versions', doi: row.doi }, 'replace')}
          sort={{
            column: order.column,
            descending: order.descending,
            sortable: Object.keys(sortOfColumn),
            onSort: (column) =>
              setOrder({
                column: column as Column,
                descending: column === order.column ? !order.descending : column !== 'title',
              }),
          }}
          empty={
            <EmptyState icon="versions" title={show === 'all' ? text.emptyTitle : text.noneFit}>
              <p>{show === 'all' ? text.emptyBody : ''}</p>
            </EmptyState>
          }
        />
        {doi !== null && (
          <div className="split-detail chain-detail">
            <ChainPanel key={doi} doi={doi} />
          </div>
        )}
      </div>
    </section>
  );
}

function asShow(id: string): Show {
  if (id === 'defects' || id === 'sound' || id === 'unsent') return id;
  return defectCodes.includes(id as DefectCode) ? (id as DefectCode) : 'all';
}

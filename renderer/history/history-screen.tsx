import { useState } from 'react';

import type { HistoryEvent, HistoryFilter } from '#shared/contract/history.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { ChainProof } from './chain-proof.tsx';
import { EventPanel } from './event-panel.tsx';
import { historyColumns } from './history-columns.tsx';
import { ExportButtons, ExportOutcome, useHistoryExport } from './history-export.tsx';
import { HistoryFilters, noFilter } from './history-filters.tsx';

/** Everything that happened, in order, with what it changed; filtered, and as evidence. */
export function HistoryScreen() {
  const { client } = useSteward();
  const [filter, setFilter] = useState<HistoryFilter>(noFilter);
  const [open, setOpen] = useState<HistoryEvent | null>(null);
  const { run, pending, head, error, clear } = useHistoryExport(filter);
  const source = usePages<HistoryEvent>(
    JSON.stringify(filter),
    async (offset, limit) => {
      const page = await client.call('history.list', { ...filter, offset, limit });
      return { rows: page.events, total: page.total };
    },
    ['history.changed'],
  );
  const isFiltered = filter !== noFilter;
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="push" />
        <ExportButtons run={run} pending={pending} />
        <ChainProof />
      </header>
      <HistoryFilters filter={filter} onChange={setFilter} />
      <ExportOutcome head={head} error={error} clear={clear} />
      <div className="split split-top">
        <DataGrid
          label={text.list}
          source={source}
          columns={historyColumns}
          rowKey={(event) => event.id}
          openKey={open?.id ?? null}
          onOpen={setOpen}
          empty={
            isFiltered ? (
              <EmptyState icon="filter" title={text.noMatch} />
            ) : (
              <EmptyState icon="history" title={text.emptyTitle}>
                <p>{text.emptyBody}</p>
              </EmptyState>
            )
          }
        />
        {open !== null && (
          <EventPanel
            key={open.id}
            event={open}
            onClose={() => setOpen(null)}
            onShowBatch={(batchId) => setFilter({ ...noFilter, batchId })}
          />
        )}
      </div>
    </section>
  );
}

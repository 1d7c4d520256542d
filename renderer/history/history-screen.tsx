import { useState } from 'react';

import type { HistoryEvent } from '#shared/contract/history.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { ChainProof } from './chain-proof.tsx';
import { EventPanel } from './event-panel.tsx';
import { historyColumns } from './history-columns.tsx';

/** Everything that happened, in order, with what it changed. */
export function HistoryScreen() {
  const { client } = useSteward();
  const [open, setOpen] = useState<HistoryEvent | null>(null);
  const source = usePages<HistoryEvent>(
    'all',
    async (offset, limit) => {
      const page = await client.call('history.list', { doi: null, offset, limit });
      return { rows: page.events, total: page.total };
    },
    ['history.changed'],
  );
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="push" />
        <ChainProof />
      </header>
      <div className="split split-top">
        <DataGrid
          label={text.list}
          source={source}
          columns={historyColumns}
          rowKey={(event) => event.id}
          openKey={open?.id ?? null}
          onOpen={setOpen}
          empty={
            <EmptyState icon="history" title={text.emptyTitle}>
              <p>{text.emptyBody}</p>
            </EmptyState>
          }
        />
        {open !== null && <EventPanel event={open} onClose={() => setOpen(null)} />}
      </div>
    </section>
  );
}

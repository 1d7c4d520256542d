import type { ChangeSetSummary } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { goTo } from '../app/use-route.ts';
import { DataGrid } from '../components/data-grid.tsx';
import type { GridColumn } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { ChangeSetPanel } from './change-set-panel.tsx';

const columns: readonly GridColumn<ChangeSetSummary>[] = [
  {
    id: 'title',
    title: text.columns.title,
    track: 'minmax(12rem, 3fr)',
    cell: (set) => <span className="cut">{set.title}</span>,
  },
  {
    id: 'state',
    title: text.columns.state,
    track: '8rem',
    cell: (set) => text.stateOf(set),
  },
  {
    id: 'changed',
    title: text.columns.changed,
    track: '7rem',
    cell: (set) => text.count(set.changedCount),
  },
  {
    id: 'at',
    title: text.columns.at,
    track: '9rem',
    fromWidth: 520,
    cell: (set) => (
      <span className="soft">
        <TimeAgo at={set.createdAt} />
      </span>
    ),
  },
];

/** All change sets, the newest first; the one that is open stands beside the list with its undo. */
export function ChangesScreen({ changeSetId }: { readonly changeSetId: string | null }) {
  const { client } = useSteward();
  const source = usePages<ChangeSetSummary>(
    'all',
    async (offset, limit) => {
      const page = await client.call('changes.list', { offset, limit });
      return { rows: page.changeSets, total: page.total };
    },
    ['changes.changed', 'outbox.changed'],
  );
  const failure = source.error();
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.screenTitle}</h1>
      </header>
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className="split split-top">
        <DataGrid
          label={text.list}
          source={source}
          columns={columns}
          rowKey={(set) => set.id}
          openKey={changeSetId}
          onOpen={(set) => goTo({ screen: 'changes', changeSetId: set.id }, 'replace')}
          empty={
            <EmptyState icon="history" title={text.emptyTitle}>
              <p>{text.emptyBody}</p>
            </EmptyState>
          }
        />
        {changeSetId !== null && (
          <ChangeSetPanel
            key={changeSetId}
            id={changeSetId}
            onClose={() => goTo({ screen: 'changes', changeSetId: null }, 'replace')}
          />
        )}
      </div>
    </section>
  );
}

import { outboxText as text } from '#shared/text/outbox.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { BatchDetail } from './batch-detail.tsx';
import { BatchList } from './batch-list.tsx';
import { OutboxControls } from './outbox-controls.tsx';
import { OutboxState } from './outbox-state.tsx';

/** What is being sent, what waits, what failed and why. */
export function OutboxScreen({ batchId }: { readonly batchId: string | null }) {
  const batches = useQuery('outbox.batches', {});
  const summary = useQuery('outbox.summary', {}).data;
  const known = batches.data?.batches;
  const chosen = known?.find((batch) => batch.id === batchId) ?? known?.[0];

  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <div>
          <h1 id="screen-title">{text.title}</h1>
        </div>
        {summary !== undefined && <OutboxState summary={summary} />}
        <div className="line push">
          {summary !== undefined && <OutboxControls summary={summary} />}
        </div>
      </header>
      {batches.error !== undefined && <ErrorNotice error={batches.error} />}
      {known === undefined && batches.error === undefined && <Skeleton lines={8} />}
      {known?.length === 0 && (
        <EmptyState
          icon="outbox"
          title={text.emptyTitle}
          actions={
            <Button onPress={() => goTo({ screen: 'collections', collectionId: null })}>
              {text.toCollections}
            </Button>
          }
        >
          <p>{text.emptyBody}</p>
        </EmptyState>
      )}
      {chosen !== undefined && known !== undefined && (
        <div className="split split-top outbox-split">
          <nav className="split-list" aria-label={text.batches}>
            <BatchList batches={known} chosenId={chosen.id} />
          </nav>
          <BatchDetail key={chosen.id} batch={chosen} summary={summary} />
        </div>
      )}
    </section>
  );
}

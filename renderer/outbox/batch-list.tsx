import type { BatchSummary } from '#shared/contract/outbox.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

import { formatRoute } from '../app/route.ts';
import { TimeAgo } from '../components/time-ago.tsx';
import { BatchProgress } from './batch-progress.tsx';

interface Props {
  readonly batches: readonly BatchSummary[];
  readonly chosenId: string;
}

export function BatchList({ batches, chosenId }: Props) {
  return (
    <ul className="collections">
      {batches.map((batch) => (
        <li key={batch.id}>
          <a
            href={formatRoute({ screen: 'outbox', batchId: batch.id })}
            className={batch.id === chosenId ? 'collection is-here' : 'collection'}
            aria-current={batch.id === chosenId ? 'true' : undefined}
          >
            <span className="cut strong" title={batch.title}>
              {batch.title}
            </span>
            <span className="small soft cut">
              {batch.repositoryName} · <TimeAgo at={batch.createdAt} />
            </span>
            <BatchProgress batch={batch} />
            <span className="small soft line">
              <span>{text.done(batch.doneCount)}</span>
              {batch.waitingCount > 0 && <span>{text.waiting(batch.waitingCount)}</span>}
              {batch.failedCount > 0 && (
                <span className="batch-failed">{text.failed(batch.failedCount)}</span>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

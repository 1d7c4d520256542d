import type { BatchSummary } from '#shared/contract/outbox.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

import { ProgressLine } from '../components/progress-line.tsx';

export function BatchProgress({ batch }: { readonly batch: BatchSummary }) {
  return (
    <ProgressLine
      label={text.progressOf(batch.title)}
      total={batch.total - batch.cancelledCount}
      parts={[
        { kind: 'done', count: batch.doneCount },
        { kind: 'failed', count: batch.failedCount },
      ]}
    />
  );
}

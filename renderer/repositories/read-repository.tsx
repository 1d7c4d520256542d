import type { Output } from '#shared/contract/contract.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { FullReadTimes } from './full-read-times.tsx';

/** Reads the whole account and says how far it is and what it found. */
export function ReadRepository({ repositoryId }: { readonly repositoryId: string }) {
  const status = useQuery('sync.status', { repositoryId }).data;
  const start = useCommand('sync.start');
  return (
    <section className="section">
      <h3 className="section-title">{text.sync}</h3>
      <div className="stack">
        <p className="soft">{text.syncHint}</p>
        {status !== undefined && <SyncStatus status={status} />}
        {start.error !== null && <ErrorNotice error={start.error} />}
        <div>
          <Button
            icon="retry"
            isPending={start.pending || status?.running === true}
            onPress={() => void start.run({ repositoryId })}
          >
            {text.syncStart}
          </Button>
        </div>
        {status !== undefined && (
          <FullReadTimes
            repositoryId={repositoryId}
            everyDays={status.everyDays}
            lastFullAt={status.lastFullAt}
          />
        )}
      </div>
    </section>
  );
}

function SyncStatus({ status }: { readonly status: Output<'sync.status'> }) {
  if (status.running) {
    const sentence = text.syncRunning(status.readCount, status.total);
    return (
      <div className="stack-tight">
        <ProgressLine
          label={sentence}
          total={status.total}
          parts={[{ kind: 'done', count: status.readCount }]}
        />
        <p role="status">{sentence}</p>
      </div>
    );
  }
  if (status.failure !== null) {
    return (
      <Notice kind="error" title={status.failure.message}>
        {status.failure.nextStep !== null && <p className="soft">{status.failure.nextStep}</p>}
      </Notice>
    );
  }
  if (status.lastFinishedAt === null) return <p className="soft">{text.syncNever}</p>;
  return (
    <p role="status">
      <TimeAgo at={status.lastFinishedAt} />. {text.syncDone(status.changedCount)}
    </p>
  );
}

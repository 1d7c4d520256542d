import type { HistoryEvent } from '#shared/contract/history.ts';
import { historyText } from '#shared/text/history.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';
import { useState } from 'react';

import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { ExchangeView } from '../history/exchange-view.tsx';
import { ExportOutcome, useHistoryExport } from '../history/history-export.tsx';
import { useQuery } from '../store/use-query.ts';

/** What happened to this record, the newest first: what changed, who, why, what was sent and came back. */
export function RecordHistory({ doi }: { readonly doi: string }) {
  const history = useQuery('history.list', { doi, offset: 0, limit: 100 });
  const { run, pending, ...outcome } = useHistoryExport({ doi });
  if (history.error !== undefined) return <ErrorNotice error={history.error} />;
  if (history.data === undefined) return <Skeleton lines={5} />;
  if (history.data.events.length === 0) return <p className="soft">{text.noHistory}</p>;
  return (
    <div className="stack">
      <p>
        <Button icon="save" isPending={pending === 'html'} onPress={() => void run('html')}>
          {historyText.exportHtml}
        </Button>
      </p>
      <ExportOutcome {...outcome} />
      <ol className="timeline">
        {history.data.events.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
    </div>
  );
}

function Event({ event }: { readonly event: HistoryEvent }) {
  const [isExchangeOpen, setIsExchangeOpen] = useState(false);
  return (
    <li className="timeline-event">
      <p className="strong">{event.summary}</p>
      <p className="small soft">
        <TimeAgo at={event.at} /> · {event.person ?? historyText.nobody}
        {event.reason !== null && ` · ${event.reason}`}
      </p>
      {event.redacted.map(({ part, by }) => (
        <p key={part} className="small soft">
          {historyText.wasRedacted(part, by)}
        </p>
      ))}
      {event.changes.length > 0 && (
        <details className="timeline-changes">
          <summary className="small">{historyText.changes(event.changes.length)}</summary>
          {event.changes.map((change) => (
            <ChangeView
              key={change.path}
              {...change}
              beforeLabel={historyText.before}
              afterLabel={historyText.after}
            />
          ))}
        </details>
      )}
      {event.operationId !== null && (
        <details
          className="timeline-changes"
          onToggle={(toggle) => setIsExchangeOpen(toggle.currentTarget.open)}
        >
          <summary className="small">{historyText.exchange}</summary>
          {isExchangeOpen && <ExchangeView operationId={event.operationId} />}
        </details>
      )}
    </li>
  );
}

import { historyText } from '#shared/text/history.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { ChangeView } from '../components/change-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useQuery } from '../store/use-query.ts';

/** What happened to this record, the newest first. */
export function RecordHistory({ doi }: { readonly doi: string }) {
  const history = useQuery('history.list', { doi, offset: 0, limit: 100 });
  if (history.error !== undefined) return <ErrorNotice error={history.error} />;
  if (history.data === undefined) return <Skeleton lines={5} />;
  if (history.data.events.length === 0) return <p className="soft">{text.noHistory}</p>;
  return (
    <ol className="timeline">
      {history.data.events.map((event) => (
        <li key={event.id} className="timeline-event">
          <p className="strong">{event.summary}</p>
          <p className="small soft">
            <TimeAgo at={event.at} /> · {event.person ?? historyText.nobody}
            {event.reason !== null && ` · ${event.reason}`}
          </p>
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
        </li>
      ))}
    </ol>
  );
}

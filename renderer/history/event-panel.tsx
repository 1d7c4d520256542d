import type { HistoryEvent } from '#shared/contract/history.ts';
import { formatDateTime } from '#shared/text/format.ts';
import { historyText as text } from '#shared/text/history.en.ts';
import { outboxText } from '#shared/text/outbox.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { IconButton } from '../components/icon-button.tsx';

/** One event: who, when, why, and each attribute before and after. */
export function EventPanel({
  event,
  onClose,
}: {
  readonly event: HistoryEvent;
  readonly onClose: () => void;
}) {
  const { doi } = event;
  return (
    <aside className="panel" aria-label={event.summary}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{event.summary}</h2>
          <p className="soft">
            {formatDateTime(event.at)} · {event.person ?? text.nobody}
          </p>
          {doi !== null && <DoiName doi={doi} />}
        </div>
        <IconButton icon="close" label={text.close} onPress={onClose} />
      </div>
      <div className="panel-body stack">
        {event.reason !== null && (
          <p>
            <span className="soft">{text.reason}: </span>
            {event.reason}
          </p>
        )}
        {event.changes.map((change) => (
          <ChangeView
            key={change.path}
            {...change}
            beforeLabel={text.before}
            afterLabel={text.after}
          />
        ))}
        {doi !== null && (
          <div>
            <Button icon="records" onPress={() => goTo({ screen: 'records', doi })}>
              {outboxText.openRecord}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}

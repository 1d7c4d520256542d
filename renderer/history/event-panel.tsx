import { useState } from 'react';

import type { HistoryEvent } from '#shared/contract/history.ts';
import { formatDateTime } from '#shared/text/format.ts';
import { historyText as text } from '#shared/text/history.en.ts';
import { outboxText } from '#shared/text/outbox.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { ExchangeView } from './exchange-view.tsx';
import { RedactDialog } from './redact-dialog.tsx';

interface Props {
  readonly event: HistoryEvent;
  readonly onClose: () => void;
  readonly onShowBatch: (batchId: string) => void;
}

/** One event: who, when, why, each attribute before and after, what was sent and what came back. */
export function EventPanel({ event, onClose, onShowBatch }: Props) {
  const [isRedacting, setIsRedacting] = useState(false);
  const { doi, batchId } = event;
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
        {event.redacted.map(({ part, by }) => (
          <p key={part} className="soft">
            {text.wasRedacted(part, by)}
          </p>
        ))}
        {event.changes.length > 0 && <h3 className="section-title">{text.whatChanged}</h3>}
        {event.changes.map((change) => (
          <ChangeView
            key={change.path}
            {...change}
            beforeLabel={text.before}
            afterLabel={text.after}
          />
        ))}
        {event.operationId !== null && <ExchangeView operationId={event.operationId} />}
        <p className="line line-wrap">
          {doi !== null && (
            <Button icon="records" onPress={() => goTo({ screen: 'records', doi })}>
              {outboxText.openRecord}
            </Button>
          )}
          {batchId !== null && (
            <Button icon="filter" onPress={() => onShowBatch(batchId)}>
              {text.showBatch}
            </Button>
          )}
          <Button onPress={() => setIsRedacting(true)}>{text.redact}</Button>
        </p>
        <p className="small soft">
          {text.eventHash(event.sequence)} <span className="mono history-hash">{event.hash}</span>
        </p>
      </div>
      {isRedacting && <RedactDialog event={event} onClose={() => setIsRedacting(false)} />}
    </aside>
  );
}

import { useState } from 'react';

import type { HubEventView } from '#shared/contract/hub-shapes.ts';
import { shortRevision } from '#shared/hub/hub.ts';
import type { WayOn } from '#shared/hub/watch.ts';
import { hubEventText, wayOnText } from '#shared/text/hub.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { WayDialog } from './way-dialog.tsx';

const text = hubScreenText.events;

interface Props {
  readonly events: readonly HubEventView[];
  readonly repository: ChosenRepository | null;
  /** Named where events of several items stand together. */
  readonly onOpenItem?: (itemId: number) => void;
}

/** Events one below the other: what was, what is, and the ways on. */
export function EventList({ events, repository, onOpenItem }: Props) {
  return (
    <ul className="hub-events">
      {events.map((event) => (
        <li key={event.id}>
          <EventEntry
            event={event}
            repository={repository}
            {...(onOpenItem === undefined ? {} : { onOpenItem })}
          />
        </li>
      ))}
    </ul>
  );
}

function EventEntry({
  event,
  repository,
  onOpenItem,
}: Omit<Props, 'events'> & { readonly event: HubEventView }) {
  const actions = useActions();
  const settle = useCommand('hub.settleEvents');
  const refresh = useCommand('hub.refresh');
  const [way, setWay] = useState<WayOn | null>(null);
  const { name, meaning } = hubEventText[event.kind];
  const isOpen = event.settledAt === null;
  const end = (settlement: 'handled' | 'no-matter') =>
    void settle.run({ ids: [event.id], kind: null, settlement, note: null });
  const take = async (on: WayOn): Promise<void> => {
    if (on !== 'correct') {
      setWay(on);
      return;
    }
    const answer = await refresh.run({ itemId: event.itemId, revision: null });
    if (!answer.ok) return;
    actions.notify(text.taken);
    end('handled');
  };
  const failure = settle.error ?? refresh.error;
  return (
    <section
      className={isOpen ? 'hub-event' : 'hub-event is-settled'}
      aria-label={`${name}: ${event.itemName}`}
    >
      <div className="line line-wrap">
        <Icon name={event.isUrgent && isOpen ? 'error' : isOpen ? 'warning' : 'good'} />
        <span className="strong">{name}</span>
        {onOpenItem !== undefined && (
          <Button kind="link" onPress={() => onOpenItem(event.itemId)}>
            {event.itemName}
          </Button>
        )}
        <span className="push" />
        <span className="small soft">
          {isOpen ? '' : `${text.settled} · `}
          <TimeAgo at={event.noticedAt} />
        </span>
      </div>
      <p className="soft">{meaning}</p>
      <ChangeView
        path={name}
        of={event.itemName}
        before={shown(event.before)}
        after={shown(event.after)}
        beforeLabel={text.before}
        afterLabel={text.after}
      />
      {isOpen && (
        <div className="line line-wrap">
          {event.ways.map((on) => (
            <Button
              key={on}
              isPending={on === 'correct' && refresh.pending}
              onPress={() => void take(on)}
            >
              {wayOnText[on]}
            </Button>
          ))}
          <span className="push" />
          <Button
            kind="plain"
            icon="check"
            isPending={settle.pending}
            onPress={() => end('handled')}
          >
            {text.settle}
          </Button>
          <Button kind="plain" onPress={() => end('no-matter')}>
            {text.noMatter}
          </Button>
        </div>
      )}
      {failure !== null && <ErrorNotice error={failure} />}
      {way !== null && (
        <WayDialog
          way={way}
          itemId={event.itemId}
          repository={repository}
          onClose={() => setWay(null)}
        />
      )}
    </section>
  );
}

/** Whole commit names are cut to what people read; states are told in words. */
function shown(value: string): string | null {
  if (value === '') return null;
  const access = (hubScreenText.accesses as Readonly<Record<string, string>>)[value];
  return access ?? shortRevision(value);
}

import { useState } from 'react';

import type { HubEventKind } from '#shared/hub/watch.ts';
import { hubEventKinds } from '#shared/hub/watch.ts';
import { hubEventText } from '#shared/text/hub.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { EventList } from './event-list.tsx';
import { Schedule } from './watch-schedule.tsx';

const text = hubScreenText.events;
const shows = ['open', 'urgent', 'settled'] as const;
const pageSize = 50;

/** What happened to items of all hubs, the urgent first, and when the app looks. */
export function EventsView({ repository }: { readonly repository: ChosenRepository }) {
  const [show, setShow] = useState<(typeof shows)[number]>('open');
  const [kind, setKind] = useState<HubEventKind | null>(null);
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'hub.events',
    { show, kind, offset, limit: pageSize },
    { keepPrevious: true },
  );
  const total = data?.total ?? 0;
  const chosen = data?.kinds.find((each) => each.kind === kind);
  return (
    <div className="screen-body">
      <div className="hub-events-page stack">
        <div className="line">
          <SelectField
            label={text.show}
            isLabelUnseen
            value={show}
            onChange={(id) => {
              setShow(shows.find((each) => each === id) ?? 'open');
              setOffset(0);
            }}
            groups={[{ title: '', choices: shows.map((id) => ({ id, label: text.shows[id] })) }]}
          />
          <SelectField
            label={text.kind}
            isLabelUnseen
            value={kind ?? 'all'}
            onChange={(id) => {
              setKind(hubEventKinds.find((each) => each === id) ?? null);
              setOffset(0);
            }}
            groups={[
              {
                title: '',
                choices: [
                  { id: 'all', label: text.allKinds },
                  ...(data?.kinds ?? []).map((each) => ({
                    id: each.kind,
                    label: text.kindCount(hubEventText[each.kind].name, each.count),
                  })),
                ],
              },
            ]}
          />
          <span className="push" />
          {show === 'open' && chosen !== undefined && chosen.count > 1 && (
            <SettleAll kind={chosen.kind} count={chosen.count} />
          )}
        </div>
        {error !== undefined && <ErrorNotice error={error} />}
        {data === undefined && error === undefined && <Skeleton lines={8} />}
        {data?.rows.length === 0 && (
          <EmptyState icon="good" title={hubScreenText.noEvents}>
            <p>{hubScreenText.noEventsBody}</p>
          </EmptyState>
        )}
        {data !== undefined && (
          <EventList
            events={data.rows}
            repository={repository}
            onOpenItem={(itemId) => goTo({ screen: 'hub', view: 'items', itemId })}
          />
        )}
        {total > pageSize && (
          <div className="line">
            <Button
              icon="left"
              isDisabled={offset === 0}
              onPress={() => setOffset(Math.max(0, offset - pageSize))}
            >
              {text.newer}
            </Button>
            <span className="soft" role="status">
              {text.page(offset + 1, Math.min(total, offset + pageSize), total)}
            </span>
            <Button
              icon="right"
              isDisabled={offset + pageSize >= total}
              onPress={() => setOffset(offset + pageSize)}
            >
              {text.older}
            </Button>
          </div>
        )}
        <Schedule />
      </div>
    </div>
  );
}

/** All open events of a kind at once: after a week of silence there may be hundreds of moved heads. */
function SettleAll({ kind, count }: { readonly kind: HubEventKind; readonly count: number }) {
  const actions = useActions();
  const settle = useCommand('hub.settleEvents');
  const end = async (settlement: 'handled' | 'no-matter'): Promise<void> => {
    const answer = await settle.run({ ids: [], kind, settlement, note: null });
    if (answer.ok) actions.notify(text.settledAll(answer.value.settledCount));
  };
  return (
    <>
      <Button kind="plain" isPending={settle.pending} onPress={() => void end('handled')}>
        {text.allHandled(count)}
      </Button>
      <Button kind="plain" isPending={settle.pending} onPress={() => void end('no-matter')}>
        {text.allNoMatter(count)}
      </Button>
      {settle.error !== null && <ErrorNotice error={settle.error} />}
    </>
  );
}

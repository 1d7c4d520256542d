import { useState } from 'react';

import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { EventList } from './event-list.tsx';

const text = hubScreenText.events;
const shows = ['open', 'urgent', 'settled'] as const;
const pageSize = 50;

/** What happened to items of all hubs, the urgent first, and when the app looks. */
export function EventsView({ repository }: { readonly repository: ChosenRepository }) {
  const [show, setShow] = useState<(typeof shows)[number]>('open');
  const [limit, setLimit] = useState(pageSize);
  const { data, error } = useQuery(
    'hub.events',
    { show, kind: null, offset: 0, limit },
    { keepPrevious: true },
  );
  return (
    <div className="screen-body">
      <div className="hub-events-page stack">
        <div className="line">
          <SelectField
            label={text.show}
            isLabelUnseen
            value={show}
            onChange={(id) => setShow(shows.find((each) => each === id) ?? 'open')}
            groups={[{ title: '', choices: shows.map((id) => ({ id, label: text.shows[id] })) }]}
          />
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
        {data !== undefined && data.total > data.rows.length && limit < 200 && (
          <div>
            <Button onPress={() => setLimit(Math.min(200, limit + pageSize))}>
              {hubScreenText.itemCount(data.total - data.rows.length)}
            </Button>
          </div>
        )}
        <Schedule />
      </div>
    </div>
  );
}

const intervals = [6, 12, 24, 72, 168] as const;

function Schedule() {
  const state = useQuery('hub.watchState', {}).data;
  if (state === undefined) return null;
  return (
    <ScheduleForm
      key={`${state.everyHours ?? 0} ${state.quota ?? 0}`}
      everyHours={state.everyHours}
      quota={state.quota}
    />
  );
}

function ScheduleForm({
  everyHours,
  quota,
}: {
  readonly everyHours: number | null;
  readonly quota: number | null;
}) {
  const actions = useActions();
  const save = useCommand('hub.setSchedule');
  const [hours, setHours] = useState(everyHours === null ? 'never' : String(everyHours));
  const [most, setMost] = useState(quota === null ? '' : String(quota));
  const store = async (): Promise<void> => {
    const number = Number(most);
    const given = {
      everyHours: hours === 'never' ? null : Number(hours),
      quota: most.trim() === '' || !Number.isInteger(number) ? null : number,
    };
    if ((await save.run(given)).ok) actions.notify(text.saved);
  };
  return (
    <section className="section">
      <h2 className="section-title">{text.schedule}</h2>
      <div className="form-grid">
        <SelectField
          label={text.every}
          value={hours}
          onChange={setHours}
          groups={[
            {
              title: '',
              choices: [
                { id: 'never', label: text.never },
                ...[...new Set([...intervals, ...(everyHours === null ? [] : [everyHours])])].map(
                  (each) => ({ id: String(each), label: text.hours(each) }),
                ),
              ],
            },
          ]}
        />
        <TextField label={text.quota} hint={text.quotaHint} value={most} onChange={setMost} />
      </div>
      {save.error !== null && <ErrorNotice error={save.error} />}
      <Button isPending={save.pending} onPress={() => void store()}>
        {text.save}
      </Button>
    </section>
  );
}

import { useState } from 'react';

import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const text = hubScreenText.events;
const intervals = [6, 12, 24, 72, 168] as const;

/** When the app looks by itself, and how many requests it may send. */
export function Schedule() {
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

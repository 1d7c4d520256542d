import { useState } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import type { RegisterPlan } from '#shared/contract/outbox.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly selection: Input<'register.plan'>['selection'];
  readonly targetState: 'registered' | 'findable';
  readonly plan: RegisterPlan;
  readonly waiver: string;
  readonly onWaive: (reason: string) => void;
}

/** The same job first where it harms nobody; where one is asked for, a reason can stand in its place. */
export function RehearsalSection({ selection, targetState, plan, waiver, onWaive }: Props) {
  const rehearse = useCommand('rehearsals.start');
  const [startedId, setStartedId] = useState<string | null>(null);
  const { data: accounts } = useQuery('repositories.list', {});
  const { data: known } = useQuery('rehearsals.of', { planHash: plan.planHash });
  const { data: running } = useQuery(
    'rehearsals.get',
    startedId === null ? null : { id: startedId },
  );
  const places = (accounts?.repositories ?? []).filter(
    ({ environment }) => environment === 'practice' || environment === 'test',
  );
  // One that was started for another plan says nothing about this one.
  const shown = running?.planHash === plan.planHash ? running : (known?.rehearsal ?? null);
  const isAsked = plan.rehearsal !== 'not-asked' && plan.rehearsal !== 'passed';
  const run = async (on: string): Promise<void> => {
    const answer = await rehearse.run({ selection, targetState, on });
    if (answer.ok) setStartedId(answer.value.id);
  };
  return (
    <section className="stack-tight">
      <h3 className="section-title">{text.rehearsal}</h3>
      {plan.rehearsal !== 'not-asked' && <p>{text.rehearsals[plan.rehearsal]}</p>}
      {shown !== null && (
        <p className="line" aria-live="polite">
          <Icon
            name={
              shown.status === 'passed' ? 'good' : shown.status === 'running' ? 'clock' : 'error'
            }
          />
          {shown.rehearsedOn}: {text.rehearsed(shown.doneCount, shown.total)}
        </p>
      )}
      {shown !== null && shown.failures.length > 0 && (
        <ul className="plan">
          {shown.failures.slice(0, 5).map(({ doi, message }) => (
            <li key={doi} className="plan-line plan-out">
              <span className="mono">{doi}</span> {message}
            </li>
          ))}
        </ul>
      )}
      <p className="line line-wrap">
        {places.slice(0, 3).map(({ id, name }) => (
          <Button
            key={id}
            isPending={rehearse.pending}
            isDisabled={shown?.status === 'running'}
            onPress={() => void run(id)}
          >
            {text.rehearse(name)}
          </Button>
        ))}
      </p>
      {rehearse.error !== null && <ErrorNotice error={rehearse.error} />}
      {isAsked && (
        <TextField
          label={text.withoutRehearsal}
          value={waiver}
          onChange={onWaive}
          autoComplete="off"
        />
      )}
    </section>
  );
}

import { useState } from 'react';

import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Output } from '#shared/contract/contract.ts';
import { conflictsText } from '#shared/text/conflicts.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const text = conflictsText.many;

type Take = 'mine' | 'theirs';
type Forecast = Output<'conflicts.preview'>;

interface Props {
  readonly scope: ConflictScope;
  readonly survey: Output<'conflicts.survey'>;
}

/** One side for each attribute and one for the rest, with what that would settle before it is done. */
export function RulesForm({ scope, survey }: Props) {
  const [otherwise, setOtherwise] = useState<Take | null>(null);
  const [taken, setTaken] = useState<Readonly<Record<string, Take | null>>>({});
  const [reason, setReason] = useState('');
  const settle = useCommand('conflicts.settleMany');
  const actions = useActions();
  const choices = survey.paths.flatMap(({ path }) => {
    const take = taken[path] ?? null;
    return take === null ? [] : [{ path, take }];
  });
  const rules = { choices, otherwise };
  const { data: forecast, error } = useQuery(
    'conflicts.preview',
    { scope, rules },
    { keepPrevious: true },
  );
  const run = async (expected: Forecast): Promise<void> => {
    const why = reason.trim() === '' ? null : reason.trim();
    const answer = await settle.run({ scope, rules, expected, reason: why });
    if (!answer.ok) return;
    actions.notify(text.done(answer.value.settledCount, answer.value.openCount));
    setTaken({});
    setOtherwise(null);
  };
  return (
    <form
      className="stack"
      aria-label={text.rules}
      onSubmit={(event) => {
        event.preventDefault();
        if (forecast !== undefined && doesAnything(forecast)) void run(forecast);
      }}
    >
      <h2>{text.rules}</h2>
      <p className="soft">{text.lead}</p>
      <TakeField
        label={text.otherwise}
        none={text.takes.open}
        value={otherwise}
        onChange={setOtherwise}
      />
      <ul className="conflict-rule-list">
        {survey.paths.map(({ path, recordCount, overwrittenCount }) => (
          <li key={path} className="conflict-rule">
            <div className="conflict-rule-name">
              <p className="mono strong">{path}</p>
              <p className="small soft">{text.records(recordCount)}</p>
              {overwrittenCount > 0 && (
                <p className="small soft">{text.overwritten(overwrittenCount)}</p>
              )}
            </div>
            <TakeField
              label={text.ruleFor(path)}
              isLabelUnseen
              none={otherwise === null ? text.takes.open : text.asAbove}
              value={taken[path] ?? null}
              onChange={(take) => setTaken({ ...taken, [path]: take })}
            />
          </li>
        ))}
      </ul>
      {survey.agreedCount > 0 && <p className="small">{text.agreed(survey.agreedCount)}</p>}
      <TextField
        label={conflictsText.reason}
        hint={conflictsText.reasonHint}
        value={reason}
        onChange={setReason}
      />
      {error !== undefined && <ErrorNotice error={error} />}
      {forecast !== undefined && <Foreseen forecast={forecast} />}
      {settle.error !== null && <ErrorNotice error={settle.error} />}
      <p>
        <Button
          kind="main"
          type="submit"
          isDisabled={forecast === undefined || !doesAnything(forecast)}
          isPending={settle.pending}
        >
          {forecast?.valueCount === 0 && doesAnything(forecast)
            ? text.release(forecast.settledCount)
            : text.settle(forecast?.valueCount ?? 0)}
        </Button>
      </p>
    </form>
  );
}

function doesAnything({ settledCount, openCount }: Forecast): boolean {
  return settledCount + openCount > 0;
}

function Foreseen({ forecast }: { readonly forecast: Forecast }) {
  const { settledCount, openCount, untouchedCount } = forecast;
  return (
    <div role="status" className="stack-tight conflict-foreseen">
      {!doesAnything(forecast) && <p className="soft">{text.noRule}</p>}
      {settledCount > 0 && <p className="strong">{text.settles(settledCount)}</p>}
      {openCount > 0 && <p>{text.staysOpen(openCount)}</p>}
      {doesAnything(forecast) && untouchedCount > 0 && <p>{text.untouched(untouchedCount)}</p>}
      {settledCount > 0 && <p className="small soft">{text.goesOn}</p>}
    </div>
  );
}

interface TakeProps {
  readonly label: string;
  readonly isLabelUnseen?: boolean;
  /** What it is called when no side is taken. */
  readonly none: string;
  readonly value: Take | null;
  readonly onChange: (take: Take | null) => void;
}

function TakeField({ none, value, onChange, ...label }: TakeProps) {
  return (
    <SelectField
      {...label}
      value={value ?? 'none'}
      onChange={(id) => onChange(id === 'mine' || id === 'theirs' ? id : null)}
      groups={[
        {
          title: '',
          choices: [
            { id: 'none', label: none },
            { id: 'mine', label: text.takes.mine },
            { id: 'theirs', label: text.takes.theirs },
          ],
        },
      ]}
    />
  );
}

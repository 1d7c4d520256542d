import { useState } from 'react';

import type { ConflictChoice, ConflictedValue } from '#shared/contract/conflicts.ts';
import { conflictsText as text } from '#shared/text/conflicts.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import type { Choice } from './chosen-value.ts';
import { toDecision } from './chosen-value.ts';
import { ConflictedValueChoice } from './conflicted-value-choice.tsx';

/** What was changed here and at the service, value by value, and what a person decides about it. */
export function ConflictView({ doi }: { readonly doi: string }) {
  const { data, error } = useQuery('conflicts.get', { doi });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={8} />;
  return data.values.length === 0 ? (
    <NothingOpen doi={doi} />
  ) : (
    <Values doi={doi} values={data.values} />
  );
}

function NothingOpen({ doi }: { readonly doi: string }) {
  const settle = useCommand('conflicts.settle');
  const release = () => settle.run({ dois: [doi], choices: [], otherwise: 'mine', reason: null });
  return (
    <div className="stack">
      <Notice kind="hint" title={text.nothingOpen}>
        <p>{text.nothingOpenBody}</p>
      </Notice>
      {settle.error !== null && <ErrorNotice error={settle.error} />}
      <Button isPending={settle.pending} onPress={() => void release()}>
        {text.release}
      </Button>
    </div>
  );
}

interface ValuesProps {
  readonly doi: string;
  readonly values: readonly ConflictedValue[];
}

function Values({ doi, values }: ValuesProps) {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [reason, setReason] = useState('');
  const settle = useCommand('conflicts.settle');
  const decisions = values.map((value) => {
    const choice = choices[value.path];
    return choice === undefined ? undefined : toDecision(value, choice);
  });
  const ready = decisions.filter((one): one is ConflictChoice => one != null);
  const chooseAll = (take: 'mine' | 'theirs') =>
    setChoices(Object.fromEntries(values.map(({ path }) => [path, { take, text: '' }])));
  const run = () =>
    settle.run({
      dois: [doi],
      choices: ready,
      otherwise: null,
      reason: reason.trim() === '' ? null : reason.trim(),
    });
  return (
    <div className="stack">
      <Notice kind="warning">
        <p>{text.lead}</p>
      </Notice>
      <p className="line">
        <Button onPress={() => chooseAll('mine')}>{text.allMine}</Button>
        <Button onPress={() => chooseAll('theirs')}>{text.allTheirs}</Button>
      </p>
      {values.map((value) => (
        <ConflictedValueChoice
          key={value.path}
          value={value}
          choice={choices[value.path] ?? null}
          onChoose={(choice) => setChoices({ ...choices, [value.path]: choice })}
        />
      ))}
      <TextField label={text.reason} hint={text.reasonHint} value={reason} onChange={setReason} />
      {settle.error !== null && <ErrorNotice error={settle.error} />}
      <p className="small soft">{text.goesOn}</p>
      <p>
        <Button
          kind="main"
          isDisabled={ready.length === 0 || decisions.includes(null)}
          isPending={settle.pending}
          onPress={() => void run()}
        >
          {text.settle(ready.length)}
        </Button>
      </p>
    </div>
  );
}

import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import type { RuleId } from '#shared/hub/mapping-rules.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { Tick } from './tick.tsx';

const text = hubScreenText.rules;
type Rule = Output<'hub.rules'>['rules'][number];

/** The mapping as a table that an institution adjusts. */
export function RulesView() {
  const { data, error } = useQuery('hub.rules', {});
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={10} />;
  return <RulesForm key={JSON.stringify(data.rules)} rules={data.rules} />;
}

function RulesForm({ rules }: { readonly rules: readonly Rule[] }) {
  const actions = useActions();
  const save = useCommand('hub.setRules');
  const [draft, setDraft] = useState(new Map(rules.map((rule) => [rule.id, rule])));
  const change = (id: string, part: Partial<Rule>): void => {
    const before = draft.get(id);
    if (before !== undefined) setDraft(new Map(draft).set(id, { ...before, ...part }));
  };
  const store = async (given: ReadonlyMap<string, Rule>): Promise<void> => {
    const choices = Object.fromEntries(
      [...given].map(([id, { isOn, choice }]) => [
        id,
        { isOn, ...(choice === null ? {} : { choice }) },
      ]),
    );
    if ((await save.run({ rules: choices })).ok) actions.notify(text.saved);
  };
  return (
    <div className="hub-rules stack">
      <p className="soft">{text.intro}</p>
      <table className="hub-origins">
        <thead>
          <tr>
            <th scope="col">{text.on}</th>
            <th scope="col">{text.property}</th>
            <th scope="col">{text.source}</th>
            <th scope="col">{text.choice}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, property, source, choices }) => {
            const rule = draft.get(id);
            const name = text.names[id as RuleId];
            return (
              <tr key={id}>
                <td>
                  <Tick
                    label={name}
                    isOn={rule?.isOn ?? false}
                    onChange={(isOn) => change(id, { isOn })}
                  />
                </td>
                <td className="mono small">{property}</td>
                <td className="small soft">{source}</td>
                <td>
                  {choices.length > 0 && (
                    <SelectField
                      label={`${text.choice}: ${name}`}
                      isLabelUnseen
                      value={rule?.choice ?? null}
                      onChange={(choice) => change(id, { choice })}
                      groups={[
                        {
                          title: '',
                          choices: choices.map((each) => ({
                            id: each,
                            label: text.choices[each] ?? each,
                          })),
                        },
                      ]}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {save.error !== null && <ErrorNotice error={save.error} />}
      <div className="line">
        <Button kind="main" isPending={save.pending} onPress={() => void store(draft)}>
          {text.save}
        </Button>
        <Button onPress={() => void save.run({ rules: {} })}>{text.reset}</Button>
      </div>
    </div>
  );
}

import type { FindingsPolicy } from '#shared/contract/policies.ts';
import { formatCount } from '#shared/text/format.ts';
import { nameOfCode, policiesText as text } from '#shared/text/policies.en.ts';

import type { ChoiceGroup } from '../components/select-field.tsx';
import { SelectField } from '../components/select-field.tsx';
import type { CodeCount } from './policy-draft.ts';
import { asIs } from './policy-draft.ts';

interface Props extends CodeCount {
  readonly policy: FindingsPolicy;
  readonly onDecide: (part: keyof FindingsPolicy, choice: string) => void;
}

function choices(named: Readonly<Record<string, string>>): readonly ChoiceGroup[] {
  const all = Object.entries(named).map(([id, label]) => ({ id, label }));
  return [{ title: '', choices: [{ id: asIs, label: text.asIs }, ...all] }];
}

const severities = choices(text.severities);
const gates = choices(text.gates);

export function PolicyRow({ code, count, policy, onDecide }: Props) {
  const name = nameOfCode(code);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="policy-count">{formatCount(count)}</td>
      <td>
        <SelectField
          label={text.severityOf(name)}
          isLabelUnseen
          value={policy.severities[code] ?? asIs}
          onChange={(choice) => onDecide('severities', choice)}
          groups={severities}
        />
      </td>
      <td>
        <SelectField
          label={text.gateOf(name)}
          isLabelUnseen
          value={policy.gates[code] ?? asIs}
          onChange={(choice) => onDecide('gates', choice)}
          groups={gates}
        />
      </td>
    </tr>
  );
}

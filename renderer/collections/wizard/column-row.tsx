import { mappingTargets, targetLabel } from '#shared/collections/mapping-targets.ts';
import type { ColumnMapping, SourceInspection } from '#shared/contract/collections.ts';
import { wizardText as text } from '#shared/text/collections.en.ts';

import type { ChoiceGroup } from '../../components/select-field.tsx';
import { SelectField } from '../../components/select-field.tsx';

type Column = NonNullable<SourceInspection['columns']>[number];

interface Props {
  readonly column: Column;
  readonly mapping: ColumnMapping | undefined;
  readonly onChange: (change: Partial<ColumnMapping>) => void;
}

const unused = { title: '', choices: [{ id: 'none', label: text.notUsed }] };

const targets: readonly ChoiceGroup[] = [
  ...Map.groupBy(mappingTargets, (target) => target.group),
].map(([title, members]) => ({
  title,
  choices: members.map(({ target, label }) => ({ id: target, label })),
}));

const separators = [
  { id: 'none', label: text.noSplit },
  { id: ';', label: '; semicolon' },
  { id: ',', label: ', comma' },
  { id: '|', label: '| bar' },
  { id: '\n', label: 'line break' },
];

/** One column of the sheet. */
export function ColumnRow({ column, mapping, onChange }: Props) {
  const target = mapping?.target ?? null;
  const isGuess = target !== null && target === column.target && column.reason !== null;
  // A place with a number or a type that the list does not hold is offered beside it.
  const isListed = target === null || mappingTargets.some((known) => known.target === target);
  const own: ChoiceGroup[] = isListed
    ? []
    : [{ title: '', choices: [{ id: target, label: targetLabel(target) }] }];
  return (
    <tr className={target === null ? 'is-unused' : undefined}>
      <th scope="row">
        <span className="cut" title={column.name}>
          {column.name}
        </span>
      </th>
      <td>
        <span className="column-samples soft" title={column.samples.join('\n')}>
          {column.samples.length === 0 ? text.noSamples : column.samples.slice(0, 3).join(' · ')}
        </span>
      </td>
      <td>
        <SelectField
          label={text.targetOf(column.name)}
          isLabelUnseen
          value={target ?? 'none'}
          groups={[unused, ...own, ...targets]}
          onChange={(id) => onChange({ target: id === 'none' ? null : id })}
        />
        {isGuess && <p className="small soft column-reason">{column.reason}</p>}
      </td>
      <td>
        {target !== null && (
          <SelectField
            label={text.separatorOf(column.name)}
            isLabelUnseen
            value={mapping?.separator ?? 'none'}
            groups={[{ title: '', choices: separators }]}
            onChange={(id) => onChange({ separator: id === 'none' ? null : id })}
          />
        )}
      </td>
    </tr>
  );
}

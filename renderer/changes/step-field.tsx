import { CheckboxButton, CheckboxField } from 'react-aria-components';

import { entryShapeAt } from '#shared/changes/typed-value.ts';
import type { Input } from '#shared/contract/contract.ts';
import { isVocabularyName, termsOf } from '#shared/metadata/schema/vocabularies.ts';
import { parsePropertyPath } from '#shared/query/property-path.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { ComboField } from '../components/combo-field.tsx';
import { Icon } from '../components/icon.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useQuery } from '../store/use-query.ts';
import { CodeChoice } from './code-choice.tsx';
import { MergeFields } from './merge-fields.tsx';
import { PathField } from './path-field.tsx';
import { fieldLabel } from './step-draft.ts';
import type { Field, StepDraft } from './step-draft.ts';

interface Props {
  readonly field: Field;
  readonly draft: StepDraft;
  readonly selection: Input<'changes.preview'>['selection'];
  readonly onChange: (value: string) => void;
}

/** One field of a step, with the control that fits it. */
export function StepField({ field, draft, selection, onChange }: Props) {
  const value = draft.fields[field.name] ?? '';
  const label = fieldLabel(draft.operation, field.name);
  const hint = text.hints[`${draft.operation}.${field.name}`];
  switch (field.kind) {
    case 'switch':
      return (
        <CheckboxField
          isSelected={value === 'yes'}
          onChange={(isOn) => onChange(isOn ? 'yes' : '')}
        >
          <CheckboxButton className="batch-check">
            <span className="batch-box" aria-hidden="true">
              {value === 'yes' && <Icon name="check" size={12} />}
            </span>
            {label}
          </CheckboxButton>
        </CheckboxField>
      );
    case 'text':
    case 'value': {
      const terms = field.kind === 'value' ? termsAt(draft.fields['path'] ?? '') : [];
      if (terms.length > 0)
        return <TermField label={label} value={value} terms={terms} onChange={onChange} />;
      return (
        <TextField
          label={label}
          value={value}
          onChange={onChange}
          isMono
          autoComplete="off"
          {...(hint === undefined ? {} : { hint })}
        />
      );
    }
    case 'term': {
      const terms = isVocabularyName(field.name) ? termsOf(field.name) : [];
      return (
        <TermField label={label} value={value} terms={terms} hint={hint} onChange={onChange} />
      );
    }
    case 'path':
      return <PathField value={value} onChange={onChange} kinds={field.places ?? ['text']} />;
    case 'licence':
      return <LicenceField label={label} value={value} onChange={onChange} />;
    case 'codes':
      return <CodeChoice value={value} selection={selection} onChange={onChange} />;
    case 'merges':
      return (
        <MergeFields
          path={draft.fields['path'] ?? ''}
          merges={value}
          selection={selection}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={label}
          value={value}
          onChange={onChange}
          groups={[{ title: '', choices: field.choices ?? [] }]}
        />
      );
  }
}

/** The terms of the place where a value goes; none where any text may stand. */
function termsAt(path: string): readonly string[] {
  const shape = entryShapeAt(parsePropertyPath(path.trim()) ?? []);
  return shape?.kind === 'text' && isVocabularyName(shape.type) ? termsOf(shape.type) : [];
}

interface TermProps {
  readonly label: string;
  readonly value: string;
  readonly terms: readonly string[];
  readonly hint?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A term of one of the schema's lists, looked for by typing. */
function TermField({ label, value, terms, hint, onChange }: TermProps) {
  const isWrong = value.trim() !== '' && !terms.includes(value);
  return (
    <ComboField
      label={label}
      value={value}
      onChange={onChange}
      choices={terms.map((id) => ({ id }))}
      error={isWrong ? text.notTerm : undefined}
      isMono
      {...(hint === undefined ? {} : { hint })}
    />
  );
}

function LicenceField(props: Pick<Props, 'onChange'> & { label: string; value: string }) {
  const found = useQuery(
    'suggestions.list',
    { kind: 'licence', text: props.value.slice(0, 500) },
    { keepPrevious: true },
  );
  const choices = (found.data?.suggestions ?? []).map(({ label, detail, facts }) => ({
    id: facts['identifier'] ?? label,
    detail: [label, detail].filter((part) => part !== '').join(' · '),
  }));
  return <ComboField {...props} choices={choices} isLookedUp hint={text.licenceHint} isMono />;
}

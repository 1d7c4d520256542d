import { CheckboxButton, CheckboxField } from 'react-aria-components';

import { batchText as text } from '#shared/text/batch.en.ts';

import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import type { Operation, StepDraft } from './step-draft.ts';
import { newDraft, operationFields, operations, placesFor } from './step-draft.ts';

interface Props {
  readonly number: number;
  readonly draft: StepDraft;
  readonly onChange: (draft: StepDraft) => void;
  /** Null: the only step stays. */
  readonly onRemove: (() => void) | null;
}

/** One step of a batch: the operation, and the fields that it asks for. */
export function StepFields({ number, draft, onChange, onRemove }: Props) {
  const set = (name: string, value: string) =>
    onChange({ ...draft, fields: { ...draft.fields, [name]: value } });
  return (
    <section className="batch-step" aria-label={text.step(number)}>
      <div className="batch-step-head">
        <SelectField
          label={text.operation}
          value={draft.operation}
          onChange={(id) => onChange(newDraft(id as Operation))}
          groups={[
            {
              title: '',
              choices: operations.map((id) => ({
                id,
                label: text.operations[id],
              })),
            },
          ]}
        />
        {onRemove !== null && (
          <IconButton icon="close" label={text.removeStep(number)} onPress={onRemove} />
        )}
      </div>
      <div className="batch-fields">
        {operationFields[draft.operation].map((field) => {
          const value = draft.fields[field.name] ?? '';
          const label = text.fields[field.name] ?? field.name;
          if (field.kind === 'switch') {
            return (
              <CheckboxField
                key={field.name}
                isSelected={value === 'yes'}
                onChange={(isOn) => set(field.name, isOn ? 'yes' : '')}
              >
                <CheckboxButton className="batch-check">
                  <span className="batch-box" aria-hidden="true">
                    {value === 'yes' && <Icon name="check" size={12} />}
                  </span>
                  {label}
                </CheckboxButton>
              </CheckboxField>
            );
          }
          if (field.kind === 'text') {
            const hint = text.hints[`${draft.operation}.${field.name}`];
            return (
              <TextField
                key={field.name}
                label={label}
                value={value}
                onChange={(next) => set(field.name, next)}
                isMono
                autoComplete="off"
                {...(hint === undefined ? {} : { hint })}
              />
            );
          }
          return (
            <SelectField
              key={field.name}
              label={label}
              value={value}
              onChange={(next) => set(field.name, next)}
              groups={
                field.kind === 'path'
                  ? placesFor(field)
                  : [{ title: '', choices: field.choices ?? [] }]
              }
            />
          );
        })}
      </div>
    </section>
  );
}

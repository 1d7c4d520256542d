import type { Input } from '#shared/contract/contract.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { IconButton } from '../components/icon-button.tsx';
import { SelectField } from '../components/select-field.tsx';
import type { Operation, StepDraft } from './step-draft.ts';
import { newDraft, operationFields, operations } from './step-draft.ts';
import { StepField } from './step-field.tsx';

interface Props {
  readonly number: number;
  readonly draft: StepDraft;
  readonly selection: Input<'changes.preview'>['selection'];
  readonly onChange: (draft: StepDraft) => void;
  /** Null: the only step stays, and needs no number. */
  readonly onRemove: (() => void) | null;
}

/** One step of a batch: the operation, and the fields that it asks for. */
export function StepFields({ number, draft, selection, onChange, onRemove }: Props) {
  const set = (name: string, value: string) =>
    onChange({ ...draft, fields: { ...draft.fields, [name]: value } });
  const isOneOfMany = onRemove !== null;
  const fields = operationFields[draft.operation];
  const switches = fields.filter(({ kind }) => kind === 'switch');
  const draw = (field: (typeof fields)[number]) => (
    <StepField
      key={`${draft.operation} ${field.name}`}
      field={field}
      draft={draft}
      selection={selection}
      onChange={(value) => set(field.name, value)}
    />
  );
  return (
    <section className="batch-step" aria-label={text.step(number)}>
      {isOneOfMany && <h3 className="small soft">{text.step(number)}</h3>}
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
                detail: text.meanings[id],
              })),
            },
          ]}
        />
        {onRemove !== null && (
          <IconButton icon="close" label={text.removeStep(number)} onPress={onRemove} />
        )}
      </div>
      <div className="batch-fields">{fields.filter(({ kind }) => kind !== 'switch').map(draw)}</div>
      {switches.length > 0 && <div className="batch-switches">{switches.map(draw)}</div>}
    </section>
  );
}

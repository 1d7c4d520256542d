import { useController } from 'react-hook-form';
import { Label, TextArea, TextField as AriaTextField } from 'react-aria-components';

import { fieldLayout } from '#shared/edits/form-layout.ts';
import type { TextShape } from '#shared/metadata/schema/shape.ts';
import { isVocabularyName, termsOf } from '#shared/metadata/schema/vocabularies.ts';
import { editFormText as text, fieldLabel } from '#shared/text/edit-form.en.ts';

import { SelectField } from '../components/select-field.tsx';
import type { FieldMarks } from '../components/text-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useEditForm } from './edit-context.ts';
import { FieldFindings, useFieldMarks } from './field-findings.tsx';
import { SuggestField } from './suggest-field.tsx';

interface Props {
  readonly shape: TextShape;
  /** The field's name in the form, with the numbers of entries; `path` is without. */
  readonly name: string;
  readonly path: string;
  readonly label?: string;
}

/** One value: a text, a term of a list, or a text with suggestions, as schema and layout say. */
export function TextLeaf({ shape, name, path, label = fieldLabel(path) }: Props) {
  const { form } = useEditForm();
  const { field, fieldState } = useController({ control: form.control, name });
  const layout = fieldLayout(path, shape.type);
  const held: unknown = field.value;
  const value = typeof held === 'string' || typeof held === 'number' ? String(held) : '';
  const change = (typed: string): void => field.onChange(readTyped(shape, typed));
  const isWide = layout.isWide === true || layout.isLong === true;
  const marks = useFieldMarks(name, fieldState.error?.message);
  const common = { label, value, onChange: change, marks };
  return (
    <div className={isWide ? 'leaf form-wide' : 'leaf'} id={`field-${name}`}>
      {isVocabularyName(shape.type) ? (
        <TermField {...common} terms={termsOf(shape.type)} />
      ) : layout.suggest !== undefined ? (
        <SuggestField {...common} name={name} kind={layout.suggest} fill={layout.fill} />
      ) : layout.isLong === true ? (
        <LongField {...common} onBlur={field.onBlur} />
      ) : (
        <TextField {...common} onBlur={field.onBlur} isMono={layout.isMono === true} />
      )}
      <FieldFindings name={name} more={fieldState.error?.message} />
    </div>
  );
}

/**
 * Numbers where the schema has them, and only what is one without doubt; while it is typed it is a text, and what
 * was emptied is an empty one (see `FormValues`).
 */
function readTyped({ type }: TextShape, typed: string): string | number {
  if (typed === '') return typed;
  if (type !== 'year' && type !== 'latitude' && type !== 'longitude') return typed;
  const number = Number(typed);
  return String(number) === typed ? number : typed;
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly marks: FieldMarks;
}

const none = 'none';

function TermField({
  label,
  value,
  onChange,
  marks,
  terms,
}: FieldProps & { readonly terms: readonly string[] }) {
  const unknown = value !== '' && !terms.includes(value) ? [value] : [];
  return (
    <SelectField
      label={label}
      value={value === '' ? none : value}
      onChange={(id) => onChange(id === none ? '' : id)}
      marks={marks}
      groups={[
        { title: '', choices: [{ id: none, label: text.noChoice }] },
        {
          title: 'DataCite',
          choices: [
            ...unknown.map((term) => ({ id: term, label: text.unknownTerm(term) })),
            ...terms.map((term) => ({ id: term, label: term })),
          ],
        },
      ]}
    />
  );
}

function LongField({
  label,
  value,
  onChange,
  onBlur,
  marks,
}: FieldProps & { readonly onBlur: () => void }) {
  return (
    <AriaTextField
      {...marks}
      validationBehavior="aria"
      className="field"
      value={value}
      onChange={onChange}
      onBlur={onBlur}
    >
      <Label className="label">{label}</Label>
      <TextArea className="input long-input" rows={6} />
    </AriaTextField>
  );
}

import type { HTMLInputTypeAttribute } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
  readonly type?: HTMLInputTypeAttribute;
  readonly hint?: string;
  /** A sentence; the field is marked as wrong while it is there. */
  readonly error?: string | undefined;
  /** What holds while nothing is typed. */
  readonly placeholder?: string | undefined;
  readonly isMono?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
}

/** A line of text with its label, a hint or, in its place, what is wrong. */
export function TextField({
  label,
  hint,
  error,
  placeholder = '',
  isMono = false,
  ...field
}: Props) {
  return (
    <AriaTextField
      {...field}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field"
    >
      <Label className="label">{label}</Label>
      <Input
        className={isMono ? 'input mono' : 'input'}
        placeholder={placeholder}
        spellCheck={!isMono}
      />
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}

import type { HTMLInputTypeAttribute } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components';

/** What a field says of itself where its mistakes stand beside it: that it has some, and where. */
export interface FieldMarks {
  readonly isInvalid: boolean;
  readonly 'aria-describedby'?: string;
}

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
  readonly isReadOnly?: boolean;
  /** Given: several lines, that many seen at first. */
  readonly rows?: number;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly marks?: FieldMarks;
}

/** A line of text, or several, with its label, a hint or, in its place, what is wrong. */
export function TextField({
  label,
  hint,
  error,
  placeholder = '',
  isMono = false,
  rows,
  marks,
  ...field
}: Props) {
  const look = isMono ? 'input mono' : 'input';
  return (
    <AriaTextField
      {...field}
      {...marks}
      isInvalid={error !== undefined || marks?.isInvalid === true}
      validationBehavior="aria"
      className="field"
    >
      <Label className="label">{label}</Label>
      {rows === undefined ? (
        <Input className={look} placeholder={placeholder} spellCheck={!isMono} />
      ) : (
        <TextArea
          className={`${look} text-block`}
          placeholder={placeholder}
          spellCheck={!isMono}
          rows={rows}
        />
      )}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </AriaTextField>
  );
}

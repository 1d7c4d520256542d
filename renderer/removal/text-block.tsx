import {
  FieldError,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isMono?: boolean;
  readonly isReadOnly?: boolean;
}

/** Several lines of text with their label. */
export function TextBlock({
  label,
  rows = 4,
  hint,
  error,
  isMono = false,
  isReadOnly = false,
  ...field
}: Props) {
  return (
    <AriaTextField
      {...field}
      isReadOnly={isReadOnly}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field"
    >
      <Label className="label">{label}</Label>
      <TextArea
        className={isMono ? 'input mono text-block' : 'input text-block'}
        rows={rows}
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

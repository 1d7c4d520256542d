import type { ReactNode } from 'react';
import {
  FieldError,
  Label,
  RadioButton,
  RadioField,
  RadioGroup,
  TextArea,
  TextField,
} from 'react-aria-components';

import type { ConflictedValue } from '#shared/contract/conflicts.ts';
import { conflictsText as text } from '#shared/text/conflicts.en.ts';

import type { Choice } from './chosen-value.ts';
import { isPlainText, readable, toDecision, writable } from './chosen-value.ts';

interface Props {
  readonly value: ConflictedValue;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

/** One attribute in three columns: what it was, what stands here, what stands at the service. */
export function ConflictedValueChoice({ value, choice, onChoose }: Props) {
  const written = choice?.text ?? writable(value.mine ?? value.theirs ?? '');
  return (
    <section className="conflict" aria-label={value.path}>
      <RadioGroup
        value={choice?.take ?? null}
        onChange={(take) => onChoose({ take: take as Choice['take'], text: written })}
        aria-label={text.choiceFor(value.path)}
      >
        <h3 className="mono conflict-path">{value.path}</h3>
        {value.isOverwritten && <p className="small">{text.overwritten}</p>}
        {!value.isOverwritten && value.overwritten.length > 0 && (
          <p className="small">
            {text.overwrittenToo} {value.overwritten.map(readable).join('; ')}
          </p>
        )}
        <div className="conflict-sides">
          <div className="conflict-side">
            <p className="small soft">{text.before}</p>
            <Side value={value.base} />
          </div>
          <Option id="mine" label={text.mine}>
            <Side value={value.mine} />
          </Option>
          <Option id="theirs" label={value.isOverwritten ? text.theirsBefore : text.theirs}>
            <Side value={value.theirs} />
          </Option>
        </div>
        {/* A state is moved by an event, and only between the two sides. */}
        {value.path === 'state' ? (
          <p className="small soft">{text.stateHint}</p>
        ) : (
          <Option id="value" label={text.other} />
        )}
      </RadioGroup>
      {choice?.take === 'value' && (
        <TextField
          className="field conflict-own"
          value={written}
          onChange={(next) => onChoose({ take: 'value', text: next })}
          isInvalid={toDecision(value, choice) === null}
          validationBehavior="aria"
        >
          <Label className="label">
            {isPlainText(value) ? text.otherHint : text.otherJsonHint}
          </Label>
          <TextArea className="input mono" rows={isPlainText(value) ? 2 : 6} spellCheck={false} />
          <FieldError className="field-error">{text.notJson}</FieldError>
        </TextField>
      )}
    </section>
  );
}

function Option({
  id,
  label,
  children,
}: {
  readonly id: Choice['take'];
  readonly label: string;
  readonly children?: ReactNode;
}) {
  return (
    <RadioField value={id} className="card-field">
      <RadioButton className="card conflict-option">
        <span className="card-dot" aria-hidden="true" />
        <span className="conflict-text">
          <span className="strong">{label}</span>
          {children}
        </span>
      </RadioButton>
    </RadioField>
  );
}

function Side({ value }: { readonly value: ConflictedValue['mine'] }) {
  return value === null ? (
    <span className="soft conflict-value">{text.notThere}</span>
  ) : (
    <span className="conflict-value">{readable(value)}</span>
  );
}

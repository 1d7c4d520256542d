import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

interface Props<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly detail: string }[];
}

/** Few choices that deserve to be read before one is taken, side by side. */
export function ChoiceCards<Id extends string>({ label, value, onChange, choices }: Props<Id>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className="label">{label}</Label>
      <div className="cards">
        {choices.map((choice) => (
          <RadioField key={choice.id} value={choice.id} className="card-field">
            <RadioButton className="card">
              <span className="card-dot" aria-hidden="true" />
              <span>
                <span className="strong">{choice.label}</span>
                <br />
                <span className="small soft">{choice.detail}</span>
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}

import { CheckboxButton, CheckboxField } from 'react-aria-components';

import { Icon } from '../components/icon.tsx';

interface Props {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}

/** One statement that is ticked or not. */
export function Tick({ label, isOn, onChange, isDisabled = false }: Props) {
  return (
    <CheckboxField isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <CheckboxButton className="hub-tick">
        <span className="hub-tick-box" aria-hidden="true">
          {isOn && <Icon name="check" size={12} />}
        </span>
        <span>{label}</span>
      </CheckboxButton>
    </CheckboxField>
  );
}

import { CheckboxButton, CheckboxField } from 'react-aria-components';

import { Icon } from '../components/icon.tsx';

interface Props {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** One statement that is ticked or not. */
export function ReviewCheck({ label, isOn, onChange }: Props) {
  return (
    <CheckboxField isSelected={isOn} onChange={onChange}>
      <CheckboxButton className="review-check">
        <span className={isOn ? 'grid-check is-checked' : 'grid-check'}>
          {isOn && <Icon name="check" size={12} />}
        </span>
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}

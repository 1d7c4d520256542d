import { wizardText as text } from '#shared/text/collections.en.ts';

import { Icon } from '../../components/icon.tsx';
import type { WizardModel } from './use-wizard.ts';

/** Where one is in the wizard; steps that lie behind lead back. */
export function StepList({
  step,
  wizard,
}: {
  readonly step: number;
  readonly wizard: WizardModel;
}) {
  return (
    <ol className="steps">
      {text.steps.map((name, index) => {
        const isSkipped = index === 1 && wizard.inspection !== undefined && !wizard.hasColumns;
        if (isSkipped) return null;
        const state = index === step ? 'is-here' : index < step ? 'is-done' : '';
        return (
          <li
            key={name}
            className={`step ${state}`}
            aria-current={index === step ? 'step' : undefined}
          >
            <span className="step-sign" aria-hidden="true">
              {index < step ? <Icon name="check" size={12} /> : index + 1}
            </span>
            {index < step ? (
              <button type="button" className="step-link" onClick={() => wizard.goTo(index)}>
                {name}
              </button>
            ) : (
              name
            )}
          </li>
        );
      })}
    </ol>
  );
}

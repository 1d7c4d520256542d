import { useEffect, useRef } from 'react';

import { appText } from '#shared/text/app.en.ts';
import { wizardText as text } from '#shared/text/collections.en.ts';

import type { ChosenRepository } from '../../app/screen-outlet.tsx';
import { goTo } from '../../app/use-route.ts';
import { Button } from '../../components/button.tsx';
import { useView } from '../../store/steward.ts';
import { ColumnsStep } from './columns-step.tsx';
import { DestinationStep } from './destination-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { SourceStep } from './source-step.tsx';
import { StepList } from './step-list.tsx';
import { useOffered } from './use-offer.ts';
import { useWizard } from './use-wizard.ts';

/** Brings in a collection, step by step; every step can be gone back to, nothing is sent. */
export function Wizard({
  repository,
  offered,
}: {
  readonly repository: ChosenRepository;
  /** A file that was opened with the app, or dropped on its icon. */
  readonly offered: { readonly sourceId: string; readonly name: string } | null;
}) {
  const step = useView((view) => view.wizard.step);
  const wizard = useWizard(repository);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);

  useOffered(wizard, offered);
  // A new step is a new page for whoever hears it: the focus goes to its heading.
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);

  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head wizard-head">
        <h1 id="screen-title" ref={heading} tabIndex={-1}>
          {text.title}
          <span className="unseen">, {text.stepOf(step + 1, text.steps.length)}</span>
        </h1>
        <StepList step={step} wizard={wizard} />
      </header>
      <div className="screen-body" role="region" tabIndex={0} aria-label={text.steps[step]}>
        <div className={step === 3 ? undefined : 'screen-narrow'}>
          {step === 0 && <SourceStep wizard={wizard} />}
          {step === 1 && <ColumnsStep wizard={wizard} />}
          {step === 2 && <DestinationStep wizard={wizard} repository={repository} />}
          {step === 3 && <PreviewStep wizard={wizard} />}
        </div>
      </div>
      <footer className="wizard-foot">
        <p className="soft small">{text.safe}</p>
        <div className="line push">
          <Button onPress={() => goTo({ screen: 'collections', collectionId: null })}>
            {text.leave}
          </Button>
          {step > 0 && <Button onPress={wizard.back}>{appText.back}</Button>}
          {step < 3 ? (
            <Button kind="main" isDisabled={!wizard.canGoOn} onPress={wizard.next}>
              {text.next}
            </Button>
          ) : (
            <Button kind="main" isPending={wizard.isStarting} onPress={wizard.start}>
              {wizard.inspection?.itemCountEstimate == null
                ? text.import
                : text.importCount(wizard.inspection.itemCountEstimate)}
            </Button>
          )}
        </div>
      </footer>
    </section>
  );
}

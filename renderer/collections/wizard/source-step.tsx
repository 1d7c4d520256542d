import { wizardText as text } from '#shared/text/collections.en.ts';

import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ChosenSource } from './chosen-source.tsx';
import { ReadingSettings } from './reading-settings.tsx';
import { SourceDrop } from './source-drop.tsx';
import { useOffer } from './use-offer.ts';
import type { WizardModel } from './use-wizard.ts';

/** The source: pick it or drop it, then see how it will be read. */
export function SourceStep({ wizard }: { readonly wizard: WizardModel }) {
  const offer = useOffer(wizard);
  const { inspection, inspectionError } = wizard;
  if (wizard.draft.sourceId === null) {
    return (
      <div className="stack">
        <SourceDrop offer={offer} />
        {offer.error !== null && <ErrorNotice error={offer.error} />}
      </div>
    );
  }
  return (
    <div className="stack">
      <ChosenSource wizard={wizard} />
      {inspectionError !== undefined && <ErrorNotice error={inspectionError} />}
      {inspection === undefined && inspectionError === undefined && <Skeleton lines={4} />}
      {inspection !== undefined && (
        <section className="stack">
          <div>
            <h2>{text.howRead}</h2>
            <p className="soft">{text.howReadHint}</p>
          </div>
          <ReadingSettings wizard={wizard} inspection={inspection} />
          {inspection.warnings.map((warning) => (
            <Notice key={warning} kind="warning">
              <p>{warning}</p>
            </Notice>
          ))}
        </section>
      )}
    </div>
  );
}

import { wizardText as text } from '#shared/text/collections.en.ts';

import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useQuery } from '../../store/use-query.ts';
import { PreviewCard } from './preview-card.tsx';
import type { WizardModel } from './use-wizard.ts';

/** The first items as the records they would become, each with what is wrong with it. */
export function PreviewStep({ wizard }: { readonly wizard: WizardModel }) {
  const preview = useQuery('imports.preview', wizard.choice);
  const items = preview.data?.items;
  return (
    <div className="stack">
      <h2>{text.previewTitle}</h2>
      {wizard.startError !== null && <ErrorNotice error={wizard.startError} />}
      {preview.error !== undefined && <ErrorNotice error={preview.error} />}
      {items === undefined && preview.error === undefined && <Skeleton lines={10} />}
      {items?.length === 0 && <EmptyState icon="file" title={text.previewEmpty} />}
      <ol className="previews">
        {items?.map((item, index) => (
          <PreviewCard key={index} item={item} />
        ))}
      </ol>
    </div>
  );
}

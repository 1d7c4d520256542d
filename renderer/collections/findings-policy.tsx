import type { CollectionSummary } from '#shared/contract/collections.ts';
import { policiesText as text } from '#shared/text/policies.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { codesOf } from './policy-draft.ts';
import { PolicyForm } from './policy-form.tsx';

/** What this collection's steward decided about findings. */
export function FindingsPolicy({ collection }: { readonly collection: CollectionSummary }) {
  const { data: state, error } = useQuery('collections.policy', { id: collection.id });
  const { data: counted } = useQuery('records.facets', {
    filter: { collectionId: collection.id },
    facets: ['finding'],
    limit: 200,
  });
  const codes = counted?.facets[0]?.values;
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (state === undefined || codes === undefined) return <Skeleton lines={4} />;
  return (
    <div className="stack">
      <p className="soft">{text.hint}</p>
      <PolicyForm
        // What was saved elsewhere takes the place of what stands here.
        key={JSON.stringify([collection.id, state.policy])}
        collection={collection}
        policy={state.policy}
        codes={codesOf(codes, state.policy)}
      />
      {state.isPending && <p className="soft">{text.pending}</p>}
      {state.waiverCount > 0 && <p className="soft">{text.waived(state.waiverCount)}</p>}
    </div>
  );
}

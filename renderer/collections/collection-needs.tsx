import type { CollectionSummary } from '#shared/contract/collections.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { collectionsText as text } from '#shared/text/collections.en.ts';

import { formatRoute } from '../app/route.ts';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { useActions } from '../store/steward.ts';

interface Need {
  readonly kind: IconName & ('error' | 'warning' | 'clock');
  readonly label: string;
  readonly filter: RecordFilter;
}

/** What needs a person first, each line leading to exactly those records. */
export function CollectionNeeds({ collection }: { readonly collection: CollectionSummary }) {
  const actions = useActions();
  const { id } = collection;
  const needs: readonly (Need | null)[] = [
    collection.failedCount === 0
      ? null
      : {
          kind: 'error',
          label: text.failed(collection.failedCount),
          filter: { collectionId: id, sync: ['failed'] },
        },
    collection.errorCount === 0
      ? null
      : {
          kind: 'error',
          label: text.withErrors(collection.errorCount),
          filter: { collectionId: id, findings: 'errors' },
        },
    collection.warningCount === 0
      ? null
      : {
          kind: 'warning',
          label: text.withWarnings(collection.warningCount),
          filter: { collectionId: id, findings: 'warnings' },
        },
    collection.waitingCount === 0
      ? null
      : {
          kind: 'clock',
          label: text.waiting(collection.waitingCount),
          filter: { collectionId: id, sync: ['sending'] },
        },
  ];
  const shown = needs.filter((need) => need !== null);
  if (shown.length === 0) {
    return (
      <p className="need need-good">
        <Icon name="good" />
        {text.allWell}
      </p>
    );
  }
  return (
    <ul className="needs">
      {shown.map((need) => (
        <li key={need.label}>
          <a
            className={`need need-${need.kind}`}
            href={formatRoute({ screen: 'records', doi: null })}
            onClick={() => actions.setRecordFilter(need.filter)}
          >
            <Icon name={need.kind} />
            {need.label}
            <span className="push need-go">
              <Icon name="right" />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

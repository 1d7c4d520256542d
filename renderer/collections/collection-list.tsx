import type { CollectionSummary } from '#shared/contract/collections.ts';
import { collectionsText as text } from '#shared/text/collections.en.ts';

import { formatRoute } from '../app/route.ts';
import { SeverityCount } from '../components/severity-count.tsx';
import { StateBar } from '../components/state-bar.tsx';

interface Props {
  readonly collections: readonly CollectionSummary[];
  readonly chosenId: number | null;
}

export function CollectionList({ collections, chosenId }: Props) {
  return (
    <ul className="collections">
      {collections.map((collection) => (
        <li key={collection.id}>
          <a
            href={formatRoute({ screen: 'collections', collectionId: collection.id })}
            className={collection.id === chosenId ? 'collection is-here' : 'collection'}
            aria-current={collection.id === chosenId ? 'true' : undefined}
          >
            <span className="cut strong" title={collection.name}>
              {collection.name}
            </span>
            <span className="line small soft">
              {text.records(collection.recordCount)}
              <span className="line push">
                <SeverityCount severity="error" count={collection.errorCount} />
                <SeverityCount severity="warning" count={collection.warningCount} />
              </span>
            </span>
            <StateBar counts={collection.stateCounts} />
          </a>
        </li>
      ))}
    </ul>
  );
}

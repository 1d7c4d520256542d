import type { CollectionSummary } from '#shared/contract/collections.ts';
import type { RecordState } from '#shared/metadata/attributes.ts';
import { formatCount } from '#shared/text/format.ts';
import { stateText } from '#shared/text/states.en.ts';

import { formatRoute } from '../app/route.ts';
import { StateBar } from '../components/state-bar.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';
import { useActions } from '../store/steward.ts';

const order: readonly RecordState[] = ['reserved', 'draft', 'registered', 'findable'];

/** The four states with their figures: the legend of the glyphs, and a way to the records. */
export function StateCounts({ collection }: { readonly collection: CollectionSummary }) {
  const actions = useActions();
  return (
    <div className="stack-tight">
      <StateBar counts={collection.stateCounts} />
      <ul className="state-counts">
        {order.map((state) => (
          <li key={state}>
            <a
              className="state-count"
              href={formatRoute({ screen: 'records', doi: null })}
              title={stateText[state].meaning}
              onClick={() =>
                actions.setRecordFilter({ collectionId: collection.id, states: [state] })
              }
            >
              <span className="line">
                <StateGlyph state={state} />
                {stateText[state].label}
              </span>
              <span className="state-figure">{formatCount(collection.stateCounts[state])}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

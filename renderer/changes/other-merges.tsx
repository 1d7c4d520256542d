import { mergeText as text } from '#shared/text/merge.en.ts';

import { IconButton } from '../components/icon-button.tsx';
import type { FoundCluster, Merge } from './merge-draft.ts';
import { mergeOf } from './merge-draft.ts';

interface Props {
  readonly merges: readonly Merge[];
  /** Those in sight, where their merges are seen already. */
  readonly clusters: readonly FoundCluster[];
  readonly onChange: (merges: readonly Merge[]) => void;
}

/** Merges of a recipe, of another page, or found by another method before. */
export function OtherMerges({ merges, clusters, onChange }: Props) {
  const others = merges.filter(
    (merge) => !clusters.some((cluster) => mergeOf([merge], cluster) !== undefined),
  );
  if (others.length === 0) return null;
  return (
    <section>
      <h4 className="small soft">{text.others}</h4>
      <ul className="plain-list">
        {others.map((merge) => (
          <li key={`${merge.to} ${merge.from.join('\n')}`} className="line">
            <span className="fact-text">
              {text.becomes(merge.from.filter((value) => value !== merge.to))}{' '}
              <strong>{merge.to}</strong>
            </span>
            <span className="push" />
            <IconButton
              icon="close"
              label={text.removeMerge(merge.to)}
              onPress={() => onChange(merges.filter((known) => known !== merge))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

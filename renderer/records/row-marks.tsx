import type { RowBadges } from '#shared/contract/grid.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Icon } from '../components/icon.tsx';

/** Where a record stands in other workflows: its review, its place among versions, its landing page. */
export function RowMarks({ badges }: { readonly badges: RowBadges }) {
  const { review, version, landing } = badges;
  return (
    <span className="row-marks">
      {review !== null && review !== 'new' && (
        <span
          className={`row-mark row-mark-${review}`}
          title={review === 'unproved' ? text.unprovedMeaning : undefined}
        >
          {text.review[review]}
        </span>
      )}
      {version !== null && (
        <span
          className={version.isOutdated ? 'row-mark row-mark-outdated' : 'row-mark'}
          title={text.version(version)}
        >
          <Icon name="versions" size={12} />
          <span aria-hidden="true">{text.versionShort(version)}</span>
          <span className="unseen">{text.version(version)}</span>
        </span>
      )}
      {landing === 'broken' && (
        <span className="row-mark row-mark-broken" title={text.broken}>
          <Icon name="link" size={12} />
          <span className="unseen">{text.broken}</span>
        </span>
      )}
    </span>
  );
}

/** The same in words, for a copy of the cell. */
export function marksInWords({ review, version, landing }: RowBadges): string {
  return [
    review === null || review === 'new' ? '' : text.review[review],
    version === null ? '' : text.version(version),
    landing === 'broken' ? text.broken : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

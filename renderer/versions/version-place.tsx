import { versionsText as text } from '#shared/text/versions.en.ts';
import { positionText } from '#shared/text/version-place.en.ts';

import { formatRoute } from '../app/route.ts';
import { useQuery } from '../store/use-query.ts';

/** Where a record stands in its version chain, in a line, with the way there; nothing where it stands in none. */
export function VersionPlace({ doi }: { readonly doi: string }) {
  const { data } = useQuery('versions.position', { doi });
  const position = data?.position ?? null;
  if (position === null) return null;
  return (
    <p className="record-state soft">
      {positionText(position)}{' '}
      <a href={formatRoute({ screen: 'versions', doi })}>{text.showChain}</a>
    </p>
  );
}

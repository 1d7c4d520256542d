import { formatAgo, formatDateTime } from '#shared/text/format.ts';

import { useNow } from './use-now.ts';

/** How long ago, with the exact time on hover. */
export function TimeAgo({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatAgo(at, now)}
    </time>
  );
}

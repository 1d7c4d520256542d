import {
  collectionsText as text,
  importStatusText,
  importText,
} from '#shared/text/collections.en.ts';
import { formatCount } from '#shared/text/format.ts';

import { formatRoute } from '../app/route.ts';
import { Icon } from '../components/icon.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useQuery } from '../store/use-query.ts';

/** What was brought in, the newest first. */
export function ImportList({ collectionId }: { readonly collectionId: number }) {
  const imports = useQuery('imports.list', { collectionId }).data?.imports;
  if (imports === undefined) return <Skeleton lines={2} />;
  if (imports.length === 0) return <p className="soft">{text.noImports}</p>;
  return (
    <ul className="rows">
      {imports.map((run) => (
        <li key={run.id}>
          <a className="row-link" href={formatRoute({ screen: 'import', importId: run.id })}>
            <Icon name={run.status === 'done' ? 'good' : 'clock'} />
            <span className="cut" title={run.sourceName}>
              {run.sourceName}
            </span>
            <span className="push soft small line">
              {run.failedCount > 0 && (
                <span className="severity severity-error">
                  <Icon name="error" size={14} />
                  {formatCount(run.failedCount)}
                </span>
              )}
              <span>{importText.progress(run.itemCount, null)}</span>
              <span>{importStatusText[run.status]}</span>
              <TimeAgo at={run.startedAt} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

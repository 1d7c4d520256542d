import { useState } from 'react';

import type { ClusterRun } from '#shared/contract/changes.ts';
import { pageLimit } from '#shared/contract/define.ts';
import { mergeText as text } from '#shared/text/merge.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Pager } from '../components/pager.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ClusterRow } from './cluster-row.tsx';
import type { Merge } from './merge-draft.ts';
import { mergeOf, proposedMerge, withMerge } from './merge-draft.ts';
import { OtherMerges } from './other-merges.tsx';

interface Props {
  /** It is done. */
  readonly run: ClusterRun;
  readonly merges: readonly Merge[];
  readonly onChange: (merges: readonly Merge[]) => void;
}

/** What a look for spellings found, a page at a time, and which of it is merged. */
export function FoundClusters({ run, merges, onChange }: Props) {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'changes.clusters',
    { id: run.id, offset, limit: pageLimit },
    { keepPrevious: true },
  );
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={5} />;
  const { clusters, total } = data;
  const mergeAll = (): void =>
    onChange(
      clusters.reduce<readonly Merge[]>(
        (all, cluster) =>
          mergeOf(all, cluster) === undefined ? [...all, proposedMerge(cluster)] : all,
        merges,
      ),
    );
  return (
    <>
      <p className="line small" role="status">
        <span>{text.found(run)}</span>
        {clusters.length > 0 && (
          <>
            <Button kind="plain" onPress={mergeAll}>
              {text.tickAll(clusters.length, total)}
            </Button>
            <Button kind="plain" isDisabled={merges.length === 0} onPress={() => onChange([])}>
              {text.tickNone}
            </Button>
          </>
        )}
      </p>
      {run.isPartial && (
        <Notice kind="warning">
          <p>{text.partial}</p>
        </Notice>
      )}
      <ul className="plain-list clusters" aria-label={text.clusters}>
        {clusters.map((cluster) => (
          <ClusterRow
            key={cluster.suggestion}
            cluster={cluster}
            merge={mergeOf(merges, cluster)}
            onChange={(merge) => onChange(withMerge(merges, cluster, merge))}
          />
        ))}
      </ul>
      <Pager offset={offset} total={total} size={pageLimit} onMove={setOffset} />
      <OtherMerges merges={merges} clusters={clusters} onChange={onChange} />
    </>
  );
}

import { useState } from 'react';

import type { ClusterMethod } from '#shared/changes/cluster-values.ts';
import { clusterMethods } from '#shared/changes/cluster-values.ts';
import type { Input } from '#shared/contract/contract.ts';
import { mergeText as text } from '#shared/text/merge.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { useQuery } from '../store/use-query.ts';
import { ClusterProgress } from './cluster-progress.tsx';
import { FoundClusters } from './found-clusters.tsx';
import type { Merge } from './merge-draft.ts';
import { readMerges, writeMerges } from './merge-draft.ts';
import { OtherMerges } from './other-merges.tsx';
import { useClusterRun } from './use-cluster-run.ts';

interface Props {
  readonly path: string;
  readonly merges: string;
  readonly selection: Input<'changes.cluster'>['selection'];
  readonly onChange: (merges: string) => void;
}

/** Spellings of one thing are found over the selected records, looked at, and made one. */
export function MergeFields({ path, merges: written, selection, onChange }: Props) {
  const [method, setMethod] = useState<ClusterMethod>('fingerprint');
  const { id, error, look } = useClusterRun();
  const state = useQuery('changes.clusterState', id === null ? null : { id });
  const run = state.data;
  const merges = readMerges(written);
  const set = (next: readonly Merge[]): void => onChange(writeMerges(next));
  return (
    <div className="merge">
      <div className="line merge-how">
        <SelectField
          label={text.method}
          value={method}
          onChange={(chosen) =>
            setMethod(clusterMethods.find((known) => known === chosen) ?? method)
          }
          groups={[
            {
              title: '',
              choices: clusterMethods.map((known) => ({ id: known, ...text.methods[known] })),
            },
          ]}
        />
        <Button icon="search" onPress={() => void look({ selection, path: path.trim(), method })}>
          {text.look}
        </Button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {state.error !== undefined && <ErrorNotice error={state.error} />}
      {run?.status === 'running' && <ClusterProgress run={run} />}
      {run?.status === 'cancelled' && <Notice kind="warning" title={text.stopped} />}
      {run?.status === 'failed' && (
        <Notice kind="error" title={text.failed}>
          <p>{run.failure ?? text.lookAgain}</p>
        </Notice>
      )}
      {run?.status === 'done' ? (
        <FoundClusters key={run.id} run={run} merges={merges} onChange={set} />
      ) : (
        <OtherMerges merges={merges} clusters={[]} onChange={set} />
      )}
      {merges.length > 0 && <p className="small strong">{text.merges(merges.length)}</p>}
    </div>
  );
}

import { useState } from 'react';

import type { ClusterMethod } from '#shared/changes/cluster-values.ts';
import { clusterMethods } from '#shared/changes/cluster-values.ts';
import type { Input } from '#shared/contract/contract.ts';
import { mergeText as text } from '#shared/text/merge.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ClusterRow } from './cluster-row.tsx';
import type { Merge } from './merge-draft.ts';
import { mergeOf, proposedMerge, readMerges, withMerge, writeMerges } from './merge-draft.ts';

interface Props {
  readonly path: string;
  readonly merges: string;
  readonly selection: Input<'changes.cluster'>['selection'];
  readonly onChange: (merges: string) => void;
}

/** Spellings of one thing are found over the selected records, looked at, and made one. */
export function MergeFields({ path, merges: written, selection, onChange }: Props) {
  const [method, setMethod] = useState<ClusterMethod>('fingerprint');
  const [asked, setAsked] = useState<{ path: string; method: ClusterMethod } | null>(null);
  const found = useQuery('changes.cluster', asked === null ? null : { selection, ...asked });
  const merges = readMerges(written);
  const set = (next: readonly Merge[]): void => onChange(writeMerges(next));
  const clusters = found.data?.clusters ?? [];
  // Of a recipe, or found by another method before.
  const others = merges.filter(
    (merge) => !clusters.some((cluster) => mergeOf([merge], cluster) !== undefined),
  );
  return (
    <div className="merge">
      <div className="line merge-how">
        <SelectField
          label={text.method}
          value={method}
          onChange={(id) => setMethod(clusterMethods.find((known) => known === id) ?? method)}
          groups={[
            { title: '', choices: clusterMethods.map((id) => ({ id, ...text.methods[id] })) },
          ]}
        />
        <Button icon="search" onPress={() => setAsked({ path: path.trim(), method })}>
          {text.look}
        </Button>
      </div>
      {found.error !== undefined && <ErrorNotice error={found.error} />}
      {asked !== null && found.data === undefined && found.error === undefined && (
        <Skeleton lines={5} />
      )}
      {found.data !== undefined && (
        <>
          <p className="line small" role="status">
            <span>{text.found(found.data)}</span>
            {clusters.length > 0 && (
              <>
                <Button
                  kind="plain"
                  onPress={() =>
                    set(
                      clusters.reduce<readonly Merge[]>(
                        (all, cluster) =>
                          mergeOf(all, cluster) === undefined
                            ? [...all, proposedMerge(cluster)]
                            : all,
                        merges,
                      ),
                    )
                  }
                >
                  {text.tickAll(clusters.length)}
                </Button>
                <Button kind="plain" isDisabled={merges.length === 0} onPress={() => set([])}>
                  {text.tickNone}
                </Button>
              </>
            )}
          </p>
          {found.data.isPartial && (
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
                onChange={(merge) => set(withMerge(merges, cluster, merge))}
              />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
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
                  onPress={() => set(merges.filter((known) => known !== merge))}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {merges.length > 0 && <p className="small strong">{text.merges(merges.length)}</p>}
    </div>
  );
}

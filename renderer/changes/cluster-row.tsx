import { formatCount } from '#shared/text/format.ts';
import { mergeText as text } from '#shared/text/merge.en.ts';

import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import type { FoundCluster, Merge } from './merge-draft.ts';
import { proposedMerge } from './merge-draft.ts';

interface Props {
  readonly cluster: FoundCluster;
  /** Undefined: its spellings stay as they are. */
  readonly merge: Merge | undefined;
  readonly onChange: (merge: Merge | null) => void;
}

/** Values that may be one: which of them are, and what they become. */
export function ClusterRow({ cluster, merge, onChange }: Props) {
  const { suggestion, values, leftOutCount } = cluster;
  const isOn = merge !== undefined;
  const toggle = (value: string, isIn: boolean): void => {
    if (merge === undefined) return;
    const from = isIn ? [...merge.from, value] : merge.from.filter((known) => known !== value);
    onChange(from.length === 0 ? null : { ...merge, from });
  };
  return (
    <li className={isOn ? 'cluster is-on' : 'cluster'}>
      <label className="facet-value">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => onChange(event.target.checked ? proposedMerge(cluster) : null)}
        />
        <span className="strong cut">{text.mergeThese(values.length, suggestion)}</span>
      </label>
      <ul className="plain-list cluster-values">
        {values.map(({ value, count }) => (
          <li key={value} className="line">
            <label className="facet-value">
              <input
                type="checkbox"
                disabled={!isOn}
                checked={isOn && merge.from.includes(value)}
                onChange={(event) => toggle(value, event.target.checked)}
              />
              <span className="cluster-value">{value}</span>
              <span className="soft small">{formatCount(count)}</span>
            </label>
            {isOn && merge.to !== value && (
              <Button
                kind="link"
                aria-label={text.useNamed(value)}
                onPress={() => onChange({ ...merge, to: value })}
              >
                {text.use}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leftOutCount > 0 && <p className="small soft">{text.leftOut(leftOutCount)}</p>}
      {isOn && (
        <TextField
          label={text.becomesLabel}
          value={merge.to}
          onChange={(to) => onChange({ ...merge, to })}
        />
      )}
    </li>
  );
}

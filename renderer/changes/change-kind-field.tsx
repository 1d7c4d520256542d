import type { ChangeKind } from '#shared/contract/changes.ts';
import { changeKind } from '#shared/contract/changes.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { changesText } from '#shared/text/changes.en.ts';

import { SelectField } from '../components/select-field.tsx';

interface Props {
  readonly kind: ChangeKind;
  readonly onChange: (kind: ChangeKind) => void;
}

const choices = changeKind.options.map((id) => ({ id, label: changesText.changeKind[id] }));

/** What a change is to the item that the DOI names (requirements E17, E18): stored with it as a reason. */
export function ChangeKindField({ kind, onChange }: Props) {
  return (
    <SelectField
      label={batchText.kind}
      value={kind}
      onChange={(id) => onChange(id as ChangeKind)}
      groups={[{ title: '', choices }]}
    />
  );
}

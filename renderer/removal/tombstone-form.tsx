import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import {
  dataKeptChoices,
  removalReasons,
  successorRelations,
  visibilities,
} from '#shared/removal/reasons.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';

type Tombstone = CaseDetail['tombstone'];

interface Props {
  readonly value: Tombstone;
  readonly onChange: (value: Tombstone) => void;
  readonly problems: CaseDetail['problems'];
  readonly isDisabled: boolean;
}

const { field: labels } = removalText;

/** The words of a tombstone; what is wrong stands at its field. */
export function TombstoneForm({ value, onChange, problems, isDisabled }: Props) {
  const set = <F extends keyof Tombstone>(field: F, next: Tombstone[F]): void => {
    if (!isDisabled) onChange({ ...value, [field]: next });
  };
  const told = (field: keyof Tombstone): { error?: string; hint?: string } => {
    const found = problems.filter((one) => one.field === field);
    if (found.length === 0) return {};
    const message = found.map((one) => one.message).join(' ');
    return found.some(({ isError }) => isError) ? { error: message } : { hint: message };
  };
  const choice = <T extends string>(
    field: keyof Tombstone,
    list: readonly T[],
    words: Readonly<Record<T, string>>,
    none?: string,
  ) => (
    <SelectField
      label={labels[field]}
      value={String(value[field])}
      isDisabled={isDisabled}
      onChange={(id) => onChange({ ...value, [field]: id })}
      {...hintOf(told(field))}
      groups={[
        {
          title: '',
          choices: [
            ...(none === undefined ? [] : [{ id: '', label: none }]),
            ...list.map((id) => ({ id, label: words[id] })),
          ],
        },
      ]}
    />
  );
  const line = (
    field:
      | 'circumstancesDate'
      | 'withdrawnDate'
      | 'decidedBy'
      | 'authority'
      | 'contact'
      | 'successorDoi'
      | 'expectedBack',
    isMono = false,
  ) => (
    <TextField
      label={labels[field]}
      value={value[field]}
      onChange={(next) => set(field, next)}
      isMono={isMono}
      {...told(field)}
    />
  );
  return (
    <>
      {choice('reason', removalReasons, removalText.reason, text.noReason)}
      <TextField
        label={labels.statement}
        value={value.statement}
        onChange={(next) => set('statement', next)}
        rows={5}
        isReadOnly={isDisabled}
        {...told('statement')}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={value.isTemporary}
          disabled={isDisabled}
          onChange={(event) => set('isTemporary', event.target.checked)}
        />
        {labels.isTemporary}
      </label>
      <div className="case-fields">
        {line('circumstancesDate')}
        {value.isTemporary ? line('expectedBack') : line('withdrawnDate')}
      </div>
      <div className="case-fields">
        {line('decidedBy')}
        {line('contact')}
      </div>
      {line('authority')}
      <div className="case-fields">
        {line('successorDoi', true)}
        {choice('successorRelation', successorRelations, removalText.relation, '–')}
      </div>
      <div className="case-fields">
        {choice('dataKept', dataKeptChoices, removalText.dataKept)}
        {choice('visibility', visibilities, removalText.visibility)}
        {choice('language', ['en', 'de'], text.language)}
      </div>
      <TextField
        label={labels.citation}
        value={value.citation}
        onChange={(next) => set('citation', next)}
        rows={2}
        isReadOnly={isDisabled}
        {...told('citation')}
      />
    </>
  );
}

function hintOf({ error, hint }: { error?: string; hint?: string }): { hint?: string } {
  const said = error ?? hint;
  return said === undefined ? {} : { hint: said };
}

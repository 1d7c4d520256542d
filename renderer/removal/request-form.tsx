import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { requestKinds } from '#shared/removal/case-table.ts';
import { removalReasons } from '#shared/removal/reasons.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';

export const emptyRequest: WireRequest = {
  kind: 'deletion',
  owner: 'own',
  dois: [],
  requester: '',
  requesterContact: '',
  request: '',
  discussionUrl: '',
  dueOn: null,
  reason: '',
  origin: 'form',
};

interface Props {
  readonly value: WireRequest;
  readonly onChange: (value: WireRequest) => void;
  readonly doiText: string;
  readonly onDoiText: (text: string) => void;
}

/** Who asks for what. */
export function RequestForm({ value, onChange, doiText, onDoiText }: Props) {
  const set = (change: Partial<WireRequest>): void => onChange({ ...value, ...change });
  const kind = requestKinds.map((id) => ({ id, label: removalText.kind[id] }));
  const owner = (['own', 'hub'] as const).map((id) => ({ id, label: removalText.owner[id] }));
  const reasons = removalReasons.map((id) => ({ id, label: removalText.reason[id] }));
  return (
    <>
      <div className="case-fields">
        <SelectField
          label={text.kind}
          value={value.kind}
          onChange={(id) => set({ kind: id as WireRequest['kind'] })}
          groups={[{ title: '', choices: kind }]}
        />
        <SelectField
          label={text.owner}
          value={value.owner}
          onChange={(id) => set({ owner: id as WireRequest['owner'] })}
          groups={[{ title: '', choices: owner }]}
        />
        <SelectField
          label={text.reason}
          value={value.reason}
          onChange={(id) => set({ reason: id as WireRequest['reason'] })}
          groups={[{ title: '', choices: [{ id: '', label: text.noReason }, ...reasons] }]}
        />
      </div>
      <TextField label={text.dois} value={doiText} onChange={onDoiText} rows={3} isMono />
      <TextField
        label={text.request}
        value={value.request}
        onChange={(request) => set({ request })}
        rows={3}
      />
      <div className="case-fields">
        <TextField
          label={text.requester}
          value={value.requester}
          onChange={(requester) => set({ requester })}
          autoComplete="off"
        />
        <TextField
          label={text.contact}
          value={value.requesterContact}
          onChange={(requesterContact) => set({ requesterContact })}
          autoComplete="off"
        />
      </div>
      <div className="case-fields">
        <TextField
          label={text.deadline}
          value={value.dueOn ?? ''}
          onChange={(dueOn) => set({ dueOn: dueOn.trim() === '' ? null : dueOn.trim() })}
          hint={text.dueHint}
        />
        <TextField
          label={text.discussion}
          value={value.discussionUrl}
          onChange={(discussionUrl) => set({ discussionUrl })}
          hint={text.discussionHint}
        />
      </div>
    </>
  );
}

import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly decision: 'approve' | 'decline';
  readonly onClose: () => void;
  readonly onFix: () => void;
}

/** One person's decision about the case as it stands. */
export function DecisionDialog({ detail, decision, onClose, onFix }: Props) {
  const actions = useActions();
  const { data: state } = useQuery('app.state', {});
  const [person, setPerson] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const decide = useCommand('removal.decide');
  const { data: profiles } = useQuery('stewards.list', {});
  const current = profiles?.stewards.find(({ id }) => id === profiles.currentId);
  const name = person ?? current?.name ?? state?.person ?? '';
  const errors = detail.problems.filter(({ isError }) => isError);
  const warnings = detail.problems.filter(({ isError }) => !isError);
  const isApproval = decision === 'approve';
  const handleDecide = async (): Promise<void> => {
    const done = await decide.run({
      id: detail.id,
      decision,
      person: name,
      note,
      hash: detail.decisionHash,
    });
    if (!done.ok) return;
    if (done.value.missing > 0) actions.notify(text.missing(done.value.missing));
    onClose();
  };
  return (
    <Dialog
      title={text.decideTitle[decision]}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.cancel}
          </Button>
          <Button
            kind={isApproval ? 'main' : 'danger'}
            isDisabled={name.trim() === '' || (isApproval && errors.length > 0)}
            isPending={decide.pending}
            onPress={() => void handleDecide()}
          >
            {isApproval ? text.approve : text.decline}
          </Button>
        </>
      }
    >
      <p>{text.decideBody[decision]}</p>
      {isApproval && errors.length > 0 && (
        <Notice
          kind="error"
          title={text.notYet}
          actions={<Button onPress={onFix}>{text.tabs.tombstone}</Button>}
        >
          <Problems list={errors} />
        </Notice>
      )}
      {isApproval && warnings.length > 0 && (
        <Notice kind="warning">
          <Problems list={warnings} />
        </Notice>
      )}
      <TextField label={text.person} value={name} onChange={setPerson} autoComplete="off" />
      <TextField label={text.note} value={note} onChange={setNote} rows={2} />
      {decide.error !== null && <ErrorNotice error={decide.error} />}
    </Dialog>
  );
}

export function Problems({ list }: { readonly list: CaseDetail['problems'] }) {
  return (
    <ul className="problem-list">
      {list.map(({ field, code, message }) => (
        <li key={`${field} ${code}`}>{message}</li>
      ))}
    </ul>
  );
}

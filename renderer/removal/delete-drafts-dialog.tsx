import { useState } from 'react';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  /** What is to be deleted, where it is known already. */
  readonly given?: string;
  readonly onClose: () => void;
}

/** Drafts go for good: looked at first, then confirmed by words that name their number. */
export function DeleteDraftsDialog({ given = '', onClose }: Props) {
  const actions = useActions();
  const [dois, setDois] = useState(given);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const list = dois.split(/[\s,;]+/).filter((one) => one.length >= 6);
  const { data: plan, error } = useQuery(
    'removal.planDrafts',
    list.length === 0 ? null : { dois: list.slice(0, 1000) },
    { keepPrevious: true },
  );
  const remove = useCommand('removal.deleteDrafts');
  const count = list.length === 0 ? 0 : (plan?.drafts.length ?? 0);
  const handleDelete = async (): Promise<void> => {
    const done = await remove.run({ dois: list, confirmation: typed, reason });
    if (!done.ok) return;
    actions.notify(text.deleted(done.value.queuedCount));
    onClose();
  };
  return (
    <Dialog
      title={text.draftsTitle}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!remove.pending}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.cancel}
          </Button>
          <Button
            kind="danger"
            isDisabled={count === 0 || typed.trim() !== plan?.confirmation}
            isPending={remove.pending}
            onPress={() => void handleDelete()}
          >
            {text.deleteNow(count)}
          </Button>
        </>
      }
    >
      <TextField label={text.draftsDois} value={dois} onChange={setDois} rows={4} isMono />
      {error !== undefined && <ErrorNotice error={error} />}
      {count > 0 && (
        <Notice kind="warning" title={text.willGo(count)}>
          <p>{removalText.drafts.consequence}</p>
        </Notice>
      )}
      {list.length > 0 && plan !== undefined && plan.refused.length > 0 && (
        <Notice kind="hint" title={text.stays}>
          <ul className="problem-list">
            {plan.refused.slice(0, 20).map(({ doi, message }) => (
              <li key={doi}>
                <span className="mono">{doi}</span>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {count > 0 && plan !== undefined && (
        <>
          <TextField label={text.why} value={reason} onChange={setReason} />
          <TextField
            label={text.typeWords(plan.confirmation)}
            value={typed}
            onChange={setTyped}
            isMono
            autoComplete="off"
          />
        </>
      )}
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </Dialog>
  );
}

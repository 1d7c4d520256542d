import { useState } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import { valueLimit } from '#shared/query/query.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { CommandDialog } from '../components/command-dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useTypedConfirmation } from '../components/typed-confirmation.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  /** What is to be deleted; null: a person names it here. */
  readonly selection: Input<'removal.planDrafts'>['selection'] | null;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

/** Drafts go for good: looked at first, then confirmed by words that name their number. */
export function DeleteDraftsDialog({ selection: given, onClose, onDeleted }: Props) {
  const actions = useActions();
  const [dois, setDois] = useState('');
  const [reason, setReason] = useState('');
  const list = dois.split(/[\s,;]+/).filter((one) => one.length >= 6);
  const isTooMany = list.length > valueLimit;
  const selection = given ?? (list.length === 0 || isTooMany ? null : { dois: list });
  const { data, error } = useQuery(
    'removal.planDrafts',
    selection === null ? null : { selection },
    { keepPrevious: true },
  );
  const plan = selection === null ? undefined : data;
  const count = plan?.draftCount ?? 0;
  const typed = useTypedConfirmation(count === 0 ? undefined : plan?.confirmation);
  const remove = useCommand('removal.deleteDrafts');
  const handleDelete = async (): Promise<void> => {
    if (selection === null) return;
    const confirmation = typed.confirmation ?? '';
    const done = await remove.run({ selection, confirmation, reason });
    if (!done.ok) return;
    actions.notify(text.deleted(done.value.queuedCount));
    onDeleted?.();
    onClose();
  };
  return (
    <CommandDialog
      title={text.draftsTitle}
      width="wide"
      onClose={onClose}
      command={remove}
      button={text.deleteNow(count)}
      kind="danger"
      isReady={count > 0 && typed.isConfirmed}
      onRun={handleDelete}
    >
      {given === null && (
        <TextField label={text.draftsDois} value={dois} onChange={setDois} rows={4} isMono />
      )}
      {given === null && isTooMany && (
        <p className="field-error" role="alert">
          {removalText.drafts.tooMany(valueLimit)}
        </p>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {selection !== null && plan === undefined && error === undefined && <Skeleton lines={3} />}
      {plan !== undefined && count === 0 && <p>{text.noDraftHere}</p>}
      {count > 0 && (
        <Notice kind="warning" title={text.willGo(count)}>
          <p>{removalText.drafts.consequence}</p>
        </Notice>
      )}
      {plan !== undefined && plan.refusedCount > 0 && (
        <Notice kind="hint" title={text.stays(plan.refusedCount)}>
          <ul className="problem-list">
            {plan.refused.map(({ doi, message }) => (
              <li key={doi}>
                <span className="mono">{doi}</span>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {count > 0 && (
        <>
          <TextField label={text.why} value={reason} onChange={setReason} />
          {typed.field}
        </>
      )}
    </CommandDialog>
  );
}

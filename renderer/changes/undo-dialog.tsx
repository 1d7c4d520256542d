import { useState } from 'react';

import type { ChangeSetSummary } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { goTo } from '../app/use-route.ts';
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
  readonly set: ChangeSetSummary;
  readonly onClose: () => void;
}

/** Takes a change set back: what goes back, what is sent again, and what stays, said before. */
export function UndoDialog({ set, onClose }: Props) {
  const actions = useActions();
  const { data, error } = useQuery('changes.undoPlan', { id: set.id });
  const undo = useCommand('changes.undo');
  const [reason, setReason] = useState('');
  const { isConfirmed, confirmation, field } = useTypedConfirmation(data?.confirmation);
  const run = async (): Promise<void> => {
    const why = reason.trim() === '' ? null : reason.trim();
    const answer = await undo.run({ id: set.id, reason: why, confirmation });
    if (!answer.ok) return;
    actions.notify(text.undoBegun);
    onClose();
    goTo({ screen: 'changes', changeSetId: answer.value.id });
  };
  const size = data?.restoreCount ?? 0;
  return (
    <CommandDialog
      title={set.kind === 'undo' ? text.redoTitle : text.undoTitle}
      onClose={onClose}
      command={undo}
      button={set.kind === 'undo' ? text.redo(size) : text.undo(size)}
      isReady={size > 0 && isConfirmed}
      onRun={run}
    >
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data !== undefined && (
        <>
          <p>{text.goesBack(data)}</p>
          {data.goes.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {data.stays.length > 0 && (
            <Notice kind="warning" title={text.stays}>
              {data.stays.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </Notice>
          )}
          {data.refused.map(({ code, message, count }) => (
            <p key={code} className="small">
              {text.refusedFor(count, message)}
            </p>
          ))}
          <TextField
            label={text.reason}
            hint={text.reasonHint}
            value={reason}
            onChange={setReason}
          />
          {field}
        </>
      )}
    </CommandDialog>
  );
}

import { useState } from 'react';

import type { ChangeSetSummary } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly set: ChangeSetSummary;
  readonly onClose: () => void;
}

/** Queues the updates of a change set: how many, where to, and what is left out. */
export function SendDialog({ set, onClose }: Props) {
  const actions = useActions();
  const { data, error } = useQuery('changes.sendPlan', { id: set.id });
  const send = useCommand('changes.send');
  const [typed, setTyped] = useState('');
  const isConfirmed = data?.confirmation == null || typed.trim() === data.confirmation;
  const run = async (): Promise<void> => {
    const confirmation = data?.confirmation == null ? null : typed.trim();
    const answer = await send.run({ id: set.id, confirmation });
    if (!answer.ok) return;
    actions.notify(text.queued(answer.value.queuedCount));
    onClose();
  };
  return (
    <Dialog
      title={text.sendTitle}
      isOpen
      onClose={onClose}
      isDismissable={!send.pending}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.cancel}
          </Button>
          <Button
            kind="main"
            isDisabled={data === undefined || data.sendCount === 0 || !isConfirmed}
            isPending={send.pending}
            onPress={() => void run()}
          >
            {text.sendCount(data?.sendCount ?? 0)}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data !== undefined && (
        <>
          <p>{text.sends(data)}</p>
          {data.leftOut.map(({ code, message, count }) => (
            <p key={code} className="small">
              {text.refusedFor(count, message)}
            </p>
          ))}
          {data.confirmation !== null && (
            <TextField
              label={text.confirmation(data.confirmation)}
              value={typed}
              onChange={setTyped}
              isMono
              autoComplete="off"
            />
          )}
        </>
      )}
      {send.error !== null && <ErrorNotice error={send.error} />}
    </Dialog>
  );
}

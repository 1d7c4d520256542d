import type { ChangeSetSummary } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { CommandDialog } from '../components/command-dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTypedConfirmation } from '../components/typed-confirmation.tsx';
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
  const { isConfirmed, confirmation, field } = useTypedConfirmation(data?.confirmation);
  const run = async (): Promise<void> => {
    const answer = await send.run({ id: set.id, confirmation });
    if (!answer.ok) return;
    actions.notify(text.queued(answer.value.queuedCount));
    onClose();
  };
  return (
    <CommandDialog
      title={text.sendTitle}
      onClose={onClose}
      command={send}
      button={text.sendCount(data?.sendCount ?? 0)}
      isReady={data !== undefined && data.sendCount > 0 && isConfirmed}
      onRun={run}
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
          {field}
        </>
      )}
    </CommandDialog>
  );
}

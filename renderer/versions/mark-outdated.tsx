import { useState } from 'react';

import { versionsText as text } from '#shared/text/versions.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly doi: string;
  /** Somebody noted already that it is outdated. */
  readonly isMarked: boolean;
}

/** Notes that a record is out of date, whatever its relations say, or takes the note back. */
export function MarkOutdated({ doi, isMarked }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const mark = useCommand('versions.markOutdated');
  const title = isMarked ? text.unmark : text.mark;
  const handleMark = async (): Promise<void> => {
    const outcome = await mark.run({
      doi,
      isOutdated: !isMarked,
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    if (!outcome.ok) return;
    setReason('');
    setOpen(false);
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{title}</Button>
      <Dialog
        title={isMarked ? text.unmarkTitle : text.markTitle}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isDismissable={!mark.pending}
        actions={
          <>
            <Button onPress={() => setOpen(false)} isDisabled={mark.pending}>
              {text.cancel}
            </Button>
            <Button kind="main" isPending={mark.pending} onPress={() => void handleMark()}>
              {title}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p className="mono">{doi}</p>
          <p>{isMarked ? text.unmarkLead : text.markLead}</p>
          <TextField
            label={text.reason}
            hint={text.reasonHint}
            value={reason}
            onChange={setReason}
          />
          {mark.error !== null && <ErrorNotice error={mark.error} />}
        </div>
      </Dialog>
    </>
  );
}

import { useState } from 'react';

import type { WireFinding } from '#shared/contract/define.ts';
import { policiesText as text } from '#shared/text/policies.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly doi: string;
  readonly finding: WireFinding;
  readonly onClose: () => void;
}

/** Lets one finding stand; never without a reason. */
export function WaiveDialog({ doi, finding, onClose }: Props) {
  const [reason, setReason] = useState('');
  const waive = useCommand('records.waive');
  const submit = async (): Promise<void> => {
    const { code, path } = finding;
    const answer = await waive.run({ doi, code, path, reason });
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title={text.waiveTitle}
      isOpen
      onClose={onClose}
      isDismissable={!waive.pending}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isDisabled={reason.trim() === ''}
            isPending={waive.pending}
            onPress={() => void submit()}
          >
            {text.waiveAction}
          </Button>
        </>
      }
    >
      <p className="strong">{finding.message}</p>
      <p className="soft">{text.waiveHint}</p>
      <TextField label={text.waiveReason} value={reason} onChange={setReason} autoFocus />
      {waive.error !== null && <ErrorNotice error={waive.error} />}
    </Dialog>
  );
}

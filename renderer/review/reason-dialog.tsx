import { useState } from 'react';
import type { ReactNode } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';

import type { AppError } from '#shared/support/app-error.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';

interface Props {
  readonly title: string;
  readonly hint?: string;
  /** What the step would do, before it is done. */
  readonly children?: ReactNode;
  readonly label: string;
  readonly action: string;
  readonly command: { readonly pending: boolean; readonly error: AppError | null };
  readonly onRun: (reason: string) => Promise<{ readonly ok: boolean }>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A step that is never taken without a reason. */
export function ReasonDialog(props: Props) {
  const { title, hint, label, action, command, onRun, onDone, onClose } = props;
  const [reason, setReason] = useState('');
  const run = async (): Promise<void> => {
    const answer = await onRun(reason.trim());
    if (answer.ok) onDone();
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={!command.pending}
      width={props.children === undefined ? 'narrow' : 'wide'}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isDisabled={reason.trim() === ''}
            isPending={command.pending}
            onPress={() => void run()}
          >
            {action}
          </Button>
        </>
      }
    >
      {hint !== undefined && <p className="soft">{hint}</p>}
      {props.children}
      <TextField className="field" value={reason} onChange={setReason} autoFocus>
        <Label className="label">{label}</Label>
        <TextArea className="input long-input" rows={4} />
      </TextField>
      {command.error !== null && <ErrorNotice error={command.error} />}
    </Dialog>
  );
}

import { useState } from 'react';

import type { LandingCode } from '#shared/landing/codes.ts';
import { landingCodeText, landingText as text } from '#shared/text/landing.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly doi: string;
  readonly code: LandingCode;
  readonly onClose: () => void;
}

/** A finding that may stand, with the reason of whoever looked at the page. */
export function AcceptDialog({ doi, code, onClose }: Props) {
  const [note, setNote] = useState('');
  const accept = useCommand('landing.accept');
  const handleAccept = async (): Promise<void> => {
    const done = await accept.run({ doi, code, note: note.trim() });
    if (done.ok) onClose();
  };
  return (
    <Dialog
      title={text.acceptTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isDisabled={note.trim() === ''}
            isPending={accept.pending}
            onPress={() => void handleAccept()}
          >
            {text.accept}
          </Button>
        </>
      }
    >
      <p>{landingCodeText[code].name}</p>
      <TextField label={text.acceptNote} value={note} onChange={setNote} autoFocus />
      {accept.error !== null && <ErrorNotice error={accept.error} />}
    </Dialog>
  );
}

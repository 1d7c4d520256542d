import { useState } from 'react';

import { appText } from '#shared/text/app.en.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

/** The way on for who does not know the passphrase any more: without passwords, and with all the rest. */
export function StartAnew() {
  const start = useCommand('vault.startAnew');
  const actions = useActions();
  const [isAsking, setIsAsking] = useState(false);
  const handleStart = async (): Promise<void> => {
    const answer = await start.run({});
    if (answer.ok) actions.notify(text.anewDone(answer.value.lost.length));
  };
  return (
    <>
      <Button kind="plain" onPress={() => setIsAsking(true)}>
        {text.forgotten}
      </Button>
      {isAsking && (
        <Dialog
          title={text.anewTitle}
          isOpen
          onClose={() => setIsAsking(false)}
          isDismissable={!start.pending}
          actions={
            <>
              <Button autoFocus onPress={() => setIsAsking(false)}>
                {appText.cancel}
              </Button>
              <Button kind="danger" isPending={start.pending} onPress={() => void handleStart()}>
                {text.anewSave}
              </Button>
            </>
          }
        >
          <div className="stack">
            <p>{text.anewBody}</p>
            {start.error !== null && <ErrorNotice error={start.error} />}
          </div>
        </Dialog>
      )}
    </>
  );
}

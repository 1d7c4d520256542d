import { useState } from 'react';

import type { ImportRun } from '#shared/contract/collections.ts';
import { importText as text } from '#shared/text/collections.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useCommand } from '../store/use-command.ts';

/** Pause, go on, cancel; nothing once it has ended. */
export function ImportControls({ run }: { readonly run: ImportRun }) {
  const pause = useCommand('imports.pause');
  const resume = useCommand('imports.resume');
  const cancel = useCommand('imports.cancel');
  const [isAsking, setIsAsking] = useState(false);
  const input = { importId: run.id };
  if (run.status !== 'running' && run.status !== 'paused') return null;
  return (
    <>
      {run.status === 'running' ? (
        <Button icon="pause" isPending={pause.pending} onPress={() => void pause.run(input)}>
          {text.pause}
        </Button>
      ) : (
        <Button icon="play" isPending={resume.pending} onPress={() => void resume.run(input)}>
          {text.resume}
        </Button>
      )}
      <Button onPress={() => setIsAsking(true)}>{text.cancel}</Button>
      <Dialog
        title={text.cancelTitle}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setIsAsking(false)}>
              {text.keepGoing}
            </Button>
            <Button
              kind="danger"
              onPress={() => {
                setIsAsking(false);
                void cancel.run(input);
              }}
            >
              {text.cancel}
            </Button>
          </>
        }
      >
        <p>{text.cancelBody}</p>
      </Dialog>
    </>
  );
}

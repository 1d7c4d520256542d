import { useState } from 'react';

import type { OutboxSummary } from '#shared/contract/outbox.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

/** Pause, go on, try again, cancel what waits; each only while it would do something. */
export function OutboxControls({ summary }: { readonly summary: OutboxSummary }) {
  const actions = useActions();
  const pause = useCommand('outbox.pause');
  const resume = useCommand('outbox.resume');
  const retry = useCommand('outbox.retryFailed');
  const cancel = useCommand('outbox.cancelWaiting');
  const [isAsking, setIsAsking] = useState(false);
  const waiting = summary.queuedCount + summary.waitingCount;
  const everything = { batchId: null };

  return (
    <>
      {summary.failedCount > 0 && (
        <Button
          icon="retry"
          isPending={retry.pending}
          onPress={() =>
            void retry.run(everything).then((answer) => {
              if (answer.ok) actions.notify(text.retried(answer.value.count));
            })
          }
        >
          {text.retry(summary.failedCount)}
        </Button>
      )}
      {waiting > 0 && (
        <Button onPress={() => setIsAsking(true)}>{text.cancelWaiting(waiting)}</Button>
      )}
      {summary.mode === 'paused' ? (
        <Button
          kind="main"
          icon="play"
          isPending={resume.pending}
          onPress={() => void resume.run({})}
        >
          {text.resume}
        </Button>
      ) : (
        (waiting > 0 || summary.inFlightCount > 0) && (
          <Button icon="pause" isPending={pause.pending} onPress={() => void pause.run({})}>
            {text.pause}
          </Button>
        )
      )}
      <Dialog
        title={text.cancelTitle}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setIsAsking(false)}>
              {text.keepWaiting}
            </Button>
            <Button
              kind="danger"
              onPress={() => {
                setIsAsking(false);
                void cancel.run(everything).then((answer) => {
                  if (answer.ok) actions.notify(text.cancelled(answer.value.count));
                });
              }}
            >
              {text.cancelWaiting(waiting)}
            </Button>
          </>
        }
      >
        <p>{text.cancelBody(waiting)}</p>
      </Dialog>
    </>
  );
}

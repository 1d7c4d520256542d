import type { ClusterRun } from '#shared/contract/changes.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { mergeText as text } from '#shared/text/merge.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { useCommand } from '../store/use-command.ts';

/** How far a look for spellings is, and what can be done about it. */
export function ClusterProgress({ run }: { readonly run: ClusterRun }) {
  const { id, isPaused } = run;
  const pause = useCommand(isPaused ? 'changes.clusterResume' : 'changes.clusterPause');
  const stop = useCommand('changes.clusterCancel');
  const error = stop.error ?? pause.error;
  return (
    <>
      <ProgressLine
        label={text.phases[run.phase]}
        total={run.total}
        parts={[{ kind: 'done', count: run.handledCount }]}
      />
      <p className="line">
        <span className="small soft">
          {text.phases[run.phase]}: {batchText.progress(run)}
        </span>
        <span className="push" />
        <Button icon={isPaused ? 'play' : 'pause'} onPress={() => void pause.run({ id })}>
          {isPaused ? batchText.resume : batchText.pause}
        </Button>
        <Button onPress={() => void stop.run({ id })}>{text.stopLooking}</Button>
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}

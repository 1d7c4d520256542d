import { useState } from 'react';

import type { HubRun } from '#shared/contract/hub-shapes.ts';
import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const mostShown = 100;

/** The newest run while it needs a look: under way, stopped, or with items that were not brought in. */
export function RunStrip() {
  const runs = useQuery('hub.runs', {}).data?.runs ?? [];
  const [hidden, setHidden] = useState<number | null>(null);
  const [newest] = runs;
  if (newest === undefined || newest.id === hidden) return null;
  const isQuiet =
    newest.status === 'cancelled' ||
    (newest.status === 'done' && newest.failedCount + newest.refusedCount === 0);
  return isQuiet ? null : <Strip run={newest} onHide={() => setHidden(newest.id)} />;
}

function Strip({ run, onHide }: { readonly run: HubRun; readonly onHide: () => void }) {
  const control = useCommand('hub.controlRun');
  const [isOpen, setIsOpen] = useState(false);
  const asked = isOpen ? { id: run.id, offset: 0, limit: mostShown } : null;
  const lines =
    useQuery('hub.run', asked).data?.lines.filter(({ message }) => message !== null) ?? [];
  const act = (action: 'pause' | 'resume' | 'cancel' | 'retry') =>
    void control.run({ id: run.id, action });
  const done = run.total - run.waitingCount;
  const notBroughtIn = run.failedCount + run.refusedCount;
  return (
    <section className="hub-run" aria-label={text.runStates[run.status]}>
      <ProgressLine
        label={text.run(run)}
        total={run.total}
        parts={[
          { kind: 'done', count: done - notBroughtIn },
          { kind: 'failed', count: notBroughtIn },
        ]}
      />
      <div className="line line-wrap">
        <span className="strong">{text.runStates[run.status]}</span>
        <span className="soft" role="status">
          {text.run(run)}
        </span>
        <span className="push" />
        {notBroughtIn > 0 && (
          <Button kind="plain" onPress={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
            {text.problems}
          </Button>
        )}
        {run.status === 'running' && (
          <Button icon="pause" onPress={() => act('pause')}>
            {text.pause}
          </Button>
        )}
        {(run.status === 'paused' || run.status === 'interrupted') && (
          <>
            <Button icon="play" onPress={() => act('resume')}>
              {text.resume}
            </Button>
            <Button onPress={() => act('cancel')}>{text.cancelRun}</Button>
          </>
        )}
        {run.status === 'done' && run.failedCount > 0 && (
          <Button icon="retry" onPress={() => act('retry')}>
            {text.retry}
          </Button>
        )}
        {run.status !== 'running' && (
          <Button kind="plain" onPress={onHide}>
            {text.dismissRun}
          </Button>
        )}
      </div>
      {run.failure !== null && <p className="small">{run.failure}</p>}
      {isOpen && (
        <ul className="hub-lines small">
          {lines.map((line) => (
            <li key={line.line}>
              <span className="mono">{line.reference}</span> {line.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

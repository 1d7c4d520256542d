import { useState } from 'react';

import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { formatCount } from '#shared/text/format.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';
import { stateText } from '#shared/text/states.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** The embedded service: where it runs, what it holds, and how to empty it. */
export function PracticeSection({ repository }: { readonly repository: RepositoryDetail }) {
  const status = useQuery('practice.status', {}).data;
  const reset = useCommand('practice.reset');
  const actions = useActions();
  const [isAsking, setIsAsking] = useState(false);

  const handleReset = async (): Promise<void> => {
    const answer = await reset.run({ confirm: 'RESET' });
    if (!answer.ok) return;
    setIsAsking(false);
    actions.notify(text.resetDone);
  };

  return (
    <section className="section">
      <h3 className="section-title">{text.practice}</h3>
      <div className="stack">
        <p className="soft">{text.practiceBody}</p>
        {status === undefined ? (
          <Skeleton lines={2} />
        ) : (
          <FactList
            facts={[
              {
                name: text.running,
                value: <span className="mono">{status.url ?? text.stopped}</span>,
              },
              ...(
                [
                  ['draft', status.draftCount],
                  ['registered', status.registeredCount],
                  ['findable', status.findableCount],
                ] as const
              ).map(([state, count]) => ({
                name: stateText[state].label,
                value: (
                  <span className="state-name">
                    <StateGlyph state={state} /> {formatCount(count)}
                  </span>
                ),
              })),
            ]}
          />
        )}
        <div>
          <Button kind="danger" onPress={() => setIsAsking(true)}>
            {text.reset}
          </Button>
        </div>
      </div>
      <Dialog
        title={text.resetTitle}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        isDismissable={!reset.pending}
        actions={
          <>
            <Button autoFocus onPress={() => setIsAsking(false)}>
              {text.keep}
            </Button>
            <Button kind="danger" isPending={reset.pending} onPress={() => void handleReset()}>
              {text.reset}
            </Button>
          </>
        }
      >
        <p>{text.resetBody(repository.recordCount)}</p>
        {reset.error !== null && <ErrorNotice error={reset.error} />}
      </Dialog>
    </section>
  );
}

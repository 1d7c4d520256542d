import { collectionsText as text } from '#shared/text/collections.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

/** What a steward sees first: what will be here, and two ways to begin. */
export function FirstCollection({ repository }: { readonly repository: ChosenRepository }) {
  const actions = useActions();
  const sample = useCommand('practice.addSample');
  const isPractice = repository.environment === 'practice';

  const handleSample = async (): Promise<void> => {
    const answer = await sample.run({});
    if (answer.ok) goTo({ screen: 'import', importId: answer.value.importId });
  };

  return (
    <EmptyState
      icon="collections"
      title={text.emptyTitle}
      actions={
        <>
          {isPractice && (
            <Button isPending={sample.pending} onPress={() => void handleSample()}>
              {sample.pending ? text.addingSample : text.addSample}
            </Button>
          )}
          <Button
            kind="main"
            icon="plus"
            onPress={() => {
              actions.resetWizard();
              goTo({ screen: 'bring-in' });
            }}
          >
            {text.bringIn}
          </Button>
        </>
      }
    >
      <p>{text.emptyBody}</p>
      {isPractice && <p className="empty-more">{text.emptySample}</p>}
      {sample.error !== null && <ErrorNotice error={sample.error} />}
    </EmptyState>
  );
}

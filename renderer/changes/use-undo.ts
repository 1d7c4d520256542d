import { useCallback } from 'react';

import { batchText as text } from '#shared/text/batch.en.ts';

import { goTo } from '../app/use-route.ts';
import type { NoticeAction } from '../store/app-store.ts';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';

/** The way back from a change set that was just begun, as the button of a passing notice. */
export function useUndo(): (changeSetId: string) => NoticeAction {
  const { client } = useSteward();
  const actions = useActions();
  return useCallback(
    (id) => ({
      label: text.undoNow,
      run: () =>
        void client.call('changes.undo', { id, reason: null, confirmation: null }).then(
          (undo) => {
            actions.notify(text.undoBegun);
            goTo({ screen: 'changes', changeSetId: undo.id });
          },
          (cause: unknown) => {
            const { message, nextStep } = toAppError(cause);
            actions.notify([message, nextStep].filter(Boolean).join(' '));
          },
        ),
    }),
    [client, actions],
  );
}

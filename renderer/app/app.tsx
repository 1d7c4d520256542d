import { useSyncExternalStore } from 'react';

import { contractVersion } from '#shared/contract/contract.ts';
import { appText } from '#shared/text/app.en.ts';

import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useSteward } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { LockScreen } from '../vault/lock-screen.tsx';
import { Frame } from './frame.tsx';
import { useAppearance } from './use-appearance.ts';
import { useStoredAppearance } from './use-stored-appearance.ts';

/** The window: waits for the core, then shows the frame. */
export function App() {
  const { link } = useSteward();
  const connection = useSyncExternalStore(link.connection.subscribe, link.connection.get);
  const state = useQuery('app.state', {});
  useStoredAppearance();
  useAppearance();

  if (state.data === undefined) {
    return (
      <div className="opening">
        {state.error !== undefined ? (
          <ErrorNotice error={state.error} />
        ) : (
          <p className="soft" role="status">
            {connection === 'lost' ? appText.connectionLost : appText.startingUp}
          </p>
        )}
      </div>
    );
  }
  if (state.data.contractVersion !== contractVersion) {
    return (
      <EmptyState
        icon="retry"
        title={appText.restartNeeded}
        actions={
          <Button kind="main" onPress={() => window.location.reload()}>
            {appText.reload}
          </Button>
        }
      />
    );
  }
  if (state.data.vault.isLocked) return <LockScreen state={state.data} />;
  return <Frame state={state.data} isConnected={connection === 'open'} />;
}

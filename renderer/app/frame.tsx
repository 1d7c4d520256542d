import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';

import { useView } from '../store/steward.ts';
import { useIdleLock } from '../vault/use-idle-lock.ts';
import { Banners } from './banners.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeyboardMap } from './keyboard-map.tsx';
import { PassingNotice } from './passing-notice.tsx';
import { Rail } from './rail.tsx';
import { ScreenOutlet } from './screen-outlet.tsx';
import { TopBar } from './top-bar.tsx';
import { useGlobalKeys } from './use-global-keys.ts';
import { useNetworkReturn } from './use-network-return.ts';
import { useRoute } from './use-route.ts';
import { useWindowTitle } from './use-window-title.ts';

interface Props {
  readonly state: AppState;
  readonly isConnected: boolean;
}

/** Rail, top bar, banners, and the screen of the place where the window is. */
export function Frame({ state, isConnected }: Props) {
  const route = useRoute();
  const chosenId = useView((view) => view.repositoryId);
  const repository =
    state.repositories.find((known) => known.id === chosenId) ?? state.repositories[0];
  useGlobalKeys();
  useNetworkReturn();
  useIdleLock(state);
  useWindowTitle(route, repository);

  return (
    <div className={`frame environment-${repository?.environment ?? 'practice'}`}>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          // The address after # is ours; the jump is made by hand.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {appText.skipToContent}
      </a>
      <Rail screen={route.screen} state={state} />
      <div className="frame-main">
        <header>
          <TopBar state={state} repository={repository} isConnected={isConnected} />
          <Banners state={state} repository={repository} isConnected={isConnected} />
        </header>
        <main id="content" className="content" tabIndex={-1}>
          <ErrorBoundary key={route.screen}>
            {repository !== undefined && <ScreenOutlet route={route} repository={repository} />}
          </ErrorBoundary>
        </main>
      </div>
      <CommandPalette state={state} />
      <KeyboardMap />
      <PassingNotice />
    </div>
  );
}

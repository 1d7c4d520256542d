import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';

import { IconButton } from '../components/icon-button.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { RepositorySwitcher } from './repository-switcher.tsx';
import type { ChosenRepository } from './screen-outlet.tsx';
import { SearchBox } from './search-box.tsx';
import { SyncLine } from './sync-line.tsx';
import { useResolvedTheme } from './use-appearance.ts';

interface Props {
  readonly state: AppState;
  readonly repository: ChosenRepository | undefined;
  readonly isConnected: boolean;
}

export function TopBar({ state, repository, isConnected }: Props) {
  const actions = useActions();
  const save = useCommand('settings.set');
  const other = useResolvedTheme() === 'dark' ? 'light' : 'dark';
  return (
    <div className="bar">
      <RepositorySwitcher state={state} repository={repository} />
      <SearchBox />
      <SyncLine sync={state.sync} isConnected={isConnected} />
      <IconButton
        icon={other === 'dark' ? 'moon' : 'sun'}
        label={appText.switchToTheme(other)}
        onPress={() => {
          actions.setAppearance({ theme: other });
          void save.run({ key: 'appearance.theme', value: other });
        }}
      />
    </div>
  );
}

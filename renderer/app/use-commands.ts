import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';
import { collectionsText } from '#shared/text/collections.en.ts';

import { vaultText } from '#shared/text/vault.en.ts';

import type { IconName } from '../components/icon.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import type { Route } from './route.ts';
import { useResolvedTheme } from './use-appearance.ts';
import { goTo } from './use-route.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** What the palette offers. A command is listed once it works. */
export function useCommands(state: AppState): readonly PaletteCommand[] {
  const actions = useActions();
  const other = useResolvedTheme() === 'dark' ? 'light' : 'dark';
  const lock = useCommand('vault.lock');
  const { screens } = appText;
  const screen = (label: string, icon: IconName, key: string, route: Route): PaletteCommand => ({
    id: `go ${route.screen}`,
    label: appText.goToScreen(label),
    icon,
    keys: ['g', key],
    run: () => goTo(route),
  });
  return [
    {
      id: 'bring-in',
      label: collectionsText.bringIn,
      icon: 'plus',
      run: () => {
        actions.resetWizard();
        goTo({ screen: 'bring-in' });
      },
    },
    screen(screens.overview, 'eye', 'd', { screen: 'overview' }),
    screen(screens.collections, 'collections', 'c', { screen: 'collections', collectionId: null }),
    screen(screens.hub, 'hub', 'u', { screen: 'hub', view: 'items', itemId: null }),
    screen(screens.records, 'records', 'r', { screen: 'records', doi: null }),
    screen(screens.versions, 'versions', 'v', { screen: 'versions', doi: null }),
    screen(screens.requests, 'requests', 'q', { screen: 'requests', caseId: null }),
    screen(screens.landing, 'link', 'l', { screen: 'landing', doi: null }),
    screen(screens.conflicts, 'conflict', 'k', { screen: 'conflicts' }),
    screen(screens.review, 'check', 'w', { screen: 'review', doi: null }),
    screen(screens.outbox, 'outbox', 'o', { screen: 'outbox', batchId: null }),
    screen(screens.history, 'history', 'h', { screen: 'history' }),
    screen(screens.repositories, 'repositories', 'a', {
      screen: 'repositories',
      repositoryId: null,
    }),
    screen(screens.help, 'hint', 'e', { screen: 'help', topic: null }),
    screen(screens.settings, 'settings', 's', { screen: 'settings' }),
    ...state.repositories.map((repository): PaletteCommand => ({
      id: `repository ${repository.id}`,
      label: appText.switchToRepository(repository.name),
      icon: 'repositories',
      run: () => actions.chooseRepository(repository.id),
    })),
    {
      id: 'theme',
      label: appText.switchToTheme(other),
      icon: other === 'dark' ? 'moon' : 'sun',
      run: () => actions.setAppearance({ theme: other }),
    },
    {
      id: 'lock',
      label: vaultText.lock,
      icon: 'lock',
      run: () => void lock.run({}),
    },
    {
      id: 'keys',
      label: appText.keys,
      icon: 'hint',
      keys: ['?'],
      run: () => actions.showOverlay('keys'),
    },
  ];
}

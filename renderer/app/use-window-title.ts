import { useEffect } from 'react';

import { appText } from '#shared/text/app.en.ts';
import { environmentText } from '#shared/text/states.en.ts';

import type { Route } from './route.ts';
import type { ChosenRepository } from './screen-outlet.tsx';

/** Screen, environment and repository in the window's title, so that two windows are told apart. */
export function useWindowTitle(route: Route, repository: ChosenRepository | undefined): void {
  const screen =
    route.screen === 'bring-in' || route.screen === 'import' ? 'collections' : route.screen;
  const where =
    repository === undefined
      ? ''
      : ` · ${environmentText[repository.environment].label}: ${repository.name}`;
  const title = `${appText.screens[screen]}${where} · ${appText.name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

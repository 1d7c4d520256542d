import { useEffect } from 'react';

import type { Density, Theme } from '../store/app-store.ts';
import { useSteward } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const densities: readonly Density[] = ['compact', 'normal', 'roomy'];

/** Takes over what the person chose the last time; the settings live in the ledger, not in the page. */
export function useStoredAppearance(): void {
  const { store } = useSteward();
  const theme = useQuery('settings.get', { key: 'appearance.theme' }).data?.value;
  const density = useQuery('settings.get', { key: 'appearance.density' }).data?.value;
  useEffect(() => {
    const knownTheme = themes.find((known) => known === theme);
    if (knownTheme !== undefined) store.getState().setAppearance({ theme: knownTheme });
  }, [store, theme]);
  useEffect(() => {
    const knownDensity = densities.find((known) => known === density);
    if (knownDensity !== undefined) store.getState().setAppearance({ density: knownDensity });
  }, [store, density]);
}

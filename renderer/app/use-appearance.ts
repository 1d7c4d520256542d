import { useLayoutEffect, useSyncExternalStore } from 'react';

import { useView } from '../store/steward.ts';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
}

/** The theme in force, with `system` resolved. */
export function useResolvedTheme(): 'light' | 'dark' {
  const chosen = useView((view) => view.theme);
  const isSystemDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  if (chosen !== 'system') return chosen;
  return isSystemDark ? 'dark' : 'light';
}

/** Puts theme and density on the root element, where the style sheets look for them. */
export function useAppearance(): void {
  const theme = useResolvedTheme();
  const density = useView((view) => view.density);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['density'] = density;
  }, [theme, density]);
}

import { useSyncExternalStore } from 'react';

import { useView } from '../store/steward.ts';

const rowRem = { compact: 1.625, normal: 2, roomy: 2.5 } as const;

/** The text size that the person has set, in px. */
export function useRemPx(): number {
  return useSyncExternalStore(
    () => () => undefined,
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
  );
}

/** Height of a row in px: the density's share of the text size. */
export function useRowHeight(): number {
  const density = useView((view) => view.density);
  return Math.round(rowRem[density] * useRemPx());
}

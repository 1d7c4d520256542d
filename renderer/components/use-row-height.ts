import { useSyncExternalStore } from 'react';

import { useView } from '../store/steward.ts';

const rowRem = { compact: 1.625, normal: 2, roomy: 2.5 } as const;

/** Height of a row in px: the density's share of the text size that the person has set. */
export function useRowHeight(): number {
  const density = useView((view) => view.density);
  const remPx = useSyncExternalStore(
    () => () => undefined,
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
  );
  return Math.round(rowRem[density] * remPx);
}

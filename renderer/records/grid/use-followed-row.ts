import { useLayoutEffect, useRef } from 'react';

import type { PageSource } from '../../store/page-source.ts';
import type { GridRecord } from './grid-columns.tsx';

/** Rows on each side in which a record is looked for that has moved. */
const reach = 200;

interface Followed {
  readonly source: PageSource<GridRecord>;
  readonly row: number;
  readonly doi: string | undefined;
}

/**
 * The cursor stands on a record, not at a place: where rows come into another order, as by an edit in the column that
 * the list goes by, it goes with its record, as far as that is loaded near it. Another list is another cursor.
 */
export function useFollowedRow(
  source: PageSource<GridRecord>,
  row: number,
  onMoved: (to: number) => void,
): void {
  const followed = useRef<Followed | null>(null);
  // After every rendering: rows that arrive change nothing else that is given here.
  useLayoutEffect(() => {
    const before = followed.current;
    const doi = source.row(row)?.doi;
    const isMoved = before?.source === source && before.row === row && before.doi !== doi;
    if (!isMoved || before.doi === undefined) {
      followed.current = { source, row, doi };
      return;
    }
    // Its page is on its way.
    if (doi === undefined) return;
    const found = rowNear(source, row, before.doi);
    followed.current = { source, row: found ?? row, doi: found === null ? doi : before.doi };
    if (found !== null) onMoved(found);
  });
}

/** Where a record is loaded, the nearest place first; null where it is not. */
function rowNear(source: PageSource<GridRecord>, row: number, doi: string): number | null {
  for (let away = 1; away <= reach; away += 1) {
    for (const at of [row - away, row + away]) {
      if (at >= 0 && source.row(at)?.doi === doi) return at;
    }
  }
  return null;
}

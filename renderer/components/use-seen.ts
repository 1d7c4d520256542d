import { useEffect, useRef } from 'react';

import type { PageSource } from '../store/page-source.ts';

/** A view that flies past does not ask for what it shows: it must rest this long first. */
const restMs = 80;

/** More rows than this between two looks is flying. */
const flyingRows = 100;

/** Rows beyond the edge that a list moves to are asked for with those in sight, so that they are there when it comes. */
const aheadRows = 100;

/** Tells the source which rows are in sight. */
export function useSeen<Row>(source: PageSource<Row>, first: number, last: number): void {
  const before = useRef(first);
  useEffect(() => {
    const moved = first - before.current;
    before.current = first;
    if (Math.abs(moved) <= flyingRows) {
      source.see(
        moved < 0 ? Math.max(0, first - aheadRows) : first,
        moved > 0 ? last + aheadRows : last,
      );
      return undefined;
    }
    const timer = setTimeout(() => source.see(first, last), restMs);
    return () => clearTimeout(timer);
  }, [source, first, last]);
}

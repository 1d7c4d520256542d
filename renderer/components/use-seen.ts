import { useEffect, useRef } from 'react';

import type { PageSource } from '../store/page-source.ts';

/** A view that flies past does not ask for what it shows: it must rest this long first. */
const restMs = 80;

/** More rows than this between two looks is flying. */
const flyingRows = 100;

/** Tells the source which rows are in sight. */
export function useSeen<Row>(source: PageSource<Row>, first: number, last: number): void {
  const before = useRef(first);
  useEffect(() => {
    const isFlying = Math.abs(first - before.current) > flyingRows;
    before.current = first;
    if (!isFlying) {
      source.see(first, last);
      return undefined;
    }
    const timer = setTimeout(() => source.see(first, last), restMs);
    return () => clearTimeout(timer);
  }, [source, first, last]);
}

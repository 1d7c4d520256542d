import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import type { ListPlace, ListSize } from './windowing.ts';
import {
  contentHeight,
  drawnRows,
  isCompressed,
  lastTopRow,
  layerTopAt,
  placeAt,
  scrollTopFor,
  topRowAt,
  topRowToShow,
} from './windowing.ts';

export interface Windowing {
  readonly first: number;
  readonly last: number;
  /** The row at whose upper edge the layer begins; rows are placed by their distance from it. */
  readonly anchor: number;
  readonly layerTop: number;
  readonly height: number;
  /** Rows that fit in the view, for page up and down. */
  readonly pageRows: number;
  readonly showRow: (row: number) => void;
}

interface Place extends ListPlace {
  readonly scrollTop: number;
}

/** Follows the scroll position of the view and says which rows to draw where. */
export function useWindowing(
  viewRef: RefObject<HTMLDivElement | null>,
  rowCount: number,
  rowHeight: number,
): Windowing {
  const [viewHeight, setViewHeight] = useState(0);
  const [place, setPlace] = useState<Place>({ topRow: 0, anchor: 0, scrollTop: 0 });
  const size: ListSize = { rowCount, rowHeight, viewHeight };
  const latest = useRef({ size, place });
  /** The row that was brought into sight and that nobody has scrolled away from since. */
  const shown = useRef<number | null>(null);
  /** The height of the element, in px, of which `viewHeight` tells. */
  const observed = useRef(0);
  useLayoutEffect(() => {
    latest.current = { size, place };
  });

  const moveTo = useCallback(
    (topRow: number) => {
      const element = viewRef.current;
      if (element === null) return;
      const { size: now, place: before } = latest.current;
      const clamped = Math.max(0, Math.min(topRow, lastTopRow(now)));
      element.scrollTo({ top: scrollTopFor(clamped, now) });
      // Read back: the browser rounds, and the scroll event must find this exact place.
      const next = { ...placeAt(clamped, before, now), scrollTop: element.scrollTop };
      latest.current = { size: now, place: next };
      setPlace(next);
    },
    [viewRef],
  );

  useLayoutEffect(() => {
    const element = viewRef.current;
    if (element === null) return undefined;
    // The heading sticks to the upper edge and takes its height away from the rows.
    const header = element.firstElementChild?.clientHeight ?? 0;
    const observer = new ResizeObserver(() => {
      observed.current = element.clientHeight;
      setViewHeight(Math.max(0, element.clientHeight - header));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [viewRef]);

  useEffect(() => {
    const element = viewRef.current;
    if (element === null) return undefined;
    const handleScroll = (): void => {
      const { size: now, place: before } = latest.current;
      const { scrollTop } = element;
      // A view that became higher was moved by the browser, and is placed when its height is known here.
      if (element.clientHeight !== observed.current) return;
      if (Math.abs(scrollTop - before.scrollTop) < 1) return;
      shown.current = null;
      const next = { ...placeAt(topRowAt(scrollTop, now), before, now), scrollTop };
      // Drawn in the frame that scrolls: later, each step would be painted twice, and blank first.
      flushSync(() => setPlace(next));
    };
    element.addEventListener('scroll', handleScroll, { passive: true });
    return () => element.removeEventListener('scroll', handleScroll);
  }, [viewRef]);

  const hasWheelRows = isCompressed(size);
  useEffect(() => {
    const element = viewRef.current;
    // The browser scrolls without asking the page first, as long as the page does not listen.
    if (element === null || !hasWheelRows) return undefined;
    const handleWheel = (event: WheelEvent): void => {
      const { size: now, place: before } = latest.current;
      // Compressed, a wheel step in pixels would jump over rows: it moves by rows instead.
      if (event.ctrlKey) return;
      event.preventDefault();
      shown.current = null;
      moveTo(before.topRow + event.deltaY / now.rowHeight);
    };
    element.addEventListener('wheel', handleWheel, { passive: false });
    return () => element.removeEventListener('wheel', handleWheel);
  }, [viewRef, moveTo, hasWheelRows]);

  const showRow = useCallback(
    (row: number) => {
      const { size: now, place: before } = latest.current;
      shown.current = row;
      moveTo(topRowToShow(row, before.topRow, now));
    },
    [moveTo],
  );

  // In a view of another height, as by a bar below it, what was just brought to its lower edge would be hidden.
  useLayoutEffect(() => {
    if (viewHeight === 0) return;
    const { size: now, place: before } = latest.current;
    const row = shown.current;
    if (row !== null && row < now.rowCount) moveTo(topRowToShow(row, before.topRow, now));
    else moveTo(before.topRow);
  }, [viewHeight, rowHeight, moveTo]);

  // A list that became shorter, or rows of another height: stay within it.
  const topRow = Math.min(place.topRow, lastTopRow(size));
  const scrollTop = topRow === place.topRow ? place.scrollTop : scrollTopFor(topRow, size);
  return {
    ...drawnRows(topRow, size),
    anchor: place.anchor,
    layerTop: layerTopAt({ topRow, anchor: place.anchor }, scrollTop, size),
    height: contentHeight(size),
    pageRows: Math.max(1, Math.floor(viewHeight / rowHeight) - 1),
    showRow,
  };
}

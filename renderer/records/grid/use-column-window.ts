import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import type { ColumnBox, DrawnColumns } from '#shared/grid/columns.ts';
import { drawnColumns } from '#shared/grid/columns.ts';

/** Which columns are drawn, followed as the list is scrolled sideways: a step up or down draws no other. */
export function useColumnWindow(
  viewRef: RefObject<HTMLDivElement | null>,
  boxes: readonly ColumnBox[],
  viewWidth: number,
): DrawnColumns {
  const [scrollLeft, setScrollLeft] = useState(0);
  const drawn = drawnColumns(boxes, scrollLeft, viewWidth);
  const latest = useRef({ boxes, viewWidth, drawn });
  useLayoutEffect(() => {
    latest.current = { boxes, viewWidth, drawn };
  });
  useEffect(() => {
    const element = viewRef.current;
    if (element === null) return undefined;
    const handleScroll = (): void => {
      const { boxes: now, viewWidth: width, drawn: before } = latest.current;
      const next = drawnColumns(now, element.scrollLeft, width);
      const isSame =
        next.from === before.from && next.to === before.to && next.isAside === before.isAside;
      // In the frame that scrolls, as the rows.
      if (!isSame) flushSync(() => setScrollLeft(element.scrollLeft));
    };
    element.addEventListener('scroll', handleScroll, { passive: true });
    return () => element.removeEventListener('scroll', handleScroll);
  }, [viewRef]);
  return drawn;
}

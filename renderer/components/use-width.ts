import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

/** The width of an element in px, followed as it changes. */
export function useWidth(elementRef: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = elementRef.current;
    if (observed === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [elementRef]);
  return width;
}

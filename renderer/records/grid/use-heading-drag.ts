import type { PointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';

import { droppedAt } from '#shared/grid/columns.ts';

/** From here on a press is a drag, in px. */
const threshold = 5;
/** Nearer to an edge of the grid than this the columns move on under the pointer, by this much a move, in px. */
const edge = { reach: 32, step: 16 };

/** Where a heading that is dragged came from, and where it goes when it is let go. */
export interface HeadingDrag {
  readonly from: number;
  readonly to: number;
}

/** Columns put in order by dragging their headings; a press without a drag stays a press. */
export function useHeadingDrag(onDrop: (drag: HeadingDrag) => void): {
  readonly drag: HeadingDrag | null;
  /** True once after a drag: the press that ends it sorts nothing. */
  readonly wasDragged: () => boolean;
  readonly handlersOf: (index: number) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
} {
  const [drag, setDrag] = useState<HeadingDrag | null>(null);
  const start = useRef<number | null>(null);
  const dragged = useRef(false);
  const isDragging = drag !== null;

  const end = (isDrop: boolean): void => {
    start.current = null;
    if (drag === null) return;
    if (isDrop && drag.to !== drag.from) onDrop(drag);
    setDrag(null);
  };
  useEffect(() => {
    if (!isDragging) return undefined;
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      start.current = null;
      setDrag(null);
    };
    window.addEventListener('keydown', handleKey, true);
    return () => window.removeEventListener('keydown', handleKey, true);
  }, [isDragging]);

  return {
    drag,
    wasDragged: () => {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
    handlersOf: (index) => ({
      onPointerDown: (event) => {
        dragged.current = false;
        start.current = event.button === 0 ? event.clientX : null;
        // At once: a quick hand is over the next heading with its first move.
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (start.current === null || event.buttons === 0) return;
        if (drag === null && Math.abs(event.clientX - start.current) < threshold) return;
        dragged.current = true;
        setDrag({ from: index, to: placeUnder(event, index) });
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
    }),
  };
}

/** The place of the heading under the pointer, also of one that comes into sight at an edge. */
function placeUnder({ currentTarget, clientX }: PointerEvent<HTMLElement>, from: number): number {
  const grid = currentTarget.closest('[role="grid"]');
  const headings = [...(grid?.querySelectorAll('.sheet-heading') ?? [])];
  const frozen = headings.filter((heading) => heading.classList.contains('is-frozen'));
  const view = grid?.getBoundingClientRect();
  const left = frozen.at(-1)?.getBoundingClientRect().right ?? view?.left ?? 0;
  if (view !== undefined && clientX > view.right - edge.reach) grid?.scrollBy({ left: edge.step });
  else if (clientX < left + edge.reach && clientX > left) grid?.scrollBy({ left: -edge.step });
  return droppedAt(
    headings.map((heading) => heading.getBoundingClientRect()),
    from,
    clientX,
  );
}

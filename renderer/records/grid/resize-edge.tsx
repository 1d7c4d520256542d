import type { PointerEvent } from 'react';
import { useRef } from 'react';

import { gridText as text } from '#shared/text/grid.en.ts';

interface Props {
  readonly width: number;
  readonly onResize: (width: number) => void;
  /** As wide as what is shown. */
  readonly onFit: (edge: Element) => void;
}

/** The right edge of a heading, for the mouse; the keyboard has Alt and Shift with arrows and Enter. */
export function ResizeEdge({ width, onResize, onFit }: Props) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const handleMove = (event: PointerEvent): void => {
    if (start.current !== null) onResize(start.current.width + event.clientX - start.current.x);
  };
  const handleEnd = (): void => {
    start.current = null;
  };
  return (
    <span
      className="sheet-edge"
      aria-hidden="true"
      title={text.edge}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={handleMove}
      onPointerUp={handleEnd}
      onPointerCancel={handleEnd}
      onDoubleClick={(event) => onFit(event.currentTarget)}
    />
  );
}

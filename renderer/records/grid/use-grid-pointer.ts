import type { PointerEvent as ReactPointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';

import type { Bounds, Cell, CellRange } from '#shared/grid/cell-range.ts';

import type { HandOptions } from './use-grid-hands.ts';

/** A press on one of these opens the record; elsewhere it moves the cursor, as in a spreadsheet. */
const openingColumns: ReadonlySet<string> = new Set(['state', 'title', 'doi']);

interface Options extends Pick<
  HandOptions,
  'view' | 'source' | 'columns' | 'total' | 'windowing' | 'onOpen' | 'isRecordOpen'
> {
  readonly range: CellRange;
  readonly bounds: Bounds;
  readonly setRange: (range: CellRange) => void;
  readonly fillFrom: (source: Bounds, row: number) => void;
  readonly tick: (from: number, to: number) => void;
}

/** A drag of the mouse: a range from where it began, or a fill from the range that stood then. */
type Drag = { readonly kind: 'range' } | { readonly kind: 'fill'; readonly from: Bounds };

/** How often a drag beyond an edge goes on, in ms, and how far from it another row is added, in px. */
const edgeTick = 50;
const edgeStep = 24;

/** The mouse in the grid: cursor, range, the corner that fills, and the boxes to tick. */
export function useGridPointer(options: Options): {
  readonly onPointerDown: (event: ReactPointerEvent) => void;
  readonly onPointerMove: (event: ReactPointerEvent) => void;
  readonly onPointerUp: (event: ReactPointerEvent) => void;
} {
  const { view, source, columns, total, windowing, onOpen, range, bounds, setRange } = options;
  const [drag, setDrag] = useState<Drag | null>(null);
  const pointer = useRef(0);

  const extendTo = (cell: Cell): void => {
    if (drag === null) return;
    if (drag.kind === 'range') {
      setRange({ anchor: range.anchor, head: cell });
      return;
    }
    const { top, bottom, left, right } = drag.from;
    const isUp = cell.row < top;
    setRange({
      anchor: { row: isUp ? bottom : top, column: left },
      head: { row: isUp ? cell.row : Math.max(bottom, cell.row), column: right },
    });
  };
  const end = (): void => {
    if (drag?.kind === 'fill') options.fillFrom(drag.from, range.head.row);
    setDrag(null);
  };

  // Beyond an edge the drag goes on by itself, the quicker the farther; let go there, it ends there.
  useEffect(() => {
    const element = view.current;
    if (drag === null || element === null) return undefined;
    const handleMove = (event: PointerEvent): void => void (pointer.current = event.clientY);
    const handleUp = (event: PointerEvent): void => {
      if (!(event.target instanceof Node && element.contains(event.target))) end();
    };
    const timer = setInterval(() => {
      const { top, bottom } = element.getBoundingClientRect();
      const header = element.firstElementChild?.clientHeight ?? 0;
      const below = pointer.current - bottom;
      const above = top + header - pointer.current;
      const rows = 1 + Math.floor(Math.max(below, above) / edgeStep);
      if (below <= 0 && above <= 0) return;
      const row = Math.max(0, Math.min(total - 1, range.head.row + (below > 0 ? rows : -rows)));
      if (row === range.head.row) return;
      windowing.showRow(row);
      extendTo({ row, column: range.head.column });
    }, edgeTick);
    window.addEventListener('pointermove', handleMove);
    window.addEventListener('pointerup', handleUp);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointermove', handleMove);
      window.removeEventListener('pointerup', handleUp);
    };
  });

  const handlePointerDown = (event: ReactPointerEvent): void => {
    const place = placeOf(event.target);
    if (place === null || event.button !== 0) return;
    const { cell, isFill } = place;
    pointer.current = event.clientY;
    if (cell.column < 0) {
      const from = event.shiftKey ? range.head.row : cell.row;
      options.tick(Math.min(from, cell.row), Math.max(from, cell.row));
      const head = { row: cell.row, column: range.head.column };
      setRange({ anchor: head, head });
      return;
    }
    setDrag(isFill ? { kind: 'fill', from: bounds } : { kind: 'range' });
    if (!isFill) setRange({ anchor: event.shiftKey ? range.anchor : cell, head: cell });
  };
  const handlePointerMove = (event: ReactPointerEvent): void => {
    if (drag === null || event.buttons === 0) return;
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (place !== null && place.cell.column >= 0) extendTo(place.cell);
  };
  const handlePointerUp = (event: ReactPointerEvent): void => {
    const place = placeOf(event.target);
    const row = place === null ? undefined : source.row(place.cell.row);
    const isClick = bounds.top === bounds.bottom && bounds.left === bounds.right;
    const opens = options.isRecordOpen || openingColumns.has(columns[range.head.column]?.id ?? '');
    const isRange = drag?.kind === 'range';
    if (isRange && isClick && opens && !event.shiftKey && row !== undefined) onOpen(row);
    end();
  };

  return {
    onPointerDown: handlePointerDown,
    onPointerMove: handlePointerMove,
    onPointerUp: handlePointerUp,
  };
}

/** The cell that an element belongs to. */
export function placeOf(
  target: EventTarget | null,
): { readonly cell: Cell; readonly isFill: boolean } | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  const row = target.closest<HTMLElement>('[data-row]');
  if (cell === null || row === null) return null;
  return {
    cell: { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) },
    isFill: target instanceof HTMLElement && target.dataset['fill'] !== undefined,
  };
}

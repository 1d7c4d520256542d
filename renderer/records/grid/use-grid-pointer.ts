import type { PointerEvent as ReactPointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';

import type { Bounds, Cell, CellRange } from '#shared/grid/cell-range.ts';
import { boundsOf } from '#shared/grid/cell-range.ts';
import type { ColumnBox } from '#shared/grid/columns.ts';
import { drawnTo } from '#shared/grid/fill.ts';

import type { HandOptions } from './use-grid-hands.ts';

/** A press on one of these opens the record; elsewhere it moves the cursor, as in a spreadsheet. */
const openingColumns: ReadonlySet<string> = new Set(['state', 'title', 'doi']);

interface Options extends Pick<
  HandOptions,
  'view' | 'source' | 'columns' | 'boxes' | 'total' | 'windowing' | 'onOpen' | 'isRecordOpen'
> {
  readonly range: CellRange;
  readonly bounds: Bounds;
  readonly setRange: (range: CellRange) => void;
  /** False where nothing is filled. */
  readonly fillFrom: (source: Bounds, head: Cell) => boolean;
  readonly tick: (from: number, to: number) => void;
}

/** A drag of the mouse: a range from where it began, or a fill from the range that stood then. */
type Drag = { readonly kind: 'range' } | { readonly kind: 'fill'; readonly before: CellRange };

/** Where in a cell the pointer is, and how high that is, in px. */
interface Within {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** How often a drag beyond an edge goes on, in ms, and how far from it another row is added, in px. */
const edgeTick = 50;
const edgeStep = 24;

/** The mouse in the grid: cursor, range, the corner that fills, and the boxes to tick. */
export function useGridPointer(options: Options): {
  readonly onPointerDown: (event: ReactPointerEvent) => void;
  readonly onPointerMove: (event: ReactPointerEvent) => void;
  readonly onPointerUp: (event: ReactPointerEvent) => void;
} {
  const { view, source, columns, boxes, total, windowing, onOpen } = options;
  const { range, bounds, setRange } = options;
  const [drag, setDrag] = useState<Drag | null>(null);
  const pointer = useRef(0);

  /** Without a place in the cell a fill goes on downwards or upwards. */
  const extendTo = (cell: Cell, within: Within | null): void => {
    if (drag?.kind === 'range') setRange({ anchor: range.anchor, head: cell });
    if (drag?.kind !== 'fill') return;
    const from = boundsOf(drag.before);
    const isAcross = within !== null && isFurtherAcross(from, cell, { boxes, within });
    setRange(drawnTo(from, cell, isAcross));
  };
  const end = (): void => {
    if (drag?.kind === 'fill' && !options.fillFrom(boundsOf(drag.before), range.head))
      setRange(drag.before);
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
      // Upwards a fill begins above its source, however high that is.
      const upper = drag.kind === 'fill' ? bounds.top : range.head.row;
      const next = below > 0 ? range.head.row + rows : upper - rows;
      const row = Math.max(0, Math.min(total - 1, next));
      if (row === range.head.row) return;
      windowing.showRow(row);
      extendTo({ row, column: range.head.column }, null);
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
    setDrag(isFill ? { kind: 'fill', before: range } : { kind: 'range' });
    if (!isFill) setRange({ anchor: event.shiftKey ? range.anchor : cell, head: cell });
  };
  const handlePointerMove = (event: ReactPointerEvent): void => {
    if (drag === null || event.buttons === 0) return;
    const target = document.elementFromPoint(event.clientX, event.clientY);
    const place = placeOf(target);
    const box = target?.closest('[data-column]')?.getBoundingClientRect();
    if (place === null || box === undefined || place.cell.column < 0) return;
    const within = { x: event.clientX - box.left, y: event.clientY - box.top, height: box.height };
    extendTo(place.cell, within);
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

/**
 * True when a pointer in a cell is further beside a range than above or below it, in px. Columns between them that
 * are out of sight count, too.
 */
function isFurtherAcross(
  { top, bottom, left, right }: Bounds,
  { row, column }: Cell,
  { boxes, within }: { readonly boxes: readonly ColumnBox[]; readonly within: Within },
): boolean {
  const leftOf = (place: number): number => boxes[place]?.left ?? 0;
  const x = leftOf(column) + within.x;
  const across = Math.max(leftOf(left) - x, x - leftOf(right) - (boxes[right]?.width ?? 0));
  const y = row * within.height + within.y;
  const along = Math.max(top * within.height - y, y - (bottom + 1) * within.height);
  return across > Math.max(0, along);
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

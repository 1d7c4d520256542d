import type { PointerEvent } from 'react';
import { useState } from 'react';

import type { Bounds, Cell, CellRange } from '#shared/grid/cell-range.ts';

import type { HandOptions } from './use-grid-hands.ts';

/** A press on one of these opens the record; elsewhere it moves the cursor, as in a spreadsheet. */
const openingColumns: ReadonlySet<string> = new Set(['state', 'title', 'doi']);

interface Options extends Pick<HandOptions, 'source' | 'columns' | 'onOpen' | 'isRecordOpen'> {
  readonly range: CellRange;
  readonly bounds: Bounds;
  readonly setRange: (range: CellRange) => void;
  readonly fill: () => void;
  readonly tick: (from: number, to: number) => void;
}

/** The mouse in the grid: cursor, range, the corner that fills, and the boxes to tick. */
export function useGridPointer(options: Options): {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
} {
  const { source, columns, onOpen, range, bounds, setRange, fill, tick } = options;
  const [drag, setDrag] = useState<'range' | 'fill' | null>(null);

  const handlePointerDown = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    if (place === null || event.button !== 0) return;
    const { cell, isFill } = place;
    if (cell.column < 0) {
      const from = event.shiftKey ? range.head.row : cell.row;
      tick(Math.min(from, cell.row), Math.max(from, cell.row));
      const head = { row: cell.row, column: range.head.column };
      setRange({ anchor: head, head });
      return;
    }
    setDrag(isFill ? 'fill' : 'range');
    if (!isFill) setRange({ anchor: event.shiftKey ? range.anchor : cell, head: cell });
  };
  const handlePointerMove = (event: PointerEvent): void => {
    if (drag === null || event.buttons === 0) return;
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (place === null || place.cell.column < 0) return;
    const column = drag === 'fill' ? bounds.right : place.cell.column;
    const anchor = drag === 'fill' ? { row: bounds.top, column: bounds.left } : range.anchor;
    setRange({ anchor, head: { row: place.cell.row, column } });
  };
  const handlePointerUp = (event: PointerEvent): void => {
    if (drag === 'fill') fill();
    const place = placeOf(event.target);
    const row = place === null ? undefined : source.row(place.cell.row);
    const isClick = bounds.top === bounds.bottom && bounds.left === bounds.right;
    const opens = options.isRecordOpen || openingColumns.has(columns[range.head.column]?.id ?? '');
    if (drag === 'range' && isClick && opens && !event.shiftKey && row !== undefined) onOpen(row);
    setDrag(null);
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

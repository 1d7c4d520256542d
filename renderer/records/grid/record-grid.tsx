import type { ReactNode } from 'react';
import { useId, useMemo, useRef, useState } from 'react';

import type { ColumnBox, ColumnPlace } from '#shared/grid/columns.ts';
import { gutterWidth, placeColumns } from '#shared/grid/columns.ts';
import { boundsOf } from '#shared/grid/cell-range.ts';
import type { Ticks } from '#shared/grid/ticks.ts';
import { countTicks, isTicked } from '#shared/grid/ticks.ts';
import { gridText } from '#shared/text/grid.en.ts';

import { Skeleton } from '../../components/skeleton.tsx';
import { useRemPx, useRowHeight } from '../../components/use-row-height.ts';
import { useSeen } from '../../components/use-seen.ts';
import { useWidth } from '../../components/use-width.ts';
import { useWindowing } from '../../components/use-windowing.ts';
import type { RecordSort } from '../../store/app-store.ts';
import type { PageSource } from '../../store/page-source.ts';
import { CellEditor } from './cell-editor.tsx';
import type { GridRecord } from './grid-columns.tsx';
import { columnTitle, columnsOf } from './grid-columns.tsx';
import { GridHead } from './grid-head.tsx';
import { GridLine } from './grid-line.tsx';
import type { GridEdits } from './use-grid-edits.ts';
import { useColumnWindow } from './use-column-window.ts';
import { useGridHands } from './use-grid-hands.ts';
import { ValueBar } from './value-bar.tsx';

interface Props {
  readonly label: string;
  readonly source: PageSource<GridRecord>;
  readonly places: readonly ColumnPlace[];
  readonly frozen: number;
  readonly sort: RecordSort;
  readonly descending: boolean;
  readonly onSort: (sort: RecordSort) => void;
  /** The new width in px, with the columns as they are shown. */
  readonly onResize: (id: string, width: number, boxes: readonly ColumnBox[]) => void;
  readonly onMove: (id: string, by: number) => void;
  readonly openKey: string | null;
  readonly onOpen: (row: GridRecord) => void;
  readonly ticks: Ticks;
  readonly onTick: (ticks: Ticks) => void;
  readonly edits: GridEdits;
  readonly loadRows: (first: number, count: number) => Promise<readonly GridRecord[]>;
  /** Drawn instead of the rows when there are none. */
  readonly empty: ReactNode;
}

/**
 * The grid of records: a million rows of which only those in sight exist, cells with a cursor and a range.
 * Focus stays on the grid and `aria-activedescendant` names the cell; while a cell is edited the focus is
 * in its field.
 */
export function RecordGrid(props: Props) {
  const { label, source, places, frozen, openKey, ticks, edits } = props;
  const id = useId();
  const view = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const remPx = useRemPx();
  const viewWidth = useWidth(view);
  const total = source.total() ?? 0;
  const windowing = useWindowing(view, total, rowHeight);
  useSeen(source, windowing.first, windowing.last);

  const columns = useMemo(() => columnsOf(places.map((place) => place.id)), [places]);
  const boxes = useMemo(() => {
    const shown = places.filter((place) => columns.some((column) => column.id === place.id));
    return placeColumns(shown, frozen, { remPx, viewWidth });
  }, [places, columns, frozen, remPx, viewWidth]);
  const inSight = useColumnWindow(view, boxes, viewWidth);
  const [said, setSaid] = useState('');
  const resize = (column: string, to: number): void => {
    props.onResize(column, to, boxes);
    setSaid(gridText.columnWidth(columnTitle(column), to));
  };
  const move = (column: string, by: number): void => {
    const to = columns.findIndex((known) => known.id === column) + by;
    if (to < 0 || to >= columns.length) return;
    props.onMove(column, by);
    setSaid(gridText.columnMoved(columnTitle(column), to + 1, columns.length));
  };
  const last = boxes.at(-1);
  const width = last === undefined ? gutterWidth : last.left + last.width;

  const hands = useGridHands({
    ...props,
    isRecordOpen: openKey !== null,
    view,
    columns,
    boxes,
    total,
    windowing,
  });
  const { head } = hands.range;
  const bounds = boundsOf(hands.range);
  const rows = Array.from(
    { length: Math.max(0, windowing.last - windowing.first + 1) },
    (_, offset) => windowing.first + offset,
  );
  const canFill = edits.canFill(columns, bounds);
  const isDrawn = head.row >= windowing.first && head.row <= windowing.last && total > 0;
  const cursorId = `${id}-${head.row}-${head.column}`;
  const { from, to, isAside } = inSight;
  const drawn = useMemo(() => ({ from, to, isAside }), [from, to, isAside]);
  // Browsers find the heading of a cell by counting cells, whatever `aria-colindex` says: in the row with the cursor
  // none is missing before it. It is there at once, before the list has scrolled to it.
  const isFrozen = boxes[head.column]?.isFrozen === true;
  const [cursorFrom, cursorTo] = isFrozen ? [from, to] : [0, Math.max(to, head.column)];
  const drawnAtCursor = useMemo(
    () => ({ from: cursorFrom, to: cursorTo, isAside }),
    [cursorFrom, cursorTo, isAside],
  );

  return (
    <div className="sheet-frame">
      <div
        ref={view}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.total() === null ? -1 : total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={source.total() === null}
        aria-activedescendant={isDrawn ? cursorId : undefined}
        className={isAside ? 'grid sheet is-aside' : 'grid sheet'}
        {...hands.handlers}
      >
        <GridHead
          {...props}
          columns={columns}
          boxes={boxes}
          ticked={tickedShare(countTicks(ticks, total), total)}
          isAside={isAside}
          onTickAll={hands.tickAll}
          onResize={resize}
          onMove={move}
        />
        {total === 0 && (
          <div role="rowgroup">
            <div role="row">
              <div role="gridcell">
                {source.total() === null ? <Skeleton lines={12} /> : props.empty}
              </div>
            </div>
          </div>
        )}
        <div role="rowgroup" className="grid-space" style={{ height: windowing.height, width }}>
          <div
            className="grid-layer"
            role="presentation"
            style={{ transform: `translateY(${windowing.layerTop}px)`, width }}
          >
            {rows.map((index) => {
              const row = source.row(index);
              const isInRange = index >= bounds.top && index <= bounds.bottom;
              return (
                <GridLine
                  key={index - windowing.anchor}
                  index={index}
                  top={(index - windowing.anchor) * rowHeight}
                  row={row}
                  columns={columns}
                  boxes={boxes}
                  drawn={index === head.row ? drawnAtCursor : drawn}
                  isOpen={row?.doi === openKey}
                  isSelected={row !== undefined && isTicked(ticks, row.doi)}
                  rangeFrom={isInRange ? bounds.left : -1}
                  rangeTo={isInRange ? bounds.right : -1}
                  isRangeTop={index === bounds.top}
                  isRangeBottom={index === bounds.bottom}
                  cursor={index === head.row ? head.column : null}
                  cursorId={index === head.row ? cursorId : undefined}
                  canFill={canFill}
                />
              );
            })}
            {hands.editing !== null && (
              <CellEditor
                key={`${hands.editing.doi} ${hands.editing.column}`}
                editing={hands.editing}
                top={(hands.editing.row - windowing.anchor) * rowHeight}
                box={boxes[hands.editing.column]}
                rightEdge={width}
                onDone={hands.endEditing}
              />
            )}
          </div>
        </div>
      </div>
      <span className="unseen" role="status">
        {said}
      </span>
      {total > 0 && (
        <ValueBar
          {...{ bounds, columns, source, edits }}
          onSet={() => view.current?.focus({ preventScroll: true })}
        />
      )}
    </div>
  );
}

function tickedShare(ticked: number, total: number): 'none' | 'some' | 'all' {
  if (ticked === 0) return 'none';
  return ticked < total ? 'some' : 'all';
}

import type { PointerEvent } from 'react';
import { useRef } from 'react';

import type { ColumnBox } from '#shared/grid/columns.ts';
import { gutterWidth } from '#shared/grid/columns.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Icon } from '../../components/icon.tsx';
import type { RecordSort } from '../../store/app-store.ts';
import type { RecordColumn } from './grid-columns.tsx';

interface Props {
  readonly columns: readonly RecordColumn[];
  readonly boxes: readonly ColumnBox[];
  readonly sort: RecordSort;
  readonly descending: boolean;
  readonly onSort: (sort: RecordSort) => void;
  /** The new width in px. */
  readonly onResize: (id: string, width: number) => void;
  readonly onMove: (id: string, by: number) => void;
  /** How many records of the list are ticked. */
  readonly ticked: 'none' | 'some' | 'all';
  readonly onTickAll: () => void;
}

/** The headings: sorted by a press, moved with Alt and arrows, made wider by the edge or with Alt and Shift. */
export function GridHead(props: Props) {
  const { columns, boxes, ticked } = props;
  return (
    <div role="rowgroup" className="grid-header">
      <div role="row" aria-rowindex={1} className="sheet-row">
        <div
          role="columnheader"
          aria-colindex={1}
          className="sheet-cell sheet-gutter"
          style={{ left: 0, width: gutterWidth }}
        >
          <button
            type="button"
            role="checkbox"
            aria-checked={ticked === 'some' ? 'mixed' : ticked === 'all'}
            aria-label={text.tickAll}
            title={text.tickAll}
            className={ticked === 'none' ? 'grid-tick-all' : 'grid-tick-all is-selected'}
            onClick={props.onTickAll}
          >
            <span className="grid-check">
              {ticked !== 'none' && <Icon name={ticked === 'all' ? 'check' : 'minus'} size={12} />}
            </span>
          </button>
        </div>
        {columns.map((column, index) => {
          const box = boxes[index];
          return box === undefined ? null : (
            <Heading key={column.id} {...props} column={column} box={box} index={index} />
          );
        })}
      </div>
    </div>
  );
}

interface HeadingProps extends Props {
  readonly column: RecordColumn;
  readonly box: ColumnBox;
  readonly index: number;
}

function Heading(props: HeadingProps) {
  const { column, box, index, sort, descending, onSort, onResize, onMove } = props;
  const isSorted = column.sort === sort;
  const { sort: wanted } = column;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
      className={box.isFrozen ? 'sheet-cell sheet-heading is-frozen' : 'sheet-cell sheet-heading'}
      style={box.isFrozen ? { left: box.left, width: box.width } : { width: box.width }}
    >
      <button
        type="button"
        className="grid-sort"
        title={wanted === null ? column.title : text.sortBy(column.title)}
        onClick={() => {
          if (wanted !== null) onSort(wanted);
        }}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (step === undefined || !event.altKey) return;
          event.preventDefault();
          event.stopPropagation();
          if (event.shiftKey) onResize(column.id, box.width + step * 16);
          else onMove(column.id, step);
        }}
      >
        <span className="cut">{column.title}</span>
        {isSorted && <Icon name={descending ? 'down' : 'up'} size={12} />}
      </button>
      <ResizeEdge width={box.width} onResize={(width) => onResize(column.id, width)} />
    </div>
  );
}

/** Drawn by the mouse alone: the keyboard has Alt and Shift with the arrows on the heading. */
function ResizeEdge({
  width,
  onResize,
}: {
  readonly width: number;
  readonly onResize: (width: number) => void;
}) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const handleMove = (event: PointerEvent): void => {
    if (start.current !== null) onResize(start.current.width + event.clientX - start.current.x);
  };
  return (
    <span
      className="sheet-edge"
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={handleMove}
      onPointerUp={() => (start.current = null)}
    />
  );
}

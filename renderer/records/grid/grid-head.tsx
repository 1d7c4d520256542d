import type { KeyboardEvent } from 'react';

import type { ColumnBox } from '#shared/grid/columns.ts';
import { gutterWidth } from '#shared/grid/columns.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Icon } from '../../components/icon.tsx';
import type { RecordSort } from '../../store/app-store.ts';
import { fittingWidth } from './fitting-width.ts';
import type { RecordColumn } from './grid-columns.tsx';
import { ResizeEdge } from './resize-edge.tsx';
import { useHeadingDrag } from './use-heading-drag.ts';

interface Props {
  readonly columns: readonly RecordColumn[];
  readonly boxes: readonly ColumnBox[];
  /** The list is scrolled sideways: frozen headings stand over others. */
  readonly isAside: boolean;
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

/**
 * The headings: sorted by a press, moved by a drag or with Alt and arrows, made wider by the edge or with Alt and
 * Shift.
 */
export function GridHead(props: Props) {
  const { columns, boxes, ticked } = props;
  const dragging = useHeadingDrag(({ from, to }) => {
    const column = columns[from];
    if (column !== undefined) props.onMove(column.id, to - from);
  });
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
            <Heading key={column.id} {...props} {...{ column, box, index, dragging }} />
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
  readonly dragging: ReturnType<typeof useHeadingDrag>;
}

function Heading(props: HeadingProps) {
  const { column, box, index, sort, descending, onSort, onResize, onMove, dragging } = props;
  const isSorted = column.sort === sort;
  const { sort: wanted, title } = column;
  const { drag } = dragging;
  const classes = [
    'sheet-cell sheet-heading',
    box.isFrozen && 'is-frozen',
    drag?.from === index && 'is-dragged',
    drag?.to === index && drag.to < drag.from && 'is-drop-before',
    drag?.to === index && drag.to > drag.from && 'is-drop-after',
  ];
  const fit = (within: Element): void => {
    const grid = within.closest('[role="grid"]');
    if (grid !== null) onResize(column.id, fittingWidth(grid, index));
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!event.altKey || (step === undefined && !(event.shiftKey && event.key === 'Enter'))) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) fit(event.currentTarget);
    else if (event.shiftKey) onResize(column.id, box.width + step * 16);
    else onMove(column.id, step);
  };
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
      className={classes.filter(Boolean).join(' ')}
      style={{ left: box.isFrozen && props.isAside ? box.left : undefined, width: box.width }}
    >
      <button
        type="button"
        className="grid-sort"
        title={wanted === null ? text.dragTo(title) : text.sortBy(title)}
        onClick={() => {
          if (!dragging.wasDragged() && wanted !== null) onSort(wanted);
        }}
        onKeyDown={handleKeyDown}
        {...dragging.handlersOf(index)}
      >
        <span className="cut">{title}</span>
        {isSorted && <Icon name={descending ? 'down' : 'up'} size={12} />}
      </button>
      <ResizeEdge
        width={box.width}
        onResize={(width) => onResize(column.id, width)}
        onFit={(edge) => fit(edge)}
      />
    </div>
  );
}

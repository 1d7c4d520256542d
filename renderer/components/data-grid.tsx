import type { ReactNode } from 'react';
import { useId, useRef } from 'react';

import type { PageSource } from '../store/page-source.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { Skeleton } from './skeleton.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useRowHeight } from './use-row-height.ts';
import { useSeen } from './use-seen.ts';
import { useWidth } from './use-width.ts';
import { useWindowing } from './use-windowing.ts';

export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid: `2rem`, `minmax(12rem, 1fr)`. */
  readonly track: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Left out while the grid is narrower, in px. */
  readonly fromWidth?: number;
  /** The heading is read out only: the cells say it all. */
  readonly isTitleUnseen?: boolean;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
  readonly onSort: (column: string) => void;
  readonly sortable: readonly string[];
}

interface Props<Row> {
  readonly label: string;
  readonly source: PageSource<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly openKey: string | null;
  readonly onOpen: (row: Row) => void;
  readonly sort?: GridSort;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Drawn instead of the rows when there are none. */
  readonly empty: ReactNode;
}

/**
 * A long list as an ARIA grid with its own windowing: only the rows in sight exist. Focus stays on the
 * grid, `aria-activedescendant` names the row; arrows move, Enter opens, Space selects.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const { label, source, rowKey, openKey, onOpen } = props;
  const id = useId();
  const view = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const width = useWidth(view);
  const total = source.total() ?? 0;
  const windowing = useWindowing(view, total, rowHeight);
  useSeen(source, windowing.first, windowing.last);

  const columns = props.columns.filter((column) => (column.fromWidth ?? 0) <= width);
  const tracks = columns.map((column) => column.track).join(' ');
  const keys = useGridKeys({ ...props, total, windowing });
  const drawn = Array.from(
    { length: Math.max(0, windowing.last - windowing.first + 1) },
    (_, offset) => windowing.first + offset,
  );

  const isDrawn = keys.active >= windowing.first && keys.active <= windowing.last;

  return (
    <div
      ref={view}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={source.total() === null ? -1 : total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={props.onSelect !== undefined}
      aria-busy={source.total() === null}
      aria-activedescendant={isDrawn && total > 0 ? `${id}-${keys.active}` : undefined}
      className="grid"
      onKeyDown={keys.handleKeyDown}
    >
      <GridHeader columns={columns} tracks={tracks} sort={props.sort} />
      {total === 0 && (
        <div role="rowgroup">
          <div role="row">
            <div role="gridcell">
              {source.total() === null ? <Skeleton lines={12} /> : props.empty}
            </div>
          </div>
        </div>
      )}
      <div role="rowgroup" className="grid-space" style={{ height: windowing.height }}>
        <div
          className="grid-layer"
          role="presentation"
          style={{ transform: `translateY(${windowing.layerTop}px)` }}
        >
          {drawn.map((index) => {
            const row = source.row(index);
            const key = row === undefined ? null : rowKey(row);
            return (
              <GridRow
                key={index - windowing.anchor}
                id={`${id}-${index}`}
                index={index}
                top={(index - windowing.anchor) * rowHeight}
                row={row}
                columns={columns}
                tracks={tracks}
                isActive={index === keys.active}
                isOpen={key !== null && key === openKey}
                isSelected={key !== null && (props.selected?.has(key) ?? false)}
                onPress={(extend) => {
                  keys.press(index, extend);
                  if (row !== undefined && !extend) onOpen(row);
                }}
                {...(props.onSelect === undefined ? {} : { onToggle: () => keys.toggle(index) })}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

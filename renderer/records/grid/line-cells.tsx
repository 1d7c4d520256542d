import { memo } from 'react';

import type { ColumnBox, DrawnColumns } from '#shared/grid/columns.ts';
import { gutterWidth } from '#shared/grid/columns.ts';
import { gridText } from '#shared/text/grid.en.ts';

import { Icon } from '../../components/icon.tsx';
import type { GridRecord, RecordColumn } from './grid-columns.tsx';

export interface LineCellsProps {
  /** Undefined while its page is on the way. */
  readonly row: GridRecord | undefined;
  readonly columns: readonly RecordColumn[];
  readonly boxes: readonly ColumnBox[];
  /** Columns from here to there are drawn, and the frozen ones. */
  readonly drawn: DrawnColumns;
  readonly isSelected: boolean;
  /** First and last column of the range in this row; -1 where it does not reach here. */
  readonly rangeFrom: number;
  readonly rangeTo: number;
  readonly isRangeTop: boolean;
  readonly isRangeBottom: boolean;
  /** The column with the cursor, when it is in this row, and the id of its cell. */
  readonly cursor: number | null;
  readonly cursorId: string | undefined;
  readonly canFill: boolean;
}

/**
 * The cells of a row. They do not know which row it is: a list that flies past has rows that are all on their way,
 * whose cells stay as they are.
 */
export const LineCells = memo(function LineCells(props: LineCellsProps) {
  const { row, columns, boxes, isSelected, cursor, rangeFrom, rangeTo } = props;
  const { from, to, isAside } = props.drawn;
  const frozen = boxes.filter(({ isFrozen }) => isFrozen).at(-1);
  const edge = frozen === undefined ? gutterWidth : frozen.left + frozen.width;
  return (
    <>
      <div
        role="gridcell"
        aria-colindex={1}
        className="sheet-cell sheet-gutter"
        style={{ left: 0, width: gutterWidth }}
        aria-label={isSelected ? gridText.selectRow : undefined}
        data-column={-1}
      >
        <span className="grid-check">{isSelected && <Icon name="check" size={12} />}</span>
      </div>
      {columns.map((column, place) => {
        const box = boxes[place];
        if (box === undefined || (!box.isFrozen && (place < from || place > to))) return null;
        const plain = row === undefined ? null : column.plain(row);
        const isIn = place >= rangeFrom && place <= rangeTo;
        const marks = [
          'sheet-cell',
          plain !== null && 'is-plain',
          row === undefined && 'is-waiting',
          plain?.tone,
          box.isFrozen && 'is-frozen',
          isIn && 'is-in',
          isIn && place === rangeFrom && 'is-in-left',
          isIn && place === rangeTo && 'is-in-right',
          isIn && props.isRangeTop && 'is-in-top',
          isIn && props.isRangeBottom && 'is-in-bottom',
          cursor === place && 'is-cursor',
        ];
        return (
          <div
            key={column.id}
            id={cursor === place ? props.cursorId : undefined}
            // Read out with every other cell of the row, so that a cell says whose it is.
            role={column.id === 'title' ? 'rowheader' : 'gridcell'}
            aria-colindex={place + 2}
            aria-selected={isIn}
            className={marks.filter(Boolean).join(' ')}
            style={
              box.isFrozen
                ? { left: isAside ? box.left : undefined, width: box.width }
                : // In the place of those that are not drawn.
                  { width: box.width, marginLeft: place === from ? box.left - edge : undefined }
            }
            title={plain?.title}
            data-column={place}
          >
            {row === undefined ? null : (plain?.text ?? column.cell(row))}
            {props.canFill && isIn && place === rangeTo && props.isRangeBottom && (
              <span className="sheet-fill" data-fill="" />
            )}
          </div>
        );
      })}
    </>
  );
});

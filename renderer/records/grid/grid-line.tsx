import { memo } from 'react';

import type { LineCellsProps } from './line-cells.tsx';
import { LineCells } from './line-cells.tsx';

interface Props extends LineCellsProps {
  readonly index: number;
  /** Upper edge in the layer of rows, in px. */
  readonly top: number;
  readonly isOpen: boolean;
}

/** One row. Events are the grid's: cells say where they are by `data-column`. */
export const GridLine = memo(function GridLine({ index, top, isOpen, ...cells }: Props) {
  const { isSelected, cursor } = cells;
  const classes = [
    'sheet-row',
    isOpen && 'is-open',
    isSelected && 'is-selected',
    cursor !== null && 'is-active',
  ];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classes.filter(Boolean).join(' ')}
      style={{ top }}
      data-row={index}
    >
      <LineCells {...cells} />
    </div>
  );
});

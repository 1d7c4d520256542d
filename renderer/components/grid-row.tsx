import type { GridColumn } from './data-grid.tsx';
import { Icon } from './icon.tsx';

interface Props<Row> {
  readonly id: string;
  readonly index: number;
  /** Upper edge in the layer of rows, in px. */
  readonly top: number;
  /** Undefined while its page is on the way. */
  readonly row: Row | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly tracks: string;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly onPress: (extend: boolean) => void;
  /** Where rows can be selected: flips this one. */
  readonly onToggle?: () => void;
}

export function GridRow<Row>(props: Props<Row>) {
  const { row, columns, isActive, isOpen, isSelected, onToggle } = props;
  const state = [isActive && 'is-active', isOpen && 'is-open', isSelected && 'is-selected'];
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={onToggle === undefined ? isOpen : isSelected}
      className={['grid-row', ...state].filter(Boolean).join(' ')}
      style={{ top: props.top, gridTemplateColumns: props.tracks }}
      onClick={(event) => props.onPress(event.shiftKey)}
    >
      {columns.map((column, index) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={index + 1}
          className={column.isNumber === true ? 'grid-cell number' : 'grid-cell'}
        >
          {index === 0 && onToggle !== undefined && (
            // Mouse only: the keyboard selects with Space, and readers hear aria-selected on the row.
            <span
              className="grid-check"
              onClick={(event) => {
                event.stopPropagation();
                if (event.shiftKey) props.onPress(true);
                else onToggle();
              }}
            >
              {isSelected && <Icon name="check" size={12} />}
            </span>
          )}
          {row === undefined ? <span className="skeleton-line" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

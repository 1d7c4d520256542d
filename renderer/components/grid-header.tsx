import type { GridColumn, GridSort } from './data-grid.tsx';
import { Icon } from './icon.tsx';

interface Props<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly tracks: string;
  readonly sort: GridSort | undefined;
}

/** The headings; those that sort are buttons. */
export function GridHeader<Row>({ columns, tracks, sort }: Props<Row>) {
  return (
    <div role="rowgroup" className="grid-header">
      <div
        role="row"
        aria-rowindex={1}
        className="grid-row"
        style={{ gridTemplateColumns: tracks }}
      >
        {columns.map((column, index) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sort === undefined ? undefined : sortState(column.id, sort)}
            className={column.isNumber === true ? 'grid-cell number' : 'grid-cell'}
          >
            {sort?.sortable.includes(column.id) === true ? (
              <button
                type="button"
                className="grid-sort"
                onClick={() => sort.onSort(column.id)}
                title={`Sort by ${column.title.toLowerCase()}`}
              >
                <span className={column.isTitleUnseen === true ? 'unseen' : 'cut'}>
                  {column.title}
                </span>
                {sort.column === column.id && (
                  <Icon name={sort.descending ? 'down' : 'up'} size={12} />
                )}
              </button>
            ) : (
              <span className={column.isTitleUnseen === true ? 'unseen' : 'cut'}>
                {column.title}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function sortState(
  column: string,
  sort: GridSort,
): 'ascending' | 'descending' | 'none' | undefined {
  if (!sort.sortable.includes(column)) return undefined;
  if (sort.column !== column) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

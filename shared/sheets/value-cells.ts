import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import type { Json } from '../support/json.ts';
import { encodeCell } from './cell-text.ts';
import { columnName, inSchemaOrder, valueColumn } from './columns.ts';
import type { Wanted } from './table-survey.ts';
import { wantedInside, wantedProperty } from './table-survey.ts';

/** A value of a record: the name of the column that it would have in a wide sheet, and its cell. */
export type ValueCell = readonly [name: string, cell: string | number];

/** Every value of one record, in the order of the columns of a sheet of this record alone. */
export function valueCells(attributes: Attributes, wanted: Wanted): ValueCell[] {
  const cells: ValueCell[] = [];
  const values = attributes as Readonly<Record<string, unknown>>;
  const visit = (value: Json, segments: readonly Segment[], of: Wanted): void => {
    if (typeof value === 'object' && value !== null) {
      const inside: [Segment, Json][] = Array.isArray(value)
        ? [...(value as readonly Json[]).entries()]
        : Object.entries(value);
      for (const [segment, each] of inside) {
        const wantedHere = typeof segment === 'number' ? of : wantedInside(of, segment);
        if (wantedHere !== undefined) visit(each, [...segments, segment], wantedHere);
      }
      // An empty list or object is a value.
      if (inside.length > 0) return;
    }
    const column = valueColumn(segments);
    cells.push([columnName(column), encodeCell(value, column.type)]);
  };
  for (const name of inSchemaOrder(Object.keys(attributes))) {
    const inside = wantedProperty(wanted, name);
    if (inside !== undefined && Object.hasOwn(values, name)) {
      visit(values[name] as Json, [name], inside);
    }
  }
  return cells;
}

import type { Segment } from '../metadata/path.ts';
import { pathSegments, pathText } from '../metadata/path.ts';
import { recordShape, shapeAt } from '../metadata/schema/shape.ts';
import type { CellKind } from './cell-text.ts';
import { decodeCell, encodeCell } from './cell-text.ts';

/**
 * A column of a sheet of records. `value`: the value at one path, `creators[1].name`. `rest`: the entries of a
 * list from one place on, in one cell, `creators[20...]`: for the few records that have many.
 */
export interface Column {
  readonly kind: 'value' | 'rest';
  readonly segments: readonly Segment[];
  /** Where a rest begins; 0 for values. */
  readonly from: number;
  readonly type: CellKind;
}

export const doiColumn = 'doi';
/** Columns whose name begins so are for reading only. */
export const noteSign = '#';
export const stateColumn = '# state';
/** PRACTICE or TEST, in sheets that hold what is not real. */
export const markColumn = '# mark';
/** Where the record stands in its version chain, and what is newer. */
export const placeColumn = '# version place';
export const newerColumn = '# newer version';

export function valueColumn(segments: readonly Segment[]): Column {
  return { kind: 'value', segments, from: 0, type: typeAt(segments) };
}

export function restColumn(segments: readonly Segment[], from: number): Column {
  return { kind: 'rest', segments, from, type: 'text' };
}

/** Names of properties as sheets order them: those of the schema, whether they are among them or not, then others. */
export function inSchemaOrder(names: Iterable<string>): ReadonlySet<string> {
  return new Set(['url', ...recordShape.members.keys(), ...names]);
}

/** The column's path, as findings and people write it. */
export function columnPath({ kind, segments, from }: Column): string {
  return kind === 'value' ? pathText(segments) : `${pathText(segments)}[${from}...]`;
}

/** The column's name in the first row of a sheet; a property that the schema does not know is for reading only. */
export function columnName(column: Column): string {
  const name = String(encodeCell(columnPath(column), 'text'));
  return isProperty(column.segments[0]) ? name : `${noteSign} ${name}`;
}

/** No record has more entries in a list; a name with a larger number is a slip or worse. */
const lastEntry = 99_999;

const restEnd = /^(?<list>.+)\[(?<from>\d{1,5})\.\.\.\]$/su;

/** The column that a name in the first row means; null when it is no path of a property that the schema knows. */
export function readColumnName(name: string): Column | null {
  const decoded = decodeCell(name.trim(), 'text');
  if (!decoded.ok || decoded.value.kind === 'delete') return null;
  const { value } = decoded.value;
  if (typeof value !== 'string' || value === '') return null;
  const rest = restEnd.exec(value)?.groups;
  const path = rest?.['list'] ?? value;
  const segments = pathSegments(path);
  // Only what is written exactly as this app writes it: everything else is a name of somebody's own.
  if (segments.length === 0 || pathText(segments) !== path) return null;
  const [property] = segments;
  if (property === doiColumn || !isProperty(property)) return null;
  if (segments.some((segment) => typeof segment === 'number' && segment > lastEntry)) return null;
  return rest === undefined ? valueColumn(segments) : restColumn(segments, Number(rest['from']));
}

function isProperty(name: Segment | undefined): boolean {
  return typeof name === 'string' && recordShape.members.has(name);
}

function typeAt(segments: readonly Segment[]): CellKind {
  const shape = shapeAt(segments);
  if (shape?.kind !== 'text') return 'text';
  const { type } = shape;
  return type === 'year' || type === 'latitude' || type === 'longitude' ? 'number' : 'text';
}

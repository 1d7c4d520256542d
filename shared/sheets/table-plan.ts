import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import { recordShape } from '../metadata/schema/shape.ts';
import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { encodeCell, encodeJson } from './cell-text.ts';
import type { Column } from './columns.ts';
import { restColumn, valueColumn } from './columns.ts';

/** What stands at one place of any record that was seen: a value, members, entries, or several of these. */
interface Place {
  hasValue: boolean;
  readonly members: Map<string, Place>;
  readonly entries: Place[];
  /** Set by `planColumns`: where its value goes, and from where on its entries go into one cell. */
  column: number;
  restFrom: number;
  restColumn: number;
}

/** A cell that says something; `at`: its place in the row, from 0. */
export interface FilledCell {
  readonly at: number;
  readonly cell: string | number;
}

/** Columns for all records that were seen, and the cells of one record. */
export interface TablePlan {
  readonly columns: readonly Column[];
  /** From left to right; of hundreds of columns a record fills a few dozen. */
  cellsOf(attributes: Attributes): FilledCell[];
}

export interface TableSurvey {
  see(attributes: Attributes): void;
  /** `mostColumns`: what goes beyond goes into rest columns, the longest lists first. */
  plan(mostColumns: number): TablePlan;
}

const newPlace = (): Place => ({
  hasValue: false,
  members: new Map(),
  entries: [],
  column: -1,
  restFrom: Infinity,
  restColumn: -1,
});

/**
 * Looks at every record once to learn which columns they need; `properties` limits it to some, null takes all.
 * The DOI is the key of a row and never among them.
 */
export function surveyTable(properties: ReadonlySet<string> | null): TableSurvey {
  const root = newPlace();
  const isWanted = (name: string): boolean =>
    name !== 'doi' && (properties === null || properties.has(name));
  return {
    see(attributes) {
      for (const [name, value] of Object.entries(attributes)) {
        if (isWanted(name)) look(memberPlace(root, name), value as Json);
      }
    },
    plan(mostColumns) {
      cutTo(root, mostColumns);
      const columns = planColumns(root);
      return {
        columns,
        cellsOf(attributes) {
          const row: FilledCell[] = [];
          for (const [name, value] of Object.entries(attributes)) {
            const place = root.members.get(name);
            if (place !== undefined) fill(row, place, value as Json, columns);
          }
          return row.sort((one, other) => one.at - other.at);
        },
      };
    },
  };
}

function memberPlace(place: Place, name: string): Place {
  const known = place.members.get(name);
  if (known !== undefined) return known;
  const fresh = newPlace();
  place.members.set(name, fresh);
  return fresh;
}

function look(place: Place, value: Json | undefined): void {
  if (value === undefined) return;
  if (Array.isArray(value) && value.length > 0) {
    (value as readonly Json[]).forEach((entry, at) =>
      look((place.entries[at] ??= newPlace()), entry),
    );
  } else if (isFilledObject(value)) {
    for (const [name, member] of Object.entries(value)) look(memberPlace(place, name), member);
  } else place.hasValue = true;
}

export function isFilledObject(value: unknown): value is Readonly<Record<string, Json>> {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function fill(
  row: FilledCell[],
  place: Place,
  value: Json | undefined,
  columns: readonly Column[],
): void {
  if (value === undefined) return;
  if (Array.isArray(value) && value.length > 0) {
    const list = value as readonly Json[];
    const shown = Math.min(list.length, place.restFrom);
    for (let at = 0; at < shown; at += 1) {
      const of = place.entries[at];
      if (of !== undefined) fill(row, of, list[at], columns);
    }
    if (list.length > place.restFrom)
      row.push({ at: place.restColumn, cell: encodeJson(list.slice(place.restFrom)) });
  } else if (isFilledObject(value)) {
    for (const name of Object.keys(value)) {
      const of = place.members.get(name);
      if (of !== undefined) fill(row, of, value[name], columns);
    }
  } else if (place.column >= 0) {
    // Below 0: a value that came after the columns were planned.
    row.push({
      at: place.column,
      cell: encodeCell(value, columns[place.column]?.type ?? 'text'),
    });
  }
}

function countColumns(place: Place): number {
  let count = place.hasValue ? 1 : 0;
  for (const member of place.members.values()) count += countColumns(member);
  const shown = Math.min(place.entries.length, place.restFrom);
  for (const entry of place.entries.slice(0, shown)) count += countColumns(entry);
  return place.restFrom < place.entries.length ? count + 1 : count;
}

/** Halves the list of a property that needs most columns, again and again, until all fit. */
function cutTo(root: Place, most: number): void {
  for (;;) {
    if (countColumns(root) <= most) return;
    const lists = [...root.members.values()]
      .filter((place) => Math.min(place.entries.length, place.restFrom) > 0)
      .map((place) => ({ place, count: countColumns(place) }))
      .sort((one, other) => other.count - one.count);
    const longest = lists[0]?.place;
    // Only single properties are left, more of them than columns: the caller refuses such a table.
    if (longest === undefined) return;
    longest.restFrom = Math.floor(Math.min(longest.entries.length, longest.restFrom) / 2);
  }
}

/** Columns in the order of the schema, then what it does not know; a list entry by entry. */
function planColumns(root: Place): Column[] {
  const columns: Column[] = [];
  const visit = (place: Place, segments: readonly Segment[]): void => {
    if (place.hasValue) place.column = columns.push(valueColumn(segments)) - 1;
    for (const [name, member] of place.members) visit(member, [...segments, name]);
    place.entries.slice(0, place.restFrom).forEach((entry, at) => visit(entry, [...segments, at]));
    if (place.restFrom < place.entries.length) {
      place.restColumn = columns.push(restColumn(segments, place.restFrom)) - 1;
    }
  };
  const order = ['url', ...recordShape.members.keys()];
  const names = [...new Set([...order, ...root.members.keys()])];
  for (const name of names) {
    const place = root.members.get(name);
    if (place !== undefined) visit(place, [name]);
  }
  return columns;
}

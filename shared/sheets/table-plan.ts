import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import type { CellKind } from './cell-text.ts';
import { encodeCell, encodeJson } from './cell-text.ts';
import type { Column } from './columns.ts';
import { inSchemaOrder, restColumn, valueColumn } from './columns.ts';
import type { SeenPlace } from './table-survey.ts';

/** A cell that says something; `at`: its place in the row. */
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

/** Where a value goes, and from where on the entries of a list go into one cell. A column below 0: nowhere. */
interface PlannedPlace {
  readonly column: number;
  readonly type: CellKind;
  readonly members: ReadonlyMap<string, PlannedPlace>;
  readonly entries: readonly PlannedPlace[];
  readonly restFrom: number;
  readonly restColumn: number;
}

/**
 * Columns in the order of the schema, then what it does not know; a list entry by entry. `mostColumns`: what goes
 * beyond goes into rest columns, the longest lists first. `firstAt`: the place of the first of them in a row.
 */
export function planTable(
  seen: SeenPlace,
  { mostColumns, firstAt }: { readonly mostColumns: number; readonly firstAt: number },
): TablePlan {
  const cuts = cutTo(seen, mostColumns);
  const columns: Column[] = [];
  const add = (column: Column): number => firstAt + columns.push(column) - 1;
  const planned = (place: SeenPlace, segments: readonly Segment[], cut: number): PlannedPlace => {
    const own = place.hasValue ? valueColumn(segments) : null;
    const column = own === null ? -1 : add(own);
    const members = new Map<string, PlannedPlace>();
    for (const [name, member] of place.members) {
      members.set(name, planned(member, [...segments, name], Infinity));
    }
    const entries = place.entries
      .slice(0, cut)
      .map((entry, at) => planned(entry, [...segments, at], Infinity));
    const isCut = cut < place.entries.length;
    return {
      ...{ column, type: own?.type ?? 'text', members, entries },
      restFrom: isCut ? cut : Infinity,
      restColumn: isCut ? add(restColumn(segments, cut)) : -1,
    };
  };
  const properties: [string, PlannedPlace][] = [];
  for (const name of inSchemaOrder(seen.members.keys())) {
    const place = seen.members.get(name);
    if (place !== undefined) {
      properties.push([name, planned(place, [name], cuts.get(name) ?? Infinity)]);
    }
  }
  return {
    columns,
    cellsOf(attributes) {
      const row: FilledCell[] = [];
      const values = attributes as Readonly<Record<string, unknown>>;
      for (const [name, place] of properties) {
        if (Object.hasOwn(values, name)) fill(row, place, values[name] as Json);
      }
      return inOrder(row) ? row : row.sort((one, other) => one.at - other.at);
    },
  };
}

/** As cells mostly come: columns follow the records, whose members are kept in one order. */
function inOrder(row: readonly FilledCell[]): boolean {
  let last = -1;
  for (const { at } of row) {
    if (at < last) return false;
    last = at;
  }
  return true;
}

export function isFilledObject(value: unknown): value is Readonly<Record<string, Json>> {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** A place or an entry that nobody saw has no column: the record was changed after the columns were planned. */
function fill(row: FilledCell[], place: PlannedPlace, value: Json): void {
  if (typeof value === 'object' && value !== null && fillInside(row, place, value)) return;
  if (place.column >= 0) row.push({ at: place.column, cell: encodeCell(value, place.type) });
}

/** False where nothing is inside: an empty list or object is a value. */
function fillInside(row: FilledCell[], place: PlannedPlace, value: object): boolean {
  if (!Array.isArray(value)) {
    const members = value as Readonly<Record<string, Json>>;
    const names = Object.keys(members);
    for (const name of names) {
      const of = place.members.get(name);
      if (of !== undefined) fill(row, of, members[name] ?? null);
    }
    return names.length > 0;
  }
  const list = value as readonly Json[];
  const shown = Math.min(list.length, place.restFrom);
  for (let at = 0; at < shown; at += 1) {
    const of = place.entries[at];
    if (of !== undefined) fill(row, of, list[at] ?? null);
  }
  if (list.length > place.restFrom) {
    row.push({ at: place.restColumn, cell: encodeJson(list.slice(place.restFrom)) });
  }
  return list.length > 0;
}

function countColumns(place: SeenPlace, cut = Infinity): number {
  let count = place.hasValue ? 1 : 0;
  for (const member of place.members.values()) count += countColumns(member);
  for (const entry of place.entries.slice(0, cut)) count += countColumns(entry);
  return cut < place.entries.length ? count + 1 : count;
}

/** Halves the list of a property that needs most columns, again and again, until all fit; answers where each ends. */
function cutTo(seen: SeenPlace, most: number): ReadonlyMap<string, number> {
  const cuts = new Map<string, number>();
  if (most === Infinity) return cuts;
  const properties = [...seen.members].map(([name, place]) => {
    return { name, place, shown: place.entries.length, count: countColumns(place) };
  });
  for (;;) {
    const all = properties.reduce((sum, { count }) => sum + count, 0);
    const longest = properties
      .filter(({ shown }) => shown > 0)
      .reduce<(typeof properties)[number] | null>(
        (one, other) => (one === null || other.count > one.count ? other : one),
        null,
      );
    // Only single properties are left, more of them than columns: the caller refuses such a table.
    if (all <= most || longest === null) return cuts;
    longest.shown = Math.floor(longest.shown / 2);
    longest.count = countColumns(longest.place, longest.shown);
    cuts.set(longest.name, longest.shown);
  }
}

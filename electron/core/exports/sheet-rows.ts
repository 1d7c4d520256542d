import type { SheetForm } from '#shared/contract/exports.ts';
import type { Column } from '#shared/sheets/columns.ts';
import {
  columnName,
  doiColumn,
  markColumn,
  newerColumn,
  placeColumn,
  stateColumn,
} from '#shared/sheets/columns.ts';
import type { FilledCell } from '#shared/sheets/table-plan.ts';
import { planTable } from '#shared/sheets/table-plan.ts';
import type { SeenPlace } from '#shared/sheets/table-survey.ts';
import { wantedOf } from '#shared/sheets/table-survey.ts';
import { valueCells } from '#shared/sheets/value-cells.ts';
import { shortPlace } from '#shared/text/version-place.en.ts';
import type { Position } from '#shared/versions/position.ts';
import { sourceLimits } from '../sheets/limits.ts';
import type { ExportedRecord, MarkOf } from './read-records.ts';

/** What the rows of a record depend on apart from the record. */
export interface SheetOrder {
  readonly form: SheetForm;
  /** Properties that go into it, or parts of them; null: all. */
  readonly properties: readonly string[] | null;
  /** Some of its records are not real: a column says which. */
  readonly isMarked: boolean;
  /** What a wide sheet has columns for. */
  readonly seen: SeenPlace;
}

/** What a file does not hold although a record has it. */
export interface CellLosses {
  longCellCount: number;
}

export interface SheetRows {
  readonly names: readonly string[];
  /** Of the values of records, in a wide sheet. */
  readonly columns: readonly Column[];
  of(record: ExportedRecord, losses: CellLosses): FilledCell[][];
}

/** Columns of records; the rest of what can be read back is for the DOI, the state and the guard. */
const mostColumns = sourceLimits.columns - 10;

export function sheetRows(order: SheetOrder, markOf: MarkOf): SheetRows {
  return order.form === 'wide' ? wideRows(order, markOf) : longRows(order, markOf);
}

function wideRows({ isMarked, seen }: SheetOrder, markOf: MarkOf): SheetRows {
  const mark = isMarked ? [markColumn] : [];
  const first = [doiColumn, stateColumn, ...mark, placeColumn, newerColumn];
  const plan = planTable(seen, { mostColumns, firstAt: first.length });
  return {
    names: [...first, ...plan.columns.map(columnName)],
    columns: plan.columns,
    of(record, losses) {
      const marked = isMarked ? [markOf(record)] : [];
      const row = filled([record.doi, record.state, ...marked, ...placeCells(record.place)]);
      for (const cell of plan.cellsOf(record.attributes)) {
        if (fits(cell.cell, losses)) row.push(cell);
      }
      return [row];
    },
  };
}

function longRows({ properties, isMarked }: SheetOrder, markOf: MarkOf): SheetRows {
  const wanted = wantedOf(properties);
  return {
    names: [doiColumn, 'path', 'value', ...(isMarked ? [markColumn] : [])],
    columns: [],
    of(record, losses) {
      const { doi, attributes, place } = record;
      const marked = isMarked ? [markOf(record)] : [];
      const [words, newer] = placeCells(place);
      const values = valueCells(attributes, wanted).map(
        ([name, cell]) => [name, fits(cell, losses) ? cell : null] as const,
      );
      const notes = [
        [placeColumn, words],
        [newerColumn, newer],
      ].filter(([, cell]) => cell !== '');
      return [...values, ...notes].map((cells) => filled([doi, ...cells, ...marked]));
    },
  };
}

function filled(cells: readonly (string | number | null | undefined)[]): FilledCell[] {
  return cells.flatMap((cell, at) => (cell == null || cell === '' ? [] : [{ at, cell }]));
}

/** The two cells of a record's place: in words, and the newer version. */
export function placeCells(place: Position | null): readonly [string, string] {
  if (place === null) return ['', ''];
  const newer = place.kind === 'version' ? place.newer : null;
  return [shortPlace(place), newer ?? ''];
}

/** A cell that no spreadsheet program holds stays empty, which leaves the value alone when it comes back. */
function fits(cell: string | number, losses: CellLosses): boolean {
  if (typeof cell !== 'string' || cell.length < sourceLimits.cellCharacters) return true;
  losses.longCellCount += 1;
  return false;
}

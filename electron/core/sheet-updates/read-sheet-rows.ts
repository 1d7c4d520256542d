import type { ColumnMapping } from '#shared/contract/collections.ts';
import type { RowSettings } from '#shared/contract/sheet-updates.ts';
import type { Cell, CellProblem } from '#shared/sheets/apply-cells.ts';
import type { Column } from '#shared/sheets/columns.ts';
import { columnPath, doiColumn, noteSign, readColumnName } from '#shared/sheets/columns.ts';
import { readDoiCell } from '#shared/sheets/damage.ts';
import { sheetText as text } from '#shared/text/sheets.en.ts';
import { AppError } from '#shared/support/app-error.ts';
import { columnLetter, ownSheetLimits } from '../sheets/limits.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import type { Sheet } from '../sheets/sheet.ts';
import { guardMarker } from '../sheets/write-csv.ts';

/** One record's wishes. Rows that cannot be read have problems and no cells. */
export interface UpdateRow {
  /** The row of the sheet that a person looks at; of a long sheet, the first of the record's rows. */
  readonly row: number;
  /** As it is to be read; as the sheet has it where it is no DOI. */
  readonly doi: string;
  readonly cells: readonly Cell[];
  readonly problems: readonly CellProblem[];
}

export interface ReadColumn {
  readonly name: string;
  readonly index: number;
  /** `doi`, a path, or null: not used. */
  readonly target: string | null;
  /** True: the column is for reading only, and says so by its name. */
  readonly isNote: boolean;
}

export interface UpdateSheet {
  readonly sheet: Sheet;
  readonly form: 'wide' | 'long';
  readonly columns: readonly ReadColumn[];
  readonly warnings: readonly string[];
  /** Why no row of it can be taken; null: rows can be read. */
  readonly problem: { readonly message: string; readonly nextStep: string } | null;
  rows(): AsyncGenerator<UpdateRow, void, undefined>;
}

interface Places {
  readonly doi: number;
  readonly columns: readonly (Column | null)[];
}

/**
 * Opens a sheet of updates: a row a record with a column a value, or the long form of DOI, path, value. Columns
 * are known by their names, wherever they stand, or as a mapping says. Throws `SOURCE_UNREADABLE` for what is no
 * table; one without a column of DOIs, or with two columns for one value, has a problem.
 */
export async function readSheetRows(path: string, settings: RowSettings): Promise<UpdateSheet> {
  const sheet = await openSheet(path, settings, ownSheetLimits);
  const columns = targetsOf(sheet, settings.mapping);
  const doi = columns.find(({ target }) => target === doiColumn);
  const problem =
    doi === undefined
      ? { message: text.noDoiColumn(sheet.file), nextStep: text.chooseDoiColumn }
      : findDoubled(sheet, columns);
  const long = settings.mapping === null ? longPlaces(sheet.headers) : null;
  const ignored = columns.filter(({ target, isNote }) => target === null && !isNote);
  const warnings = [
    // Names of columns that were made unique are told above, as an error.
    ...sheet.warnings,
    ...(ignored.length === 0 || long !== null
      ? []
      : [text.ignored(ignored.map(({ name }) => `“${name}”`).join(', '))]),
  ];
  const places: Places = {
    doi: doi?.index ?? -1,
    columns: columns.map(({ target }) => (target === null ? null : readColumnName(target))),
  };
  return {
    sheet,
    form: long === null ? 'wide' : 'long',
    columns,
    warnings,
    problem,
    rows() {
      if (problem !== null) throw new AppError('SOURCE_UNREADABLE', problem);
      return long === null ? wideRows(sheet, places) : longRows(sheet, long);
    },
  };
}

const longNames = [doiColumn, 'path', 'value'];
const isNoteName = (name: string): boolean => name.startsWith(noteSign) || name === guardMarker;

/** Where the three columns of a long sheet stand, notes among them; null: it is none. */
function longPlaces(headers: readonly string[]): LongPlaces | null {
  const [doi = -1, path = -1, value = -1] = longNames.map((name) =>
    headers.findIndex((header) => fold(header) === name),
  );
  const isLong =
    doi >= 0 &&
    path >= 0 &&
    value >= 0 &&
    headers.filter((name) => !isNoteName(name)).length === longNames.length;
  return isLong ? { doi, path, value } : null;
}

interface LongPlaces {
  readonly doi: number;
  readonly path: number;
  readonly value: number;
}

function targetsOf(sheet: Sheet, mapping: readonly ColumnMapping[] | null): ReadColumn[] {
  const told = new Map((mapping ?? []).map((each) => [fold(each.column), each.target]));
  return sheet.columns.map((name, index) => {
    const header = sheet.headers[index] ?? name;
    const isNote = isNoteName(header);
    const chosen = mapping === null ? targetOfName(header) : (told.get(fold(name)) ?? null);
    const target = chosen === doiColumn || isTarget(chosen) ? chosen : null;
    return { name, index, target, isNote };
  });
}

const fold = (name: string): string => name.trim().toLowerCase();

const isTarget = (target: string | null): boolean =>
  target !== null && readColumnName(target) !== null;

function targetOfName(header: string): string | null {
  if (/^(?:doi|doi name|identifier)$/i.test(header)) return doiColumn;
  return isTarget(header) ? header : null;
}

function findDoubled(
  { file, columns }: Sheet,
  read: readonly ReadColumn[],
): UpdateSheet['problem'] {
  const places = Map.groupBy(
    read.filter(({ target }) => target !== null),
    ({ target }) => target,
  );
  for (const [target, same] of places) {
    if (same.length < 2) continue;
    const letters = same.map(({ index }) => columnLetter(index)).join(', ');
    const name = columns[same[0]?.index ?? 0] ?? String(target);
    return { message: text.doubled(file, name, letters), nextStep: text.leaveOneColumn };
  }
  return null;
}

const rowProblem = (message: string): CellProblem => ({ code: 'row', path: '', message });
const doiProblem = (message: string): CellProblem => ({ code: 'doi', path: doiColumn, message });

async function* wideRows(sheet: Sheet, { doi, columns }: Places): AsyncGenerator<UpdateRow> {
  for await (const row of sheet.rows()) {
    const said = readDoiCell(row.cells[doi] ?? '', row.made.get(doi));
    const problems = [
      ...(row.failure === null ? [] : [rowProblem(row.failure.message)]),
      ...(said.ok || row.failure !== null ? [] : [doiProblem(said.error)]),
    ];
    const cells: Cell[] = [];
    if (problems.length === 0) {
      row.cells.forEach((cell, at) => {
        const column = columns[at];
        if (cell === '' || column == null) return;
        cells.push({ column, text: cell, made: row.made.get(at) });
      });
    }
    yield {
      row: row.row,
      doi: said.ok ? said.value : (row.cells[doi] ?? '').slice(0, 500),
      cells,
      problems,
    };
  }
}

/** Rows of one record stand together; its cells are gathered until the next DOI comes. */
async function* longRows(sheet: Sheet, places: LongPlaces): AsyncGenerator<UpdateRow> {
  let open: { row: number; doi: string; cells: Cell[]; problems: CellProblem[] } | null = null;
  /** Rows of the open record by their path. */
  const rowOf = new Map<string, number>();
  for await (const row of sheet.rows()) {
    const [doiText = '', path = ''] = [row.cells[places.doi], row.cells[places.path]];
    const said = readDoiCell(doiText, row.made.get(places.doi));
    const doi = said.ok ? said.value : doiText.slice(0, 500);
    if (open !== null && open.doi !== doi) {
      yield open;
      open = null;
      rowOf.clear();
    }
    open ??= { row: row.row, doi, cells: [], problems: [] };
    const column = readColumnName(path);
    if (row.failure !== null) open.problems.push(rowProblem(row.failure.message));
    else if (!said.ok) open.problems.push(doiProblem(said.error));
    else if (column === null) {
      if (!path.startsWith(noteSign)) {
        open.problems.push({ code: 'cell', path, message: text.noPath(path) });
      }
    } else if (rowOf.has(columnPath(column))) {
      const message = text.samePath(rowOf.get(columnPath(column)) ?? 0);
      open.problems.push({ code: 'cell', path: columnPath(column), message });
    } else {
      rowOf.set(columnPath(column), row.row);
      open.cells.push({
        ...{ column, text: row.cells[places.value] ?? '', made: row.made.get(places.value) },
      });
    }
  }
  if (open !== null) yield open;
}

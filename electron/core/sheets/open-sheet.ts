import { basename } from 'node:path';

import { sheetText } from '#shared/text/sheets.en.ts';

import { detectText, kindOf, readHead } from './detect-text.ts';
import type { SizeLimits } from './limits.ts';
import { columnLetter, sourceLimits, unreadable } from './limits.ts';
import { readCsvRows } from './read-csv.ts';
import { readXlsxRows } from './read-xlsx.ts';
import type { Meter, Sheet, SheetRow } from './sheet.ts';
import { readWorkbookParts } from './workbook-parts.ts';
import type { WorkbookSheet } from './workbook-parts.ts';
import { guardMarker, unguardCell } from './write-csv.ts';

export interface SheetChoice {
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
}

interface RawRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly warnings?: SheetRow['warnings'];
  readonly made?: SheetRow['made'];
}

const allText: SheetRow['made'] = new Map();

/** Everything of a `Sheet` that is known before its header is read. */
type Shape = Omit<Sheet, 'columns' | 'headers' | 'headerRow' | 'rows' | 'readShare'>;

/**
 * Opens a table: finds out what the file is, how it is written and what its columns are called.
 * Throws `SOURCE_UNREADABLE` for what is no table, empty, damaged or beyond `sourceLimits`.
 */
export async function openSheet(
  path: string,
  choice: SheetChoice,
  limits: SizeLimits = sourceLimits,
): Promise<Sheet> {
  const file = basename(path);
  const { head, sizeBytes } = await readHead(path, limits);
  switch (kindOf(head)) {
    case 'zip':
      return openWorkbook(path, choice.sheet, limits);
    case 'old-excel':
      throw unreadable({ file }, 'this is a workbook in the old XLS format.', {
        nextStep: 'Open it in your spreadsheet program and save it as XLSX or CSV.',
      });
    case 'binary':
      throw unreadable({ file }, 'this is no text file and no XLSX workbook.', {
        nextStep: 'Choose a CSV, TSV or XLSX file.',
      });
    case 'text': {
      const text = await detectText(path, head, choice);
      const warnings = /\.xls[xm]?$/i.test(file)
        ? [sheetText.noWorkbook(file), ...text.warnings]
        : text.warnings;
      const shape: Shape = { ...text, warnings, file, kind: 'csv', sheets: [], sheet: null };
      const read = (meter: Meter) => readCsvRows(path, text, meter);
      return withHeader(shape, { totalBytes: sizeBytes, read }, limits);
    }
  }
}

async function openWorkbook(
  path: string,
  chosen: string | null,
  limits: SizeLimits,
): Promise<Sheet> {
  const file = basename(path);
  const { sheets, hasMacros } = await readWorkbookParts(path, file, limits);
  const sheet =
    chosen === null ? await firstFilled(path, sheets) : sheets.find((each) => each.name === chosen);
  if (sheet === undefined) {
    throw unreadable({ file }, `there is no sheet “${chosen ?? ''}” in this workbook.`, {
      nextStep: `Choose one of: ${sheets.map((each) => each.name).join(', ')}.`,
    });
  }
  const shape: Shape = {
    file,
    kind: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: sheets.map((each) => each.name),
    sheet: sheet.name,
    warnings: hasMacros ? [`${file} holds macros. They are not run and not brought in.`] : [],
  };
  const read = (meter: Meter) => readXlsxRows(path, sheet, meter);
  return withHeader(shape, { totalBytes: sheet.sizeBytes, read }, limits);
}

/** The first sheet that has any row: workbooks begin with blank or forgotten ones. Of blank ones the first. */
async function firstFilled(
  path: string,
  sheets: readonly WorkbookSheet[],
): Promise<WorkbookSheet | undefined> {
  const [first, ...more] = sheets;
  if (more.length === 0) return first;
  for (const sheet of sheets) {
    const meter = { readBytes: 0, totalBytes: 0 };
    if ((await firstOf(readXlsxRows(path, sheet, meter))) !== undefined) return sheet;
  }
  return first;
}

interface RowSource {
  readonly totalBytes: number;
  read(meter: Meter): AsyncGenerator<RawRow>;
}

async function withHeader(shape: Shape, source: RowSource, limits: SizeLimits): Promise<Sheet> {
  const { file } = shape;
  const { totalBytes } = source;
  let meter: Meter = { readBytes: 0, totalBytes };
  const first = await firstOf(source.read(meter));
  if (first === undefined) {
    throw unreadable({ file }, 'there is nothing in the table, not even a header.', {
      nextStep: 'Choose another file or sheet.',
    });
  }
  const names = trimTail(first.cells).map((cell) => cell.trim());
  // The mark holds for the whole file, wherever somebody moved its column to.
  const isGuarded = names.includes(guardMarker);
  const isMarkLast = names.at(-1) === guardMarker;
  if (isMarkLast) names.pop();
  const headers = isGuarded ? names.map(unguardCell) : names;
  if (names.length > sourceLimits.columns) {
    const place = { file, row: first.row, column: columnLetter(sourceLimits.columns) };
    throw unreadable(place, `the table has more than ${sourceLimits.columns} columns.`, {
      nextStep: 'Delete the columns that are not needed, or choose another delimiter.',
    });
  }
  const width = names.length + (isMarkLast ? 1 : 0);
  const rows = async function* (): AsyncGenerator<SheetRow, void, undefined> {
    let count = 0;
    meter = { readBytes: 0, totalBytes };
    for await (const raw of source.read(meter)) {
      if (raw.row <= first.row) continue;
      count += 1;
      if (count > limits.rows) {
        const most = limits.rows.toLocaleString('en');
        throw unreadable({ file, row: raw.row }, `the table has more than ${most} rows.`, {
          nextStep: 'Split the file into smaller ones and bring them in one after the other.',
        });
      }
      yield checkRow(raw, { file, names, width, isGuarded });
    }
  };
  const warnings = [...shape.warnings, ...headerWarnings(file, names)];
  const known = { columns: uniqueNames(names), headers, headerRow: first.row, warnings };
  const readShare = (): number | null =>
    meter.totalBytes === 0 ? null : Math.min(1, meter.readBytes / meter.totalBytes);
  return { ...shape, ...known, rows, readShare };
}

function checkRow(
  raw: RawRow,
  header: { file: string; names: readonly string[]; width: number; isGuarded: boolean },
): SheetRow {
  const { file, names, width, isGuarded } = header;
  const cells = trimTail(raw.cells);
  const base = { row: raw.row, warnings: raw.warnings ?? [], made: raw.made ?? allText };
  const tooLong = cells.findIndex((cell) => cell.length > sourceLimits.cellCharacters);
  if (tooLong >= 0) {
    const column = names[tooLong] ?? columnLetter(tooLong);
    const failure = unreadable(
      { file, row: raw.row, column },
      'the cell is longer than 32,767 characters.',
      { nextStep: 'Shorten the text in this cell. The other rows are brought in.' },
    );
    return { ...base, cells: [], failure };
  }
  if (cells.length > width) {
    const failure = unreadable(
      { file, row: raw.row },
      `the row has ${cells.length} cells, but the header has ${width}. A delimiter inside a cell is probably not in quotation marks.`,
      { nextStep: 'Mend this row in the file and import again. The other rows are brought in.' },
    );
    return { ...base, cells: [], failure };
  }
  const text = isGuarded ? cells.map(unguardCell) : cells;
  if (!text.some((cell) => cell.includes('\ufffd'))) return { ...base, cells: text, failure: null };
  const damaged = text.flatMap((cell, column) =>
    cell.includes('\ufffd')
      ? [{ column, message: 'Some characters could not be read. The encoding may be wrong.' }]
      : [],
  );
  return { ...base, cells: text, warnings: [...base.warnings, ...damaged], failure: null };
}

async function firstOf(rows: AsyncGenerator<RawRow>): Promise<RawRow | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

/** Cells without the empty ones at the end: spreadsheet programs add them as they like. */
function trimTail(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1;
  return cells.slice(0, end);
}

/** Empty names become `Column C`, second ones `title (2)`. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, at) => {
    const base = (name === '' ? `Column ${columnLetter(at)}` : name).slice(0, 200);
    const key = base.toLowerCase();
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? base : `${base} (${times})`;
  });
}

function headerWarnings(file: string, names: readonly string[]): string[] {
  const filled = names.filter((name) => name !== '').map((name) => name.toLowerCase());
  const doubled = [...new Set(filled.filter((name, at) => filled.indexOf(name) !== at))];
  const looksLikeData = filled.some((name) =>
    /^(?:https?:\/\/|10\.\d{4,}\/|\d{4}-\d\d-\d\d$)/.test(name),
  );
  return [
    ...doubled.map(
      (name) => `${file} has more than one column “${name}”. Check where each of them goes.`,
    ),
    ...(looksLikeData
      ? [`The first row of ${file} looks like data. It is taken as the names of the columns.`]
      : []),
  ];
}

import { basename } from 'node:path';

import exceljs from 'exceljs';
import type { CellValue, Row } from 'exceljs';

import { columnLetter, fileFailure, sourceLimits, unreadable } from './limits.ts';
import type { Meter } from './sheet.ts';
import type { WorkbookSheet } from './workbook-parts.ts';

export interface XlsxRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly warnings: readonly { readonly column: number; readonly message: string }[];
  readonly made: ReadonlyMap<number, 'number' | 'date'>;
}

/**
 * Rows of one sheet, streamed; the file must have passed `readWorkbookParts`. Formulas are never
 * evaluated: the value that the spreadsheet program kept is taken and reported. Dates come as ISO 8601.
 */
export async function* readXlsxRows(
  path: string,
  sheet: WorkbookSheet,
  meter: Meter,
): AsyncGenerator<XlsxRow, void, undefined> {
  const file = basename(path);
  try {
    const reader = new exceljs.stream.xlsx.WorkbookReader(path, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    });
    decodeAsOneText(reader, (number, bytes) => {
      if (number === sheet.fileNumber) meter.readBytes += bytes;
    });
    for await (const worksheet of reader) {
      // Typed without them, but the reader sets both; the name only where the relations are relative.
      const { id, name } = worksheet as unknown as { id: unknown; name?: string };
      const isWanted = name === undefined ? String(id) === sheet.fileNumber : name === sheet.name;
      if (!isWanted) continue;
      for await (const row of worksheet) {
        const read = readRow(row, file);
        if (read.cells.some((cell) => cell.trim() !== '')) yield read;
      }
    }
  } catch (cause) {
    if (cause instanceof Error && !('code' in cause)) {
      throw unreadable({ file }, `the workbook cannot be read (${cause.message}).`, {
        cause,
        nextStep: 'Open it in your spreadsheet program and save it again as XLSX or CSV.',
      });
    }
    throw fileFailure(file, cause);
  }
}

/**
 * exceljs 4.4.0 decodes each piece of a part by itself, so that a character of several bytes at the end of a piece
 * becomes two replacement characters. Here the pieces of a part reach its parser as text, decoded as one. `onRead` hears
 * of the bytes of each sheet, by the number of its file.
 */
function decodeAsOneText(reader: object, onRead: (number: string, bytes: number) => void): void {
  const parts = reader as {
    _parseWorksheet: (pieces: AsyncIterable<Uint8Array | string>, number: string) => unknown;
    _parseSharedStrings: (entry: { setEncoding(encoding: 'utf8'): void }) => unknown;
  };
  const parseWorksheet = parts._parseWorksheet.bind(reader);
  const parseSharedStrings = parts._parseSharedStrings.bind(reader);
  parts._parseWorksheet = (pieces, number) =>
    parseWorksheet(
      decoded(pieces, (bytes) => onRead(number, bytes)),
      number,
    );
  parts._parseSharedStrings = (entry) => {
    entry.setEncoding('utf8');
    return parseSharedStrings(entry);
  };
}

async function* decoded(
  pieces: AsyncIterable<Uint8Array | string>,
  onRead: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of pieces) {
    onRead(piece.length);
    yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

function readRow(row: Row, file: string): XlsxRow {
  const cells: string[] = [];
  const warnings: { column: number; message: string }[] = [];
  const made = new Map<number, 'number' | 'date'>();
  row.eachCell({ includeEmpty: false }, (cell, number) => {
    const column = number - 1;
    const { text, warning } = cellText(cell.value);
    if (text === '' && warning === null) return;
    if (column >= sourceLimits.columns) {
      const place = { file, row: row.number, column: columnLetter(column) };
      throw unreadable(place, `the sheet has more than ${sourceLimits.columns} columns.`, {
        nextStep: 'Delete the columns that are not needed, then try again.',
      });
    }
    if (warning !== null) warnings.push({ column, message: warning });
    const kept = keptAs(cell.value);
    if (kept !== null) made.set(column, kept);
    while (cells.length < column) cells.push('');
    cells[column] = text;
  });
  return { row: row.number, cells, warnings, made };
}

function keptAs(value: CellValue): 'number' | 'date' | null {
  if (value instanceof Date) return 'date';
  if (typeof value === 'object' && value !== null && 'result' in value) {
    return keptAs(value.result ?? null);
  }
  return typeof value === 'number' ? 'number' : null;
}

function cellText(value: CellValue): { text: string; warning: string | null } {
  if (value === null || value === undefined) return { text: '', warning: null };
  if (value instanceof Date) return { text: dateText(value), warning: null };
  if (typeof value !== 'object') return { text: String(value), warning: null };
  if ('error' in value) {
    return { text: '', warning: `The cell holds the error ${value.error}; it is taken as empty.` };
  }
  if ('richText' in value) {
    return { text: value.richText.map((run) => run.text).join(''), warning: null };
  }
  if ('hyperlink' in value) {
    // Rich text can stand inside a link, although the types say that it cannot.
    const shown: unknown = value.text;
    return typeof shown === 'string'
      ? { text: shown, warning: null }
      : cellText(shown as CellValue);
  }
  const result = 'result' in value ? value.result : undefined;
  const kept = cellText(result ?? null).text;
  return {
    text: kept === 'NaN' ? '' : kept,
    warning:
      kept === '' || kept === 'NaN'
        ? 'The cell holds a formula without a kept value; it is taken as empty.'
        : 'The cell holds a formula; the value that the spreadsheet program kept is taken.',
  };
}

/** A day stays a day; only a time of day other than midnight is written out. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

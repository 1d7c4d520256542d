import { basename } from 'node:path';
import type { Readable } from 'node:stream';

import exceljs from 'exceljs';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { columnLetter, fileFailure, sourceLimits, unreadable } from './limits.ts';
import type { RawCell, RawSheetRow } from './sheet-xml.ts';
import { readSheetXml } from './sheet-xml.ts';
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
    const zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
    try {
      const { values, xml } = await openParts(zip, sheet);
      for await (const rows of readSheetXml(decoded(xml, meter))) {
        const read = rows.map((row) => readRow(row, values, file));
        yield* read.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
      }
    } finally {
      zip.close();
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

/** What reads the parts beside the sheets (exceljs 4.4.0, lib/stream/xlsx/workbook-reader.js). */
interface PartReader {
  _parseWorkbook(part: Readable): Promise<void>;
  _parseStyles(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>;
}

/**
 * The parts of a workbook that a sheet needs, in the order in which they are needed. Left to itself, exceljs 4.4.0
 * takes them as they stand in the file: where the sheets come before the texts (as Excel writes it) it puts them into
 * temporary files, which it may delete before it has opened them, and the process ends; or it ends before it has read
 * the last part.
 */
async function openParts(
  zip: ZipFile,
  sheet: WorkbookSheet,
): Promise<{ readonly values: Values; readonly xml: Readable }> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  const reader = new exceljs.stream.xlsx.WorkbookReader('', {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  const parts = reader as unknown as PartReader;
  const read = async (name: string, take: (part: Readable) => Promise<void>): Promise<void> => {
    const entry = entries.get(name);
    if (entry === undefined) return;
    const part = await zip.openReadStreamPromise(entry);
    // It would decode each piece by itself, and so damage a character that ends in the next one.
    part.setEncoding('utf8');
    await take(part);
  };
  await read('xl/workbook.xml', (part) => parts._parseWorkbook(part));
  await read('xl/styles.xml', (part) => parts._parseStyles(part));
  await read('xl/sharedStrings.xml', async (part) => {
    for await (const text of parts._parseSharedStrings(part)) void text;
  });
  const entry = entries.get(sheet.part);
  if (entry === undefined) throw new Error(`there is no part ${sheet.part}`);
  return { values: valuesOf(reader), xml: await zip.openReadStreamPromise(entry) };
}

async function* decoded(pieces: AsyncIterable<Uint8Array>, meter: Meter): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of pieces) {
    meter.readBytes += piece.length;
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

type SharedText = string | null | { readonly richText: readonly { readonly text: string }[] };

/** What cells point to, by numbers. */
interface Values {
  readonly shared: readonly SharedText[];
  /** True for a style under which a number is a day or a time. */
  readonly isDate: (style: number) => boolean;
  /** The number that stands for 1 January 1970. */
  readonly firstDay: number;
}

/** What exceljs has read of a workbook before its sheets come. */
function valuesOf(reader: object): Values {
  const { sharedStrings, styles, properties } = reader as {
    readonly sharedStrings?: readonly SharedText[];
    readonly styles?: { getStyleModel(id: number): { numFmt?: string } | null };
    readonly properties?: { readonly model?: { readonly date1904?: boolean } };
  };
  const known = new Map<number, boolean>();
  return {
    shared: sharedStrings ?? [],
    isDate(style) {
      const isDate = known.get(style) ?? isDateFormat(styles?.getStyleModel(style)?.numFmt ?? '');
      known.set(style, isDate);
      return isDate;
    },
    firstDay: properties?.model?.date1904 === true ? 24_107 : 25_569,
  };
}

/** By the letters of days and times, outside of quotation marks and brackets. */
function isDateFormat(format: string): boolean {
  return /[ymdhMsb]/.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, ''));
}

const noWarnings: XlsxRow['warnings'] = [];
const allText: XlsxRow['made'] = new Map();

function readRow({ row, cells: raw }: RawSheetRow, values: Values, file: string): XlsxRow {
  const cells: string[] = [];
  let warnings: { column: number; message: string }[] | null = null;
  let made: Map<number, 'number' | 'date'> | null = null;
  for (const cell of raw) {
    const { column } = cell;
    const { text, kept, warning } = read(cell, values);
    if (text === '' && warning === null) continue;
    if (column >= sourceLimits.columns) {
      const place = { file, row, column: columnLetter(column) };
      throw unreadable(place, `the sheet has more than ${sourceLimits.columns} columns.`, {
        nextStep: 'Delete the columns that are not needed, then try again.',
      });
    }
    if (warning !== null) (warnings ??= []).push({ column, message: warning });
    if (kept !== null) (made ??= new Map()).set(column, kept);
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }
  return { row, cells, warnings: warnings ?? noWarnings, made: made ?? allText };
}

interface Read {
  readonly text: string;
  /** As what the program that saved the file keeps it; null: a text. */
  readonly kept: 'number' | 'date' | null;
  readonly warning: string | null;
}

const nothing: Read = { text: '', kept: null, warning: null };

function read(cell: RawCell, values: Values): Read {
  if (!cell.isFormula) return readValue(cell, values);
  const { text, kept } = cell.type === 'e' ? nothing : readValue(cell, values);
  const warning =
    text === ''
      ? 'The cell holds a formula without a kept value; it is taken as empty.'
      : 'The cell holds a formula; the value that the spreadsheet program kept is taken.';
  return { text, kept, warning };
}

function readValue({ type, value, style }: RawCell, values: Values): Read {
  if (value === null) return nothing;
  switch (type) {
    case 'str':
    case 'inlineStr':
      return { ...nothing, text: value };
    case 's': {
      const shared = values.shared[Number.parseInt(value, 10)] ?? '';
      const text =
        typeof shared === 'string' ? shared : shared.richText.map((run) => run.text).join('');
      return { ...nothing, text };
    }
    case 'b':
      return { ...nothing, text: Number.parseInt(value, 10) === 0 ? 'false' : 'true' };
    case 'e':
      return {
        ...nothing,
        warning: `The cell holds the error ${value}; it is taken as empty.`,
      };
    case 'd':
      return { ...nothing, text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), kept: 'date' };
    default: {
      const number = Number.parseFloat(value);
      // What claims to be a number and is none stays what it says.
      if (Number.isNaN(number)) return { ...nothing, text: value.trim() };
      if (!values.isDate(style)) return { ...nothing, text: String(number), kept: 'number' };
      const date = new Date(Math.round((number - values.firstDay) * 86_400_000));
      return { ...nothing, text: dateText(date), kept: 'date' };
    }
  }
}

/** A day stays a day; only a time of day other than midnight is written out. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

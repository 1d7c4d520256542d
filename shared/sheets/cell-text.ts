import type { Json } from '../support/json.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { sheetText as text } from '../text/sheets.en.ts';

/**
 * A value of a record as one cell of a sheet, so that nothing is lost on the way out and in. A plain text stands
 * as it is. What a spreadsheet program would change, or what is no text, stands as `[json] …`; a text that begins
 * with one of our own signs stands behind `[text] `. An empty cell says nothing: the value stays. `[delete]` takes
 * it away. Numbers are numbers where the schema has one (years, coordinates), never by their look.
 */
export type CellKind = 'text' | 'number';

/** What a cell asks for. */
export type CellWish = { readonly kind: 'set'; readonly value: Json } | { readonly kind: 'delete' };

export const deleteMark = '[delete]';
const jsonMark = '[json] ';
const textMark = '[text] ';
const ownMark = /^\[(?:delete|json|text)\]/i;

/**
 * Characters that do not survive a sheet: XML 1.0 has no controls, CSV readers drop NUL, byte order marks get
 * lost, and line ends are made alike. XLSX reads `_x0041_` as a character (ECMA-376, ST_Xstring), and the reader of
 * workbooks (exceljs 4.4.0) takes `&lt;` in texts that are not shared for an escaped sign once more.
 */
const fragile =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufff9-\uffff]|_x[0-9a-f]{4}_|&(?:amp|lt|gt|quot|apos);/i;
const escaped =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufff9-\uffff]|_(?=x[0-9a-f]{4}_)|&(?=(?:amp|lt|gt|quot|apos);)/gi;

/** Digits that spreadsheet programs keep of a number. */
const keptDigits = 15;

/** The cell of a value that is no filled list or object; lists and objects that are filled are cells of their own. */
export function encodeCell(value: Json, kind: CellKind): string | number {
  if (typeof value === 'string') return encodeText(value);
  if (typeof value === 'number' && kind === 'number' && isKept(value)) return value;
  return encodeJson(value);
}

/** Any value as one cell, filled lists and objects too. */
export function encodeJson(value: Json): string {
  const json = JSON.stringify(value).replaceAll(escaped, escapeOf);
  return jsonMark + json;
}

/** What hardly any text has; only with one of these the patterns above may fit. */
const unusual = /[&_[]|[^\t\n -~]/;

function encodeText(value: string): string {
  if (!unusual.test(value) && value !== '' && value === value.trim()) return value;
  if (ownMark.test(value)) {
    return fragile.test(value) || value !== value.trim() ? encodeJson(value) : textMark + value;
  }
  const isPlain =
    value !== '' && value === value.trim() && !fragile.test(value) && value.isWellFormed();
  return isPlain ? value : encodeJson(value);
}

const escapeOf = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function isKept(value: number): boolean {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** keptDigits) return true;
  const digits = String(value).replace(/[-.]/g, '').replace(/^0+/, '');
  return /^\d*$/.test(digits) && digits.length <= keptDigits;
}

/** What a cell that is not empty asks for; the error is a sentence for the person who filled it. */
export function decodeCell(cell: string, kind: CellKind): Result<CellWish> {
  const trimmed = cell.trim();
  if (trimmed.toLowerCase() === deleteMark) return ok({ kind: 'delete' });
  const mark = ownMark.exec(cell)?.[0].toLowerCase();
  if (mark === '[json]') return decodeJson(cell.slice(mark.length));
  if (mark === '[text]') return set(cell.slice(mark.length).replace(/^ /, ''));
  if (mark !== undefined) return err(text.markedWrong(deleteMark));
  const value = cell.replaceAll('\r\n', '\n');
  if (kind === 'text') return set(value);
  if (/^[-+]?\d+,\d+$/.test(trimmed)) return err(text.decimalComma(trimmed));
  return set(/^-?(?:\d+|\d*\.\d+)$/.test(trimmed) ? Number(trimmed) : value);
}

const set = (value: Json): Result<CellWish> => ok({ kind: 'set', value });

function decodeJson(json: string): Result<CellWish> {
  try {
    return set(JSON.parse(json) as Json);
  } catch (cause) {
    return err(text.notJson(cause instanceof Error ? cause.message : String(cause)));
  }
}

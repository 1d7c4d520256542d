import { stringify } from 'csv-stringify/sync';

import type { FilledCell } from '#shared/sheets/table-plan.ts';

/**
 * CSV that no spreadsheet program can mistake for formulas (CWE-1236, reliability.md 5.1). Every text cell is
 * in quotation marks; one that begins, behind any white space or control characters, with a sign that
 * some program reads as a formula gets an apostrophe in front. That changes data, so the last column's name says so
 * and `openSheet` takes the apostrophe off again. Numbers are numbers by type, not by look: `-5` stays.
 */
export const guardMarker = "guarded with '";

// The full-width forms are formulas to spreadsheet programs that are set to Chinese or Japanese.
const risky = /^[\s\p{Cc}\p{Cf}]*['=+\-@＝＋－＠|%]|^[\t\r\n\0]/u;

export type CsvCell = string | number | boolean | null;

/** A cell as it is written: risky text with an apostrophe in front. */
export function guardCell(text: string): string {
  return !beginsPlain(text) && risky.test(text) ? `'${text}` : text;
}

/** With an ASCII letter or digit, as most texts do: `risky` fits none of these. */
function beginsPlain(text: string): boolean {
  const first = text.charCodeAt(0) | 0x20;
  return (first >= 0x61 && first <= 0x7a) || (first >= 0x30 && first <= 0x39);
}

/** The inverse of `guardCell`. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && risky.test(text.slice(1)) ? text.slice(1) : text;
}

/** The first line of a file: byte order mark (spreadsheet programs take it as UTF-8) and column names. */
export function csvHeader(columns: readonly string[]): string {
  return `\ufeff${line([...columns, guardMarker])}`;
}

/** One row as text, with CRLF (RFC 4180). */
export function csvRow(cells: readonly CsvCell[]): string {
  return line([...cells, '']);
}

/**
 * One row of `width` columns with its cells from left to right: what is not among them is nothing at all, a text is
 * in quotation marks. Read back as `csvRow`'s are; written by hand because a table of records has tens of millions
 * of cells.
 */
export function csvFilledRow(cells: readonly FilledCell[], width: number): string {
  let row = '';
  let written = 0;
  for (const { at, cell } of cells) {
    if (at > written) row += ','.repeat(at - written);
    row += typeof cell === 'number' ? String(cell) : quoted(guardCell(cell));
    written = at;
  }
  return `${row}${','.repeat(width - written)}\r\n`;
}

/** Hardly any text has a quotation mark, and to look for one takes less time than to replace none. */
function quoted(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

/** As `csvFilledRow`, of all cells in their order; null is nothing. */
export function csvSparseRow(cells: readonly (string | number | null)[]): string {
  const filled = cells.flatMap((cell, at) => (cell === null ? [] : [{ at, cell }]));
  return csvFilledRow(filled, cells.length);
}

function line(cells: readonly CsvCell[]): string {
  const plain = cells.map((cell) =>
    typeof cell === 'string' ? guardCell(cell) : typeof cell === 'boolean' ? String(cell) : cell,
  );
  return stringify([plain], {
    quoted_string: true,
    quoted_empty: true,
    record_delimiter: 'windows',
  });
}

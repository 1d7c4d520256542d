import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';

import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';

import type { AppError } from '#shared/support/app-error.ts';
import { fileFailure, sourceLimits, unreadable } from './limits.ts';
import type { Meter } from './sheet.ts';

const nulTaken = 'NUL characters inside the text were taken out. The file may be damaged.';

export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly warnings?: readonly { readonly column: number; readonly message: string }[];
}

/**
 * Rows of a CSV or TSV file, streamed; blank ones are left out but counted. A row with more characters
 * than `sourceLimits.rowCharacters` ends the reading: its end cannot be known.
 */
export async function* readCsvRows(
  path: string,
  shape: { readonly encoding: string; readonly delimiter: string },
  meter: Meter,
): AsyncGenerator<CsvRow, void, undefined> {
  const parser = parse({
    delimiter: shape.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: sourceLimits.rowCharacters,
  });
  // Errors of the file or the decoder arrive at the parser, whose loop throws them.
  const file = createReadStream(path);
  pipeline(file, iconv.decodeStream(shape.encoding), parser, (cause) => {
    if (cause != null && !parser.destroyed) parser.destroy(cause);
  });
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      meter.readBytes = file.bytesRead;
      const cells = row === 1 && /^sep=.?$/i.test(record.join('')) ? [] : record;
      // NULs pad the files of some old programs; they are no text. One inside a text is damage.
      const hasNul = cells.some((cell) => cell.includes('\0'));
      const clean = hasNul ? cells.map((cell) => cell.replaceAll('\0', '')) : cells;
      if (clean.every((cell) => cell.trim() === '')) continue;
      const warnings = hasNul
        ? cells.flatMap((cell, column) =>
            /[^\0]\0+[^\0]/.test(cell) ? [{ column, message: nulTaken }] : [],
          )
        : [];
      yield { row, cells: clean, ...(warnings.length > 0 ? { warnings } : {}) };
    }
  } catch (cause) {
    throw explain(cause, basename(path), row + 1);
  } finally {
    parser.destroy();
  }
}

function explain(cause: unknown, file: string, row: number): AppError {
  if (!(cause instanceof CsvError)) return fileFailure(file, cause);
  switch (cause.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return unreadable(
        { file, row },
        'this row is longer than 8 million characters. A quotation mark may be missing at the end of a cell.',
        { cause, nextStep: 'Mend the row in the file, then try again. Nothing was brought in.' },
      );
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable(
        { file, row },
        'a quotation mark is opened here and never closed, so that the rest of the file is one cell.',
        { cause, nextStep: 'Close the quotation mark in the file, then try again.' },
      );
    default:
      return unreadable({ file, row }, `the text is not well-formed (${cause.message}).`, {
        cause,
      });
  }
}

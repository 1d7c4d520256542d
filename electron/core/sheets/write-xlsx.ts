import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import yazl from 'yazl';

import { escapeText } from '#shared/metadata/xml/text.ts';
import type { FilledCell } from '#shared/sheets/table-plan.ts';
import { AppError } from '#shared/support/app-error.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';
import { columnLetter } from './limits.ts';
import { fixedParts, sheetEnd, sheetStart, styles } from './workbook-xml.ts';

export interface XlsxWriter {
  /** One row, its cells from left to right. Waits while the disk is slow. */
  write(cells: readonly FilledCell[]): Promise<void>;
  end(): Promise<void>;
}

/** Of a sheet, with its first row of names (ECMA-376). */
const mostRows = 1_048_576;
const rowsPerTurn = 200;
/** Characters that are packed together. */
const pieceLength = 512 * 1024;
/** The first day that a ZIP knows: the same records give the same file. */
const sameDay = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true } as const;
/** Looked for first, because hardly any text needs more. */
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

/**
 * A workbook of one sheet, written as a stream. Texts are typed as texts, so that no cell is ever a formula, and
 * every column has the format Text, so that what a person types stays what it is. They stand in the cell as texts of
 * their own (`inlineStr`): of a value (`str`) LibreOffice takes spaces away at both ends, also those of no width. Written by hand: of a table of
 * records most cells are empty, and exceljs 4.4.0 takes ten times as long over those that are not.
 */
export async function createXlsxWriter(
  stream: Writable,
  sheetName: string,
  columns: readonly string[],
): Promise<XlsxWriter> {
  const zip = new yazl.ZipFile();
  for (const [name, xml] of fixedParts(sheetName)) zip.addBuffer(Buffer.from(xml), name, sameDay);
  const sheet = new PassThrough();
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', sameDay);
  zip.end();
  const written = pipeline(zip.outputStream, stream, { end: false });
  // Whoever writes next is told.
  written.catch(() => undefined);
  let waiting = '';
  const flush = async (): Promise<void> => {
    const piece = waiting;
    waiting = '';
    if (!sheet.write(piece)) await Promise.race([once(sheet, 'drain'), written]);
  };
  const letters = columns.map((_, at) => columnLetter(at));
  waiting += sheetStart(columns.length);
  let count = 0;
  const put = async (cells: readonly FilledCell[], style: number): Promise<void> => {
    count += 1;
    if (count > mostRows) {
      throw new AppError('VALIDATION', {
        message: text.workbookTooLarge,
        nextStep: text.workbookTooLargeNext,
      });
    }
    let row = `<row r="${count}">`;
    for (const { at, cell } of cells) {
      const place = `<c r="${letters[at] ?? columnLetter(at)}${count}" s="${style}"`;
      row +=
        typeof cell === 'number'
          ? `${place}><v>${cell}</v></c>`
          : `${place} t="inlineStr"><is>${textOf(cell)}</is></c>`;
    }
    waiting += `${row}</row>`;
    if (waiting.length >= pieceLength) await flush();
  };
  await put(
    columns.map((cell, at) => ({ at, cell })),
    styles.heading,
  );
  return {
    async write(cells) {
      await put(cells, styles.text);
      if (count % rowsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    },
    async end() {
      waiting += sheetEnd;
      await flush();
      sheet.end();
      await written;
    },
  };
}

function textOf(cell: string): string {
  const text = special.test(cell) ? escapeText(cell) : cell;
  return cell === cell.trim() ? `<t>${text}</t>` : `<t xml:space="preserve">${text}</t>`;
}

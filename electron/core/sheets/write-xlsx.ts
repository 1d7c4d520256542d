import { once } from 'node:events';
import type { Writable } from 'node:stream';

import exceljs from 'exceljs';

export interface XlsxWriter {
  /** One row; null is an empty cell. Waits while the disk is slow. */
  write(cells: readonly (string | number | null)[]): Promise<void>;
  end(): Promise<void>;
}

/** Characters that a column is wide, and the number format under which spreadsheet programs leave text alone. */
const columnWidth = 24;
const textFormat = '@';
const rowsPerTurn = 200;

/**
 * A workbook of one sheet, written as a stream. Texts are typed as texts, so that no cell is ever a formula, and
 * every column has the format Text, so that what a person types stays what it is.
 */
export function createXlsxWriter(
  stream: Writable,
  sheetName: string,
  columns: readonly string[],
): XlsxWriter {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = workbook.addWorksheet(sheetName, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  sheet.columns = columns.map(() => ({ width: columnWidth, style: { numFmt: textFormat } }));
  const header = sheet.addRow([...columns]);
  header.font = { bold: true };
  header.commit();
  let count = 0;
  return {
    async write(cells) {
      // Null and undefined are left out; the reader sees cells without a value as empty.
      sheet.addRow([...cells]).commit();
      count += 1;
      if (count % rowsPerTurn !== 0) return;
      if (stream.writableNeedDrain) await once(stream, 'drain');
      else await new Promise((resolve) => setImmediate(resolve));
    },
    async end() {
      sheet.commit();
      await workbook.commit();
    },
  };
}

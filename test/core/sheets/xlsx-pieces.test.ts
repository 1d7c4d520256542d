import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import exceljs from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSheet } from '#core/sheets/open-sheet.ts';
import { createXlsxWriter } from '#core/sheets/write-xlsx.ts';

/** Three bytes a character, so that pieces of a file end within one at two of three places. */
const text = '漢字かな交じり文'.repeat(40);
const rowCount = 1500;

describe('a large workbook', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steward-pieces-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function wrongCells(path: string): Promise<number> {
    const sheet = await openSheet(path, { encoding: null, delimiter: null, sheet: null });
    let wrong = 0;
    for await (const { cells, row } of sheet.rows()) if (cells[0] !== `${row} ${text}`) wrong += 1;
    return wrong;
  }

  it('is read without a damaged character where its texts stand in the cells', async () => {
    const path = join(folder, 'inline.xlsx');
    const stream = createWriteStream(path);
    const writer = await createXlsxWriter(stream, 'Records', ['text']);
    for (let row = 2; row < rowCount; row += 1)
      await writer.write([{ at: 0, cell: `${row} ${text}` }]);
    await writer.end();
    stream.end();
    await finished(stream);
    expect(await wrongCells(path)).toBe(0);
  });

  it('is read without a damaged character where its texts are shared', async () => {
    const path = join(folder, 'shared.xlsx');
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('Records');
    sheet.addRow(['text']);
    for (let row = 2; row < rowCount; row += 1) sheet.addRow([`${row} ${text}`]);
    await workbook.xlsx.writeFile(path);
    expect(await wrongCells(path)).toBe(0);
  });
});

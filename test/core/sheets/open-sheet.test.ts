import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import exceljs from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkZip } from '#core/sheets/check-zip.ts';
import { detectDelimiter, wideEncoding } from '#core/sheets/detect-text.ts';
import { columnLetter } from '#core/sheets/limits.ts';
import { openSheet } from '#core/sheets/open-sheet.ts';
import type { Sheet, SheetRow } from '#core/sheets/sheet.ts';
import { lyingZip, storedZip } from './zip-fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-sheet-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const choice = { encoding: null, delimiter: null, sheet: null };

async function rowsOf(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) rows.push(row);
  return rows;
}

function text(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function workbook(fill: (workbook: exceljs.Workbook) => void): Promise<string> {
  const path = join(folder, 'book.xlsx');
  const book = new exceljs.Workbook();
  fill(book);
  await book.xlsx.writeFile(path);
  return path;
}

describe('workbooks', () => {
  it('give typed cells as text, dates as ISO, and say where a formula was', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('Notes').addRow(['nothing here']);
      const sheet = book.addWorksheet('Data');
      sheet.addRow(['id', 'value', 'when']);
      sheet.addRow(['004', '=1+4', new Date('2024-02-03T00:00:00Z')]);
      sheet.addRow([5, { formula: '1+1', result: 2 }, new Date('2024-02-03T10:30:00Z')]);
      sheet.addRow([]);
      sheet.addRow([
        { richText: [{ text: 'a' }, { text: 'b' }] },
        { error: '#N/A' },
        { text: 'shown', hyperlink: 'https://x.org' },
      ]);
      sheet.addRow([true, { formula: '"x"&"y"', result: 'xy' }, 0.5]);
    });
    const sheet = await openSheet(path, { ...choice, sheet: 'Data' });
    expect(sheet).toMatchObject({
      kind: 'xlsx',
      sheets: ['Notes', 'Data'],
      sheet: 'Data',
      columns: ['id', 'value', 'when'],
    });
    const rows = await rowsOf(sheet);
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [2, '004', '=1+4', '2024-02-03'],
      [3, '5', '2', '2024-02-03T10:30:00Z'],
      [5, 'ab', '', 'shown'],
      [6, 'true', 'xy', '0.5'],
    ]);
    expect(rows.map(({ warnings }) => warnings.map(({ column }) => column))).toEqual([
      [],
      [1],
      [1],
      [1],
    ]);
  });

  it('are opened at their first sheet, and name the sheets there are when one is missing', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('One').addRow(['id']);
      book.addWorksheet('Two').addRow(['id']);
    });
    expect((await openSheet(path, choice)).sheet).toBe('One');
    await expect(openSheet(path, { ...choice, sheet: 'Three' })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      nextStep: 'Choose one of: One, Two.',
    });
  });

  it('are read sheet by sheet in whichever order their parts stand, from the first that has any row', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('Cover');
      book.addWorksheet('Notes').addRow(['Read me']);
      const data = book.addWorksheet('Data');
      for (let row = 0; row < 40; row += 1) data.addRow([`a ${String(row)}`, 'é']);
    });
    // The texts stand behind the sheets, and the list of sheets is the last part of all.
    for (let times = 0; times < 10; times += 1) {
      const sheet = await openSheet(path, { ...choice, sheet: 'Data' });
      expect(await rowsOf(sheet)).toHaveLength(39);
      expect(sheet.readShare()).toBe(1);
    }
    expect(await openSheet(path, choice)).toMatchObject({ sheet: 'Notes', columns: ['Read me'] });
    await expect(openSheet(path, { ...choice, sheet: 'Cover' })).rejects.toThrow(/nothing in the/);
  });

  it('are refused beyond 500 columns, with the place', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('Wide').addRow(Array.from({ length: 501 }, (_, at) => `c${at}`));
    });
    await expect(openSheet(path, choice)).rejects.toThrow('book.xlsx, row 1, column SG: ');
  });

  it('that lie about their size, or hide data behind their directory, are found out', async () => {
    await expect(checkZip(text('liar.xlsx', lyingZip()), [])).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
    });
    const zip = storedZip([['xl/workbook.xml', '<workbook/>']]);
    const hidden = Buffer.concat([Buffer.alloc(600_000, 'x'), zip]);
    await expect(checkZip(text('hidden.xlsx', hidden), [])).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
    });
  });
});

describe('text tables', () => {
  it('count rows as a person does, blank ones and those inside cells too', async () => {
    const sheet = await openSheet(text('a.csv', 'id,title\n\n1,"two\nlines"\n,\n2,x\n'), choice);
    expect((await rowsOf(sheet)).map(({ row, cells }) => [row, ...cells])).toEqual([
      [3, '1', 'two\nlines'],
      [5, '2', 'x'],
    ]);
  });

  it('name columns without a name, and tell second ones apart', async () => {
    const sheet = await openSheet(text('a.csv', 'id,,Title,title\n1,2,3,4\n'), choice);
    expect(sheet.columns).toEqual(['id', 'Column B', 'Title', 'title (2)']);
    expect(sheet.warnings).toEqual([
      'a.csv has more than one column “title”. Check where each of them goes.',
    ]);
  });

  it('warn when the header is data, and when characters were lost', async () => {
    const sheet = await openSheet(
      text('a.csv', '10.5072/a,https://x.org\n10.5072/b,\ufffd\n'),
      choice,
    );
    expect(sheet.warnings[0]).toContain('looks like data');
    expect((await rowsOf(sheet))[0]?.warnings).toMatchObject([{ column: 1 }]);
  });

  it('are told where the name says workbook', async () => {
    const sheet = await openSheet(text('a.xlsx', 'doi,title\n10.5072/a,A\n'), choice);
    expect(sheet.warnings[0]).toContain(
      'a.xlsx is named as an Excel workbook but holds plain text',
    );
    expect((await openSheet(text('a.csv', 'doi,title\n10.5072/a,A\n'), choice)).warnings).toEqual(
      [],
    );
  });

  it('are Windows-1252 when one byte at their very end is no UTF-8', async () => {
    const long = `id,title\n${'1,plain text\n'.repeat(20_000)}`;
    const sheet = await openSheet(
      text('a.csv', Buffer.concat([Buffer.from(long), Buffer.from('2,caf\xe9\n', 'latin1')])),
      choice,
    );
    expect(sheet.encoding).toBe('windows-1252');
    expect((await rowsOf(sheet)).at(-1)?.cells).toEqual(['2', 'café']);
  });

  it('end at 100,000 rows', async () => {
    const sheet = await openSheet(text('a.csv', `id\n${'1\n'.repeat(100_001)}`), choice);
    await expect(rowsOf(sheet)).rejects.toThrow(
      'a.csv, row 100002: the table has more than 100,000 rows.',
    );
  });

  it('keep the encoding that a person chose, and refuse one that is none', async () => {
    const path = text('a.csv', Buffer.from('id,title\n1,\xd6\n', 'latin1'));
    expect(
      (await rowsOf(await openSheet(path, { ...choice, encoding: 'cp850' })))[0]?.cells[1],
    ).toBe('Í');
    await expect(openSheet(path, { ...choice, encoding: 'klingon' })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
    });
  });
});

describe('telling how a text is written', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n"1,5";"2,5"\n', ';'],
    ['a\tb\nx, y\tz, w\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['title\nOne, two; three\n', ','],
    ['id;title\n1;"a;b;c;d"\n', ';'],
    ['sep=|\na|b\n', '|'],
  ])('finds the delimiter of %j', (content, delimiter) => {
    expect(detectDelimiter(content)).toBe(delimiter);
  });

  it('does not take UTF-8 in other scripts for UTF-16', () => {
    expect(wideEncoding(Buffer.from('タイトル,作成者\n'))).toBeNull();
    expect(wideEncoding(Buffer.from('id,title', 'utf16le'))).toBe('utf-16le');
  });

  it('names columns as spreadsheet programs do', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'ZZ',
      'AAA',
    ]);
  });
});

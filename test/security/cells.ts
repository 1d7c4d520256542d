import { csvHeader, csvRow, csvSparseRow, unguardCell } from '#core/sheets/write-csv.ts';

import { cellPayloads } from './payloads.ts';
import type { Proof } from './suite.ts';

/** What a spreadsheet program sees: fields of RFC 4180, quotation marks taken off. */
function readCells(text: string): string[] {
  const cells: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/gy;
  for (let found = field.exec(text); found !== null && found[0] !== ''; found = field.exec(text)) {
    cells.push((found[1] ?? found[2] ?? '').replaceAll('""', '"'));
  }
  return cells;
}

/** A cell that some program takes for a formula, whatever stands invisibly before it. */
const isLive = (cell: string): boolean =>
  /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/u.test(cell);

/** S7: cells that come alive in a spreadsheet, and cells that come back as something else. */
export function proveCells(): Proof {
  let through = 0;
  let example: string | null = null;
  const note = (why: string, payload: string): void => {
    through += 1;
    example ??= `${why}: ${JSON.stringify(payload)}`;
  };
  for (const payload of cellPayloads) {
    for (const row of [csvRow([payload]), csvSparseRow([payload]), csvHeader([payload]).slice(1)]) {
      const [cell = ''] = readCells(row);
      if (readCells(row).some(isLive)) note('live', payload);
      if (unguardCell(cell) !== payload) note('changed', payload);
    }
  }
  const bare = cellPayloads.filter((payload) => isLive(payload)).length;
  return {
    id: 'S7',
    what: 'cells that a spreadsheet takes for a formula, or that come back changed',
    tried: cellPayloads.length,
    through,
    sabotaged: bare,
    example,
  };
}

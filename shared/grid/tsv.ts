/**
 * Cells as spreadsheets exchange them through the clipboard: tabs between cells, CR LF between rows,
 * quotes around a cell that holds a tab, a line break or a quote (as Excel and LibreOffice write it).
 */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(writeCell).join('\t')).join('\r\n');
}

function writeCell(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The inverse; the line break that spreadsheets put behind the last row begins no row of its own. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let at = 0;
  const end = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"' && cell === '') {
      const closed = closingQuote(text, at);
      // A quote that nothing closes is a letter of the cell.
      if (closed !== null) {
        cell = text.slice(at + 1, closed).replaceAll('""', '"');
        at = closed + 1;
        continue;
      }
    }
    if (character === '\t') end();
    else if (character === '\n' || character === '\r') {
      end();
      if (character === '\r' && text[at + 1] === '\n') at += 1;
      if (at + 1 < text.length) rows.push([]);
      else return rows;
    } else cell += character;
    at += 1;
  }
  end();
  return rows;
}

/** The quote that closes the one at `from`: alone, and at the end of a cell. */
function closingQuote(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return at + 1 >= text.length || /[\t\r\n]/.test(text[at + 1] ?? '') ? at : null;
  }
  return null;
}

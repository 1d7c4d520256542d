/** Text in aligned columns for a terminal. The last column takes what is left and is cut, never wrapped. */
export function formatTable(
  rows: readonly (readonly string[])[],
  options: { readonly header?: readonly string[]; readonly width?: number } = {},
): string {
  const all = options.header === undefined ? rows : [options.header, ...rows];
  const columnCount = Math.max(0, ...all.map((row) => row.length));
  const widths = Array.from({ length: columnCount }, (_, column) =>
    Math.max(0, ...all.map((row) => textWidth(row[column] ?? ''))),
  );
  const lines = all.map((row) => formatRow(row, widths, options.width ?? Infinity));
  if (options.header !== undefined) {
    const ruleWidth = Math.min(options.width ?? Infinity, Math.max(...lines.map(textWidth)));
    lines.splice(1, 0, '─'.repeat(ruleWidth));
  }
  return lines.join('\n');
}

function formatRow(row: readonly string[], widths: readonly number[], width: number): string {
  const line = row
    .map((cell, column) =>
      column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)),
    )
    .join('  ')
    .trimEnd();
  return cut(line, width);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes in a terminal; East Asian wide characters take two. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += isWide(segment) ? 2 : 1;
  return width;
}

/** Cuts a text to a number of columns and shows that it was cut. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += isWide(segment) ? 2 : 1;
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

// Unicode Standard Annex 11, the blocks that matter: Hangul, CJK, kana, full-width forms, emoji.
function isWide(grapheme: string): boolean {
  const point = grapheme.codePointAt(0) ?? 0;
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0x1f300 && point <= 0x1faff) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}

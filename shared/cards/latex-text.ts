const combining: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  c: '\u0327',
  k: '\u0328',
  d: '\u0323',
  b: '\u0331',
};

const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'i',
  j: 'j',
  dh: 'ð',
  th: 'þ',
  dj: 'đ',
};

/** LaTeX as people put it into BibTeX, as plain text: accents, special letters, escapes, no braces. */
export function latexToText(latex: string): string {
  return latex
    .replace(/\\([`'^~=.""])\s*(?:\{\s*\\?([a-zA-Z])\s*\}|\\?([a-zA-Z]))/g, accent)
    .replace(/\\([uvHrckdb])\s*\{\s*\\?([a-zA-Z])\s*\}/g, accent)
    .replace(/\\([uvHrckdb])\s+([a-zA-Z])/g, accent)
    .replace(
      /\\(ss|ae|AE|oe|OE|aa|AA|dh|th|dj|o|O|l|L|i|j)(?![a-zA-Z])\s?(?:\{\})?/g,
      (whole, name: string) => letters[name] ?? whole,
    )
    .replace(/\\(?:text(?:bf|it|tt|sc|rm)|emph|mathrm|url|href)\s*\{/g, '{')
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/(?<!\\)~/g, ' ')
    .replace(/\\(?:,|;|:|!|\s)/g, ' ')
    .replace(/\$\s*\\?([a-z]{1,10})?\s*\$/g, '$1')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/[{}]|\\(?=\P{ASCII})/gu, '')
    .replace(/\s+/g, ' ')
    .normalize('NFC')
    .trim();
}

function accent(whole: string, mark: string, first?: string, second?: string): string {
  const sign = combining[mark];
  const letter = first ?? second;
  return sign === undefined || letter === undefined ? whole : `${letter}${sign}`.normalize('NFC');
}

/** Combining marks by LaTeX's accent commands. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};
const symbols: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textbraceleft: '{',
  textbraceright: '}',
  textunderscore: '_',
  textregistered: '®',
  texttrademark: '™',
  textendash: '–',
  textemdash: '—',
  ldots: '…',
  dots: '…',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  mu: 'μ',
  times: '×',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  BibTeX: 'BibTeX',
};
/** Characters that are text and look like markup: they wait behind stand-ins until the markup is gone. */
const guarded = '\\{}~$';
const standIns = new Map(
  Array.from(guarded, (character, at) => [character, String.fromCharCode(0xe000 + at)]),
);

/** LaTeX as it stands in BibTeX fields as plain text: accents, symbols, dashes, quotes; markup falls away. */
export function latexToText(text: string): string {
  return (
    text
      .replace(/\\([{}$])/g, (_, character: string) => guard(character))
      .replace(/\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, '$1')
      .replace(
        /\\([`'^~"=.])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s*(\\[ij](?![a-zA-Z])|\p{L}))/gu,
        withAccent,
      )
      .replace(
        /\\([uvHckrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\\[ij](?![a-zA-Z])|\p{L}))/gu,
        withAccent,
      )
      .replace(/\\([a-zA-Z]+)(?:\s*\{\}|(?![a-zA-Z])\s*)/g, symbolOrNothing)
      // A backslash before a letter that has its accent already does nothing.
      .replace(/\\(?=\P{ASCII})/gu, '')
      .replace(/\\([&%#_ ,;:!@-])/g, (_, character: string) =>
        /[,;:!]/.test(character) ? ' ' : character,
      )
      .replace(/---/g, '—')
      .replace(/--/g, '–')
      .replace(/``/g, '“')
      .replace(/''/g, '”')
      .replace(/~/g, ' ')
      .replace(/[{}]/g, '')
      .replace(/\$([^$]{0,200})\$/g, '$1')
      .replace(/[\ue000-\ue004]/g, (standIn) => guarded[standIn.charCodeAt(0) - 0xe000] ?? '')
      .replace(/\s+/g, ' ')
      .normalize('NFC')
      .trim()
  );
}

function guard(character: string): string {
  return standIns.get(character) ?? character;
}

function withAccent(whole: string, accent: string, braced?: string, spaced?: string): string {
  const base = braced ?? spaced ?? '';
  const letter = base === '\\i' ? 'i' : base === '\\j' ? 'j' : base;
  const mark = accents[accent];
  return mark === undefined || letter === '' ? whole : `${letter}${mark}`.normalize('NFC');
}

/** A command that stands for a character; any other only dresses the text behind it. */
function symbolOrNothing(_whole: string, command: string): string {
  return Object.hasOwn(symbols, command) ? guard(symbols[command] ?? '') : '';
}

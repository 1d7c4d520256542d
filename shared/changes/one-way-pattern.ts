/**
 * An expression in which no text can be read in two ways, made ready for JavaScript's own engine: there it costs a
 * tenth of what RE2's does, and it cannot explode.
 */
export interface OneWayPattern {
  /** Finds all matches one after the other; a match is never empty. */
  readonly regex: RegExp;
  /** True where it takes time in proportion to this text, and little of it. */
  readonly isBounded: (text: string) => boolean;
}

/** Steps that may be taken for one text: a millisecond of work. */
const mostSteps = 200_000;

/**
 * Reads an expression in RE2's syntax that RE2 has taken. Null for all that is not plainly of one way: letters,
 * classes, repetitions of one character, groups that are neither repeated nor alternatives, and anchors at the ends.
 * Both engines take the first and longest reading, as Perl does; what differs between them (`.` and `\s` of rare line
 * ends, repetitions of what may be nothing, blindness to case) is written out or left to RE2.
 *
 * JavaScript's engine goes back where a reading fails. It can do so in vain only where a repeated character might
 * also be the next thing, and of such expressions none is taken.
 */
export function oneWayPattern(source: string, wholeValue: boolean): OneWayPattern | null {
  const pieces = readPieces(source);
  if (pieces === null) return null;
  const atoms = pieces.filter((piece) => typeof piece === 'object');
  if (!atoms.some(({ least }) => least > 0) || !atoms.every(isOneWay)) return null;
  const written = pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece)));
  const isAnchored = wholeValue || written[0] === '^';
  const regex = wholeValue ? `^(?:${written.join('')})$` : written.join('');
  const steps = atoms.reduce((sum, { least, most }) => sum + 1 + timesOf(least, most), 1);
  const isEndless = atoms.some(({ most }) => most === Infinity);
  return {
    regex: new RegExp(regex, 'gu'),
    // From each place at which it may begin, to the end of the text where it has no end of its own.
    isBounded: ({ length }) =>
      (isAnchored ? 1 : length + 1) * (isEndless ? length + 1 : 1) * steps <= mostSteps,
  };
}

const timesOf = (least: number, most: number): number => (most === Infinity ? least : most);

/** Some of the first 128 characters, and all others or none of them. */
interface Characters {
  readonly ascii: readonly boolean[];
  readonly others: boolean;
}

interface Atom {
  readonly characters: Characters;
  /** As JavaScript reads it. */
  readonly source: string;
  readonly least: number;
  /** `Infinity`: any number of times. */
  readonly most: number;
}

/** Text as it stands is an anchor or a parenthesis. */
type Piece = Atom | string;

function isOneWay({ least, most, characters }: Atom, at: number, all: readonly Atom[]): boolean {
  if (least === most) return true;
  for (const next of all.slice(at + 1)) {
    if (overlap(characters, next.characters)) return false;
    if (next.least > 0) break;
  }
  return true;
}

function overlap(one: Characters, other: Characters): boolean {
  return (one.others && other.others) || one.ascii.some((has, code) => has && other.ascii[code]);
}

const piece =
  /(?<anchor>\^|\$|\\b)|(?<open>\((?:\?:)?)|(?<close>\))|(?<atom>\\.|\.|\[\^?(?:\\.|[^\\[\]])+\]|[^\\^$.|?*+()[\]{}])(?<times>[*+?]|\{\d{1,3}(?:,\d{0,3})?\})?(?![*+?{])/suy;

function readPieces(source: string): Piece[] | null {
  const pieces: Piece[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < source.length) {
    const from = piece.lastIndex;
    const { anchor, open, close, atom, times } = piece.exec(source)?.groups ?? {};
    const fixed = anchor ?? open ?? close;
    const isLast = piece.lastIndex === source.length;
    if ((fixed === '^' && from > 0) || (fixed === '$' && !isLast)) return null;
    // A group that is repeated, or holds alternatives or a flag, fails as the next piece.
    if (fixed !== undefined) pieces.push(fixed);
    else {
      const characters = atom === undefined ? null : charactersOf(atom);
      if (characters === null || atom === undefined) return null;
      pieces.push({ characters, source: writtenAs(atom, characters), ...bounds(times) });
    }
  }
  return pieces;
}

function bounds(times = '{1}'): Pick<Atom, 'least' | 'most'> {
  if (times === '*') return { least: 0, most: Infinity };
  if (times === '+') return { least: 1, most: Infinity };
  if (times === '?') return { least: 0, most: 1 };
  const [least = '', most = least] = times.slice(1, -1).split(',');
  return { least: Number(least), most: most === '' ? Infinity : Number(most) };
}

function textOf({ source, least, most }: Atom): string {
  if (least === 1 && most === 1) return source;
  return `${source}{${least},${most === Infinity ? '' : most}}`;
}

const asciiSize = 128;

function charactersWhere(has: (code: number) => boolean, others = false): Characters {
  return { ascii: Array.from({ length: asciiSize }, (_, code) => has(code)), others };
}

function without({ ascii, others }: Characters): Characters {
  return { ascii: ascii.map((has) => !has), others: !others };
}

function either(one: Characters, other: Characters): Characters {
  return charactersWhere(
    (code) => one.ascii[code] === true || other.ascii[code] === true,
    one.others || other.others,
  );
}

const among = (text: string): Characters =>
  charactersWhere((code) => text.includes(String.fromCharCode(code)));
const between = (first: number, last: number): Characters =>
  charactersWhere((code) => code >= first && code <= last);

const digits = between(0x30, 0x39);
const letters = either(between(0x41, 0x5a), between(0x61, 0x7a));
const words = either(either(digits, letters), among('_'));
/** RE2's, which knows no others. */
const spaces = among('\t\n\f\r ');
const named: Readonly<Record<string, Characters>> = {
  ...{ '\\d': digits, '\\w': words, '\\s': spaces },
  ...{ '\\D': without(digits), '\\W': without(words), '\\S': without(spaces) },
  ...{ '\\t': among('\t'), '\\n': among('\n'), '\\r': among('\r'), '\\f': among('\f') },
  '.': without(among('\n')),
};

const isSurrogate = (text: string): boolean => /^\p{Cs}/u.test(text);
/** Letters and digits behind a backslash mean something; of those, only what stands in `named` is read. */
const escapedSign = /^\\[!-/:-@[-`{-~]$/;

function charactersOf(atom: string): Characters | null {
  const known = named[atom];
  if (known !== undefined) return known;
  if (escapedSign.test(atom)) return among(atom.slice(1));
  if (atom.startsWith('\\')) return null;
  if (atom.startsWith('[')) return classOf(atom);
  const code = atom.codePointAt(0) ?? 0;
  if (isSurrogate(atom)) return null;
  return code < asciiSize ? among(atom) : charactersWhere(() => false, true);
}

const member = /(?<first>\\.|[^\\])(?:-(?<last>\\.|[^\\]))?/suy;

/** A class of ASCII characters; null where it holds others, or is no plain list of characters and ranges. */
function classOf(atom: string): Characters | null {
  const isNegated = atom.startsWith('[^');
  const text = atom.slice(isNegated ? 2 : 1, -1);
  if (text === '') return null;
  let all = among('');
  member.lastIndex = 0;
  while (member.lastIndex < text.length) {
    const { first = '', last } = member.exec(text)?.groups ?? {};
    const isDash = first === '-' || last === '-';
    const one = first === '.' ? among('.') : charactersOf(first);
    if (one === null || one.others || isDash) return null;
    if (last === undefined) all = either(all, one);
    else {
      const [from, to] = [codeOf(first), codeOf(last)];
      if (from === null || to === null || from > to) return null;
      all = either(all, between(from, to));
    }
  }
  return isNegated ? without(all) : all;
}

/** Of a single ASCII character, by itself or as an escaped sign. */
function codeOf(text: string): number | null {
  const sign = escapedSign.test(text) ? text.slice(1) : text;
  const code = sign.codePointAt(0) ?? asciiSize;
  return sign.length === 1 && code < asciiSize ? code : null;
}

/** The same characters for JavaScript, every one by its number. */
function writtenAs(atom: string, { ascii, others }: Characters): string {
  const isOther = others && !ascii.includes(true) && named[atom] === undefined;
  if (isOther) return `\\u{${(atom.codePointAt(0) ?? 0).toString(16)}}`;
  const codes = ascii.flatMap((has, code) => (has ? [code] : []));
  const one = codes.map((code) => `\\u{${code.toString(16)}}`);
  if (one.length === 1 && !others) return one.join('');
  return `[${one.join('')}${others ? '\\u{80}-\\u{10ffff}' : ''}]`;
}

/**
 * Keys under which spellings of one thing collide, as OpenRefine's documentation describes its methods
 * ("Clustering in depth": fingerprint, n-gram fingerprint, phonetic). Values with equal keys are proposed as one.
 */
export const keyMethods = ['fingerprint', 'ngram', 'cologne', 'metaphone'] as const;
export type KeyMethod = (typeof keyMethods)[number];

const punctuation = /[\p{P}\p{S}\p{C}]+/gu;

/** Letters without their marks, and the few that are letters of their own in their plain form. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþ]/g, (letter) => letterForms[letter] ?? letter);
}

const letterForms: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** Words in lower case without marks and punctuation, each once, in order: `ETH, Zürich` is `Zurich ETH`. */
export function fingerprint(text: string): string {
  const plain = plainLetters(text.trim().toLowerCase()).replace(punctuation, ' ');
  return [...new Set(plain.split(/\s+/).filter((word) => word !== ''))].sort().join(' ');
}

/** Pairs of letters that occur, each once, in order: blind to spaces and doubled letters. */
export function ngramFingerprint(text: string, size = 2): string {
  const plain = plainLetters(text.toLowerCase()).replace(punctuation, '').replace(/\s+/g, '');
  const letters = Array.from(plain);
  if (letters.length <= size) return plain;
  const grams = new Set<string>();
  for (let at = 0; at + size <= letters.length; at += 1) {
    grams.add(letters.slice(at, at + size).join(''));
  }
  return [...grams].sort().join('');
}

/** Each word by its sound; words without a letter of the alphabet stay as they are. */
function phonetic(text: string, code: (word: string) => string): string {
  const words = plainLetters(text.toLowerCase()).replace(punctuation, ' ').split(/\s+/);
  return words
    .filter((word) => word !== '')
    .map((word) => code(word.replace(/[^a-z]/g, '')) || word)
    .sort()
    .join(' ');
}

/** Cologne phonetics (Postel 1969): German spellings that sound alike, `Meyer` as `Maier`. */
function cologne(word: string): string {
  const codes = Array.from(word).map((letter, at) =>
    cologneCode(letter, word[at - 1] ?? '', word[at + 1] ?? ''),
  );
  const joined = codes.join('').replace(/(\d)\1+/g, '$1');
  return joined.slice(0, 1) + joined.slice(1).replaceAll('0', '');
}

function cologneCode(letter: string, before: string, after: string): string {
  const isBefore = (letters: string): boolean => after !== '' && letters.includes(after);
  const isAfter = (letters: string): boolean => before !== '' && letters.includes(before);
  if ('aeijouy'.includes(letter)) return '0';
  if (letter === 'b' || (letter === 'p' && after !== 'h')) return '1';
  if ('dt'.includes(letter)) return isBefore('csz') ? '8' : '2';
  if ('fvwp'.includes(letter)) return '3';
  if ('gkq'.includes(letter)) return '4';
  if (letter === 'c') {
    if (before === '') return isBefore('ahkloqrux') ? '4' : '8';
    return isAfter('sz') || !isBefore('ahkoqux') ? '8' : '4';
  }
  if (letter === 'x') return isAfter('ckq') ? '8' : '48';
  if (letter === 'l') return '5';
  if ('mn'.includes(letter)) return '6';
  if (letter === 'r') return '7';
  if ('sz'.includes(letter)) return '8';
  return '';
}

/** A short form of Metaphone (Philips 1990): English spellings that sound alike, `Philips` as `Filipps`. */
function metaphone(word: string): string {
  const letters = word
    .replace(/^(?:kn|gn|pn|ae|wr)/, (start) => start.slice(1))
    .replace(/^x/, 's')
    .replace(/^wh/, 'w')
    .replace(/mb$/, 'm')
    .replace(/([abd-z])\1+/g, '$1');
  let code = '';
  for (let at = 0; at < letters.length; at += 1) {
    const [sound, taken] = metaphoneSound(letters, at);
    code += sound;
    at += taken;
  }
  return code;
}

const soft = 'eiy';
const vowels = 'aeiou';

/** The sound of the letter at a place, and how many letters behind it belong to it. */
function metaphoneSound(word: string, at: number): readonly [sound: string, taken: number] {
  const [letter = '', next = '', third = ''] = [word[at], word[at + 1], word[at + 2]];
  const before = word[at - 1] ?? '';
  const isVowelNext = next !== '' && vowels.includes(next);
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return [at === 0 ? letter : '', 0];
    case 'c':
      if (next === 'h') return ['x', 1];
      if (next === 'i' && third === 'a') return ['x', 0];
      return next !== '' && soft.includes(next) ? ['s', 0] : ['k', next === 'k' ? 1 : 0];
    case 'd':
      return next === 'g' && soft.includes(third) && third !== '' ? ['j', 1] : ['t', 0];
    case 'g':
      if (next === 'h') return third !== '' && vowels.includes(third) ? ['k', 1] : ['', 1];
      if (next === 'n') return ['', 0];
      return next !== '' && soft.includes(next) ? ['j', 0] : ['k', 0];
    case 'h':
      return isVowelNext && !(before !== '' && vowels.includes(before)) ? ['h', 0] : ['', 0];
    case 'k':
      return ['k', 0];
    case 'p':
      return next === 'h' ? ['f', 1] : ['p', 0];
    case 'q':
      return ['k', 0];
    case 's':
      if (next === 'h') return ['x', 1];
      return next === 'i' && 'ao'.includes(third) && third !== '' ? ['x', 0] : ['s', 0];
    case 't':
      if (next === 'h') return ['0', 1];
      return next === 'i' && 'ao'.includes(third) && third !== '' ? ['x', 0] : ['t', 0];
    case 'v':
      return ['f', 0];
    case 'w':
    case 'y':
      return [isVowelNext ? letter : '', 0];
    case 'x':
      return ['ks', 0];
    case 'z':
      return ['s', 0];
    default:
      return [letter, 0];
  }
}

/** The key of a value by a method; empty: the method says nothing about it. */
export function clusterKey(text: string, method: KeyMethod): string {
  switch (method) {
    case 'fingerprint':
      return fingerprint(text);
    case 'ngram':
      return ngramFingerprint(text);
    case 'cologne':
      return phonetic(text, cologne);
    case 'metaphone':
      return phonetic(text, metaphone);
  }
}

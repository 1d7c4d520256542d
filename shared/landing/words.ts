/** Texts as they are compared here: without accents, case and punctuation, one blank between words. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Which share of the words of `wanted` stand in `words`, 0 to 1. */
export function shareOfWords(wanted: string, words: ReadonlySet<string>): number {
  const list = wanted.split(' ').filter((word) => word !== '');
  if (list.length === 0) return 0;
  return list.filter((word) => words.has(word)).length / list.length;
}

/** True when the words of `wanted` stand in `text` side by side, whole. Both are `plainWords`. */
export function holdsWords(text: string, wanted: string): boolean {
  return wanted !== '' && ` ${text} `.includes(` ${wanted} `);
}

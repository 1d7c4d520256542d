/** A text as it is compared and sorted: without accents and case, white space (and NUL, where SQLite's texts end) as one space. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s\0]+/g, ' ')
    .trim();
}

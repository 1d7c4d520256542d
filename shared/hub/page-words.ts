/** More than any terms have. */
const longest = 200_000;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** The words of a page, without markup, scripts and styles; one line a block. To be kept and compared, not to be shown as a page. */
export function pageWords(html: string): string {
  return html
    .slice(0, 3_000_000)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|template|noscript|svg)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(
      /<\/?(?:p|div|li|ul|ol|h[1-6]|br|tr|section|article|header|footer|main)\b[^<>]*>/gi,
      '\n',
    )
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#?\w{1,8});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, longest);
}

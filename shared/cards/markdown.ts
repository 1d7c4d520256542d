export interface Section {
  /** 1 for `#`; 0 for what stands before the first heading. */
  readonly level: number;
  readonly heading: string;
  /** What stands under the heading, up to the next heading of any level. */
  readonly text: string;
}

/** Cuts Markdown at its headings; a `#` in a code block is no heading. */
export function readSections(markdown: string): readonly Section[] {
  const sections: { level: number; heading: string; lines: string[] }[] = [
    { level: 0, heading: '', lines: [] },
  ];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
    }
    const heading = fence === null ? /^(#{1,6})\s+(.{0,500})$/.exec(line) : null;
    if (heading === null) sections.at(-1)?.lines.push(line);
    else {
      const [, hashes = '', words = ''] = heading;
      sections.push({
        level: hashes.length,
        heading: plainLine(words.replace(/\s#+\s*$/, '')),
        lines: [],
      });
    }
  }
  return sections.map(({ level, heading, lines }) => ({ level, heading, text: lines.join('\n') }));
}

/** Text of the first section whose heading matches, null when there is none. */
export function sectionText(sections: readonly Section[], heading: RegExp): string | null {
  return sections.find((section) => heading.test(section.heading))?.text ?? null;
}

const placeholder =
  /^[\s*_>`~-]*\[?\s*(?:(?:needs )?more information(?: is)?(?: needed)?|more info needed|information needed|todo|tbd|to be (?:added|done|completed)(?: soon)?|coming soon|n\/?a|none|unknown|not (?:available|applicable|provided|specified)|dataset name|model name|add (?:a )?(?:summary|description)[^.]{0,60})\s*\]?(?:\([^)]{0,300}\))?[\s.!*_`:]*$/i;

/** True for the texts that a card's template leaves where nobody wrote anything. */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  return bare === '' || (bare.length < 600 && placeholder.test(bare));
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  ndash: '–',
  mdash: '—',
};

/** Control characters, which XML forbids; those of Windows-1252 stay for the repair of damaged text. */
const controls = /(?![\t\n\r\u0080-\u009f])\p{Cc}/gu;

export function hasControls(text: string): boolean {
  return text.search(controls) >= 0;
}

/** One line of Markdown or HTML as plain text: no badges, tags, link targets or emphasis. */
export function plainLine(markdown: string): string {
  return markdown
    .replace(/<!--.{0,5000}?-->/g, '')
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[\s*\]\([^)]{0,2000}\)/g, '')
    .replace(
      /\[([^[\]]{1,1000})\]\([^()\s]{0,2000}(?:\([^()]{0,200}\)[^()\s]{0,500})?(?:\s[^()]{0,300})?\)/g,
      '$1',
    )
    .replace(/\[([^[\]]{1,1000})\]\[[^\]]{0,200}\]/g, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]{1,2000})>/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]{0,2000}>/g, '')
    .replace(/\*\*([^*]{1,2000})\*\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}_])__([^_]{1,2000})__(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s][^*]{0,1000})\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/`([^`]{1,1000})`/g, '$1')
    .replace(/&([a-z]{2,6}|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\\([_*#[\]`~|<>-])/g, '$1')
    .replace(controls, '')
    .replace(/[\t\u00a0 ]+/g, ' ')
    .trim();
}

/** Markdown as plain paragraphs. Code, tables, images, rules and placeholders are left out. */
export function plainText(markdown: string): string {
  const bare = markdown
    .replace(/<!--[\s\S]{0,20000}?-->/g, '')
    .replace(/^\s{0,3}(```+|~~~+)[\s\S]*?(?:^\s{0,3}\1|$(?![\s\S]))/gm, '');
  const lines = bare
    .split('\n')
    .filter((line) => !/^\s*\|.*\|\s*$|^\s*[-*_]{3,}\s*$|^\s*\[[^\]]+\]:\s/.test(line))
    .map((line) => plainLine(line.replace(/^\s*>+\s?/, '')));
  return lines
    .join('\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => !isPlaceholder(paragraph))
    .join('\n\n');
}

/** Addresses in a piece of Markdown, in order, without the punctuation around them. */
export function linksIn(markdown: string): readonly string[] {
  const found =
    markdown.match(
      /https?:\/\/[^\s<>()[\]"'`]{3,2000}(?:\([^\s<>()]{0,100}\)[^\s<>()[\]"'`]{0,500})?/g,
    ) ?? [];
  return [...new Set(found.map((link) => link.replace(/[.,;:!?*_]+$/, '')))];
}

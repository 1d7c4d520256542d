/** A card's text in its two parts. */
export interface SplitCard {
  /** The YAML between the fences; null when the card has none. */
  readonly front: string | null;
  /** Line of the file on which the YAML begins, as a person counts. */
  readonly frontLine: number;
  readonly body: string;
  /** True when the first fence is never closed: then nothing tells where the YAML ends. */
  readonly isUnclosed: boolean;
}

/** Parts front matter from text. Blank lines and a byte order mark before the fence do no harm. */
export function splitCard(text: string): SplitCard {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => line.trim() !== '');
  const isFence = (line: string | undefined): boolean => line?.trimEnd() === '---';
  if (start < 0 || !isFence(lines[start])) {
    return { front: null, frontLine: 1, body: lines.join('\n'), isUnclosed: false };
  }
  const end = lines.findIndex(
    (line, at) => at > start && (isFence(line) || line.trimEnd() === '...'),
  );
  if (end < 0) {
    // The front matter ends where the text begins: at the first heading or blank line.
    const stop = lines.findIndex(
      (line, at) => at > start && (line.trim() === '' || /^#+ /.test(line)),
    );
    const cut = stop < 0 ? lines.length : stop;
    return {
      front: lines.slice(start + 1, cut).join('\n'),
      frontLine: start + 2,
      body: lines.slice(cut).join('\n'),
      isUnclosed: true,
    };
  }
  return {
    front: lines.slice(start + 1, end).join('\n'),
    frontLine: start + 2,
    body: lines.slice(end + 1).join('\n'),
    isUnclosed: false,
  };
}

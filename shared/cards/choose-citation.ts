import type { CardCitation } from './card.ts';

export interface ChosenCitation {
  readonly citation: CardCitation;
  readonly rule: 'only-citation' | 'data-citation' | 'citation-by-title' | 'first-citation';
}

const dataTypes = new Set(['dataset', 'data', 'software']);

/**
 * The entry that cites the item itself. Several entries: one for a data set or software, else the one whose
 * title has the item's name in it, else the first. Only entries with author and year count;
 * nothing is put together from two of them.
 */
export function chooseCitation(
  citations: readonly CardCitation[],
  names: readonly string[],
): ChosenCitation | null {
  const whole = citations.filter(
    (each) => each.authors.length > 0 && each.year !== null && !isTemplate(each),
  );
  const [first] = whole;
  if (first === undefined) return null;
  if (whole.length === 1) return { citation: first, rule: 'only-citation' };
  const named = whole.find((each) => names.some((name) => mentions(each, name)));
  const data = whole.filter((each) => dataTypes.has(each.type.toLowerCase()));
  const [onlyData] = data;
  if (data.length === 1 && onlyData !== undefined)
    return { citation: onlyData, rule: 'data-citation' };
  if (named !== undefined) return { citation: named, rule: 'citation-by-title' };
  return { citation: first, rule: 'first-citation' };
}

/** The example that the Hub's template leaves in the card. */
export function isTemplate(citation: CardCitation): boolean {
  return (
    /^a great new dataset$/i.test(citation.title ?? '') ||
    citation.authors.some((author) =>
      /^(?:huggingface,? inc\.?|first last|author names?)$/i.test(author.name),
    )
  );
}

/** True when the title or the key holds the name as a word of its own. */
function mentions(citation: CardCitation, name: string): boolean {
  const wanted = fold(name);
  if (wanted.length < 3) return false;
  // `AlOmari2019oclar`: between year and name a word ends, too.
  const key = citation.key.replace(/[:_-]|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ');
  return ` ${fold(`${citation.title ?? ''} ${key}`)} `.includes(` ${wanted} `);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[{}]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

import type { Attributes } from '../metadata/attributes.ts';
import type { CitationSource, CitedName } from './citation-source.ts';
import type { WithPlace } from './cited-place.ts';
import { readCitation, versionLabel } from './citation-source.ts';
import { citationTypes } from './citation-types.ts';
import { pagesOf } from './csl-json.ts';

export interface BibtexOptions extends WithPlace {
  /** `bibtex` (for every style, data as @misc) or `biblatex` (@dataset, @software, `date`). */
  readonly dialect?: 'bibtex' | 'biblatex';
}

const specials: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // Even an escaped brace counts for BibTeX's balance, so the named characters are used.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
};
const stopWords = new Set([
  'a',
  'an',
  'the',
  'on',
  'of',
  'in',
  'for',
  'and',
  'to',
  'der',
  'die',
  'das',
  'le',
  'la',
  'les',
  'el',
]);

/**
 * A record as one BibTeX entry: UTF-8, capitals kept, DOI and version in fields of their own, the full
 * address as `url`. A `%` in an address stays: both dialects read `url` and `doi` verbatim.
 */
export function toBibtex(
  attributes: Attributes,
  { dialect = 'bibtex', place }: BibtexOptions = {},
): string {
  const source = readCitation(attributes);
  const type = citationTypes(source.type)[dialect];
  const fields: Field[] = [
    ...commonFields(source),
    ...dateFields(source, dialect),
    ...containerFields(source, type, dialect),
    ...noteFields(source, dialect),
    // Kept by reference managers, and printed by no standard style.
    [dialect === 'biblatex' ? 'annotation' : 'annote', escapeLatex(place?.note ?? '')],
  ];
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}},`);
  return `@${type}{${citationKey(source)},\n${lines.join('\n')}\n}\n`;
}

/** `miller2021soil`: ASCII letters and digits only. `toBibtexFile` tells records of one key apart. */
export function citationKey({
  authors,
  year,
  title,
}: Pick<CitationSource, 'authors' | 'year' | 'title'>): string {
  const [first] = authors;
  const name = asciiWord(first?.family ?? first?.literal.split(' ')[0] ?? '');
  const words = title.split(/[^\p{L}\p{N}]+/u).map(asciiWord);
  const word =
    words.find((candidate) => /[a-z]/.test(candidate) && !stopWords.has(candidate)) ?? '';
  return `${name}${year}${word}` || 'record';
}

/** Several records as one file; the second of a key gets `-2` behind, and so on. */
export function toBibtexFile(records: readonly Attributes[], options: BibtexOptions = {}): string {
  const seen = new Map<string, number>();
  const entries = records.map((attributes) => {
    const entry = toBibtex(attributes, options);
    const key = /^@\w+\{([^,]+),/.exec(entry)?.[1] ?? '';
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? entry : entry.replace(key, `${key}-${count + 1}`);
  });
  return entries.join('\n');
}

/** Text for a BibTeX field: LaTeX's special characters written so that they print as themselves. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\{}~^&%$#_]/g, (character) => specials[character] ?? character);
}

type Field = readonly [string, string];

function commonFields(source: CitationSource): Field[] {
  return [
    ['author', source.authors.map(bibtexName).join(' and ')],
    ['editor', source.editors.map(bibtexName).join(' and ')],
    // The second pair of braces keeps the capitals of "Alps" in every style.
    ['title', source.title === '' ? '' : `{${escapeLatex(source.title)}}`],
  ];
}

function dateFields({ year, issued }: CitationSource, dialect: string): Field[] {
  if (dialect === 'biblatex') return [['date', issued]];
  const month = /^\d{4}-(\d{2})/.exec(issued)?.[1];
  return [
    ['year', year],
    ['month', month === undefined ? '' : String(Number(month))],
  ];
}

function containerFields(source: CitationSource, type: string, dialect: string): Field[] {
  const { container, publisher } = source;
  const publisherField =
    type === 'phdthesis'
      ? 'school'
      : type === 'techreport' || type === 'thesis' || type === 'report'
        ? 'institution'
        : 'publisher';
  const fields: Field[] = [[publisherField, escapeLatex(publisher)]];
  if (container === null) return fields;
  const journal = dialect === 'biblatex' ? 'journaltitle' : 'journal';
  return [
    [type === 'article' ? journal : 'booktitle', escapeLatex(container.title)],
    ['volume', escapeLatex(container.volume)],
    ['number', escapeLatex(container.issue)],
    ['pages', escapeLatex(pagesOf(source, '--'))],
    ...fields,
  ];
}

function noteFields(source: CitationSource, dialect: string): Field[] {
  const { version, doi, link, language } = source;
  // Classic styles ignore `version`: the note is what they print.
  const note = dialect === 'bibtex' ? escapeLatex(versionLabel(version)) : '';
  return [
    ['version', escapeLatex(version)],
    ['note', note],
    ['doi', verbatim(doi ?? '')],
    ['url', verbatim(link)],
    ['language', dialect === 'biblatex' ? '' : language],
    ['langid', dialect === 'biblatex' ? language : ''],
  ];
}

/** `Family, Jr., Given`; organisations and unread names in braces, so that "and" and commas part nothing. */
function bibtexName({ family, given, suffix, literal }: CitedName): string {
  if (family === undefined) return `{${escapeLatex(literal)}}`;
  return [family, suffix, given]
    .filter((part) => part !== undefined)
    .map(namePart)
    .join(', ');
}

function namePart(text: string): string {
  const escaped = escapeLatex(text);
  return /\sand\s|,/i.test(text) ? `{${escaped}}` : escaped;
}

/** Braces would end the field: in an address they are percent-encoded already, in a DOI nearly unheard of. */
function verbatim(text: string): string {
  return text.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

function asciiWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

import { parseDoi } from '../doi/doi.ts';
import { present } from '../support/present.ts';
import { isOrganisationName, readName } from '../values/person-name.ts';
import type { BibtexEntry } from './bibtex-entries.ts';
import { findEntries } from './bibtex-entries.ts';
import type { CardAuthor, CardCitation } from './card.ts';
import { latexToText } from './latex-text.ts';

/** The BibTeX entries of a text. What an entry does not say stays null: no author or year is made up. */
export function readCitations(text: string): readonly CardCitation[] {
  return findEntries(text).map(toCitation);
}

function toCitation(entry: BibtexEntry): CardCitation {
  const field = (name: string): string => latexToText(entry.fields.get(name) ?? '');
  const names = splitAuthors(entry.fields.get('author') ?? entry.fields.get('authors') ?? '');
  const title = field('title');
  const url = readUrl(entry.fields.get('url') ?? '');
  const doi = parseDoi(field('doi') || (/doi\.org\//i.test(url ?? '') ? (url ?? '') : ''));
  return {
    type: entry.type,
    key: entry.key,
    title: title === '' ? null : title,
    authors: names.filter((name) => !isOthers(name)).flatMap(readAuthor),
    hasMoreAuthors: names.some((name) => isOthers(name) || etAl.test(name)),
    year: readYear(field('year')) ?? readYear(field('date')),
    doi: doi.ok ? doi.value : null,
    arxiv: readArxiv(field),
    url,
  };
}

/** An address stands as it is, save that some authors escape it as if it were text. */
function readUrl(text: string): string | null {
  // One that is too long for its line goes on in the next.
  const whole = text.replace(/\s*\n\s*/g, '');
  const found = /https?:\/\/[^\s{}"<>\\]+(?:\\[_%&#~][^\s{}"<>\\]*)*/.exec(whole)?.[0];
  return found?.replace(/\\([_%&#~])/g, '$1').replace(/[.,;)]+$/, '') ?? null;
}

function readYear(text: string): number | null {
  const year = /(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)/.exec(text)?.[1];
  return year === undefined ? null : Number(year);
}

function readArxiv(field: (name: string) => string): string | null {
  const shape =
    /(?:arxiv(?:\.org)?[:.\s/]*(?:abs\/|pdf\/)?)((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?\/\d{7}))/i;
  const eprint = /^\d{4}\.\d{4,5}(?:v\d+)?$/.test(field('eprint')) ? field('eprint') : undefined;
  const isArxiv = /arxiv/i.test(field('archiveprefix') + field('eprinttype') + field('journal'));
  if (eprint !== undefined && (isArxiv || field('archiveprefix') === '')) return `arXiv:${eprint}`;
  const told = ['journal', 'url', 'volume', 'note', 'eprint', 'howpublished']
    .map((name) => shape.exec(field(name))?.[1])
    .find((id) => id !== undefined);
  return told === undefined ? null : `arXiv:${told}`;
}

/** Parts at `and` outside of braces. A list that wrongly has commas between full names is parted there. */
function splitAuthors(field: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  // `Noah A. Smith† Yejin Choi`: marks of footnotes end a name where the “and” was lost.
  const marked = field.replace(/\s*[†‡§¶]+\s*(?=\p{Lu})/gu, ' and ').replace(/[†‡§¶]/g, '');
  for (const word of marked.split(/(\s+)/)) {
    if (depth === 0 && /^and$/i.test(word)) {
      parts.push(part);
      part = '';
      continue;
    }
    part += word;
    for (const character of word.replace(/\\[{}]/g, '')) {
      if (character === '{') depth += 1;
      if (character === '}') depth = Math.max(0, depth - 1);
    }
  }
  const names = [...parts, part].map((name) =>
    name
      .trim()
      .replace(/^[,;]+|[,;]+$/g, '')
      .trim(),
  );
  return names.flatMap(splitCommaList).filter((name) => name !== '');
}

/** Lists that are parted by commas or semicolons although BibTeX wants `and`, where their form leaves no doubt. */
function splitCommaList(name: string): readonly string[] {
  if (name.startsWith('{')) return [name];
  if (name.includes(';') && !/\\|&\w+;/.test(name))
    return name.split(';').map((part) => part.trim());
  const parts = name.split(',').map((part) => part.trim().replace(/^\\?&\s+/, ''));
  if (parts.length < 3) return [name];
  // `Jane Roe, Max Doe, Ann Poe`: every part is a full name.
  if (parts.every((part) => /^\S+\s+\S/.test(part))) return parts;
  // `Roe, J., Doe, M.`: family names and initials take turns.
  const isInitials = (part: string): boolean => /^(?:\p{Lu}\.[\s-]*)+$/u.test(part);
  const alternate = parts.every((part, at) => isInitials(part) === (at % 2 === 1));
  if (!alternate || parts.length % 2 === 1) return [name];
  return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1] ?? ''}`] : []));
}

const etAl = /[\s,]+et\.?\s+al\.?\s*$/i;

function isOthers(name: string): boolean {
  return /^(?:others|et\.? al\.?|\.{3}|…)$/i.test(latexToText(name));
}

const particle = /^(?:\p{Ll}|d'|'t)/u;
/** `Pedro {Ortiz Su{\'a}rez}`: the braces say where the family name begins. */
const groupedFamily = /^([^{},]*\S)\s+\{((?:[^{}]|\{[^{}]*\})*\s(?:[^{}]|\{[^{}]*\})*)\}$/;
const lineageShape = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** One name by BibTeX's own rules: braces keep a name whole, a comma ends the family name, else the last word is it. */
function readAuthor(latex: string): CardAuthor[] {
  const name = latexToText(withBackslashes(latex))
    .replace(/\s*\*+$/, '')
    .replace(etAl, '');
  if (!/\p{L}/u.test(name)) return [];
  const isWhole =
    /^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}$/.test(latex.trim()) && !latex.trim().startsWith('{\\');
  if (isWhole || (isOrganisationName(name) && !name.includes(','))) {
    // Whole braces are often meant for one person: "{Roe, Jane}". A comma tells.
    if (!isWhole || !name.includes(','))
      return [{ name, isOrganisation: isWhole ? !looksPersonal(name) : true }];
  }
  const grouped = groupedFamily.exec(withBackslashes(latex).trim());
  if (grouped !== null) {
    return [person(latexToText(grouped[2] ?? ''), latexToText(grouped[1] ?? ''))];
  }
  const commas = name.split(',').map((part) => part.trim());
  if (commas.length > 1) return [fromCommas(name, commas)];
  // Names in Han, Kana and Hangul begin with the family's.
  const { familyName, givenName } = /\p{ASCII}/u.test(name.replaceAll(' ', ''))
    ? {}
    : readName(name);
  if (familyName !== undefined) return [person(familyName, givenName ?? '')];
  const words = name.split(' ');
  if (words.length === 1) return [{ name, isOrganisation: false }];
  const lineage = lineageShape.test(words.at(-1) ?? '') ? words.pop() : undefined;
  let from = words.length - 1;
  while (from > 1 && particle.test(words[from - 1] ?? '')) from -= 1;
  return [person(words.slice(from).join(' '), words.slice(0, from).join(' '), lineage)];
}

/** `G"{u}ng{"o}r`: a backslash was lost on the way. No name holds a quotation mark, but titles do. */
function withBackslashes(latex: string): string {
  return latex
    .replace(/(?<!\\)"\{([aeiouAEIOU])\}/g, '\\"{$1}')
    .replace(/\{(["'])([aeiouAEIOU])\}/g, '\\$1{$2}')
    .replace(/(?<=\p{L})"([aeiou])(?=\p{L})/gu, '\\"{$1}');
}

function looksPersonal(name: string): boolean {
  return /^\p{Lu}\p{Ll}+(?: \p{Lu}\.?)* \p{Lu}\p{Ll}+$/u.test(name) && !isOrganisationName(name);
}

function fromCommas(name: string, commas: readonly string[]): CardAuthor {
  const [family = '', second = '', third] = commas;
  if (family === '') return { name, isOrganisation: false };
  if (third !== undefined && lineageShape.test(second)) return person(family, third, second);
  if (commas.length > 2) return { name, isOrganisation: false };
  if (second === '') return { name: family, isOrganisation: false };
  const words = family.split(' ');
  const lineage =
    words.length > 1 && lineageShape.test(words.at(-1) ?? '') ? words.pop() : undefined;
  return person(words.join(' '), second, lineage);
}

function person(familyName: string, givenName: string, lineage?: string): CardAuthor {
  const given = lineage === undefined ? givenName : `${givenName}, ${lineage}`;
  const parts = { familyName, givenName: given === '' ? undefined : given };
  return {
    name: given === '' ? familyName : `${familyName}, ${given}`,
    isOrganisation: false,
    ...present(parts),
  };
}

import { parseDoi } from '#shared/doi/doi.ts';
import type { Doi } from '#shared/doi/doi.ts';
import { isOrganisationName, readName } from '#shared/values/person-name.ts';
import type { RawEntry } from './bibtex-entries.ts';
import { readEntries } from './bibtex-entries.ts';
import { decodeLatex } from './latex-text.ts';

export interface BibName {
  readonly kind: 'person' | 'organisation' | 'unclear';
  /** The name as it was written, decoded. */
  readonly literal: string;
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
}

/** One entry, decoded. What it does not say is null: no author and no year is ever made up. */
export interface BibEntry {
  readonly type: string;
  readonly key: string;
  readonly title: string | null;
  readonly authors: readonly BibName[];
  /** `and others` stood at the end of the names. */
  readonly hasMoreAuthors: boolean;
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number | null;
  readonly doi: Doi | null;
  readonly url: string | null;
  readonly publisher: string | null;
  /** Journal, proceedings or book. */
  readonly container: string | null;
  /** arXiv identifier without its version's prefix: `1909.01247`, `hep-th/9901001`. */
  readonly arxiv: string | null;
  readonly version: string | null;
  /** False: a brace or quote was never closed, and the end was guessed. */
  readonly isWhole: boolean;
}

/**
 * Reads every BibTeX entry of a text, broken ones as far as they go. Never throws. An own reader, because
 * cards hold BibTeX that strict parsers give up on at the first error; on sound entries it agrees with
 * citation-js (a test compares them on the recorded cards).
 */
export function parseBibtex(text: string): BibEntry[] {
  return readEntries(text).map(entryOf);
}

function entryOf({ type, key, fields, isWhole }: RawEntry): BibEntry {
  const decoded = (name: string): string | null => {
    const text = decodeLatex(fields.get(name) ?? '');
    return text === '' ? null : text;
  };
  const { authors, hasMore } = readNames(fields.get('author') ?? '');
  const url = urlOf(fields);
  return {
    type,
    key,
    title: decoded('title'),
    authors,
    hasMoreAuthors: hasMore,
    year: yearOf(fields),
    month: monthOf(fields),
    doi: doiOf(fields, url),
    url,
    publisher:
      decoded('publisher') ??
      decoded('institution') ??
      decoded('school') ??
      decoded('organization'),
    container: decoded('journal') ?? decoded('journaltitle') ?? decoded('booktitle'),
    arxiv: arxivOf(fields, url),
    version: decoded('version'),
    isWhole,
  };
}

type Fields = ReadonlyMap<string, string>;

function yearOf(fields: Fields): number | null {
  const text = decodeLatex(fields.get('year') ?? fields.get('date') ?? '');
  const year = /(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/.exec(text)?.[1];
  return year === undefined ? null : Number(year);
}

function monthOf(fields: Fields): number | null {
  const text = decodeLatex(fields.get('month') ?? '').toLowerCase();
  const named = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/.exec(text)?.[0];
  if (named !== undefined) return 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(named) / 3 + 1;
  const digits =
    /^\d{1,2}$/.exec(text)?.[0] ?? /^\d{4}-(\d{2})/.exec(fields.get('date') ?? '')?.[1];
  const month = Number(digits ?? Number.NaN);
  return month >= 1 && month <= 12 ? month : null;
}

/** Addresses are verbatim, save that some authors escape them as if they were text. */
function urlOf(fields: Fields): string | null {
  const texts = [fields.get('url'), fields.get('howpublished'), fields.get('note')];
  for (const text of texts) {
    const found = /https?:\/\/[^\s{}"<>\\]+(?:\\[_%&#~][^\s{}"<>\\]*)*/.exec(text ?? '')?.[0];
    if (found !== undefined) return found.replace(/\\([_%&#~])/g, '$1').replace(/[.,;)]+$/, '');
  }
  return null;
}

function doiOf(fields: Fields, url: string | null): Doi | null {
  const texts = [
    fields
      .get('doi')
      ?.replace(/\\([_%&#$])/g, '$1')
      .replace(/[{}]/g, ''),
    /doi\.org/i.test(url ?? '') ? url : null,
  ];
  for (const text of texts) {
    const doi = text == null || text.trim() === '' ? null : parseDoi(text.trim());
    if (doi?.ok === true) return doi.value;
  }
  return null;
}

function arxivOf(fields: Fields, url: string | null): string | null {
  const identifier = /(?<!\d)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?!\d)/i;
  const archive = `${fields.get('archiveprefix') ?? ''}${fields.get('eprinttype') ?? ''}`;
  const eprint = identifier.exec(fields.get('eprint') ?? '')?.[1];
  if (eprint !== undefined && (archive === '' || /arxiv/i.test(archive))) return eprint;
  const places = [
    fields.get('journal'),
    fields.get('volume'),
    fields.get('note'),
    fields.get('howpublished'),
    fields.get('publisher'),
    url,
  ];
  const text = places.filter((place) => place != null).join(' ');
  if (!/arxiv|corr|\babs\//i.test(text)) return null;
  return (
    /(?:arxiv[.:\s/a-z]*|abs\/|pdf\/)\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/i.exec(
      text,
    )?.[1] ?? null
  );
}

function readNames(field: string): {
  readonly authors: readonly BibName[];
  readonly hasMore: boolean;
} {
  const parts = splitAtDepthZero(field)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const named = parts.filter((part) => !/^\{?(?:others|et al\.?)\}?$/i.test(part));
  const authors = named.flatMap(commaList).map(nameOf);
  return {
    authors: authors.filter((name) => name.literal !== ''),
    hasMore: named.length < parts.length,
  };
}

/** `Eva Sharma, Chen Li, Lu Wang` without an "and": a list, when every part has a blank of its own. */
function commaList(name: string): readonly string[] {
  if (name.startsWith('{')) return [name];
  const parts = decodeLatex(name)
    .split(',')
    .map((part) => part.trim());
  return parts.length >= 3 && parts.every((part) => /\S\s+\S/.test(part)) ? parts : [name];
}

function nameOf(raw: string): BibName {
  const literal = decodeLatex(raw);
  if (/^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}$/.test(raw) && !/^\{[^{}]*\}[^{}]*\{/.test(raw)) {
    return {
      kind: isOrganisationName(literal) || !literal.includes(',') ? 'organisation' : 'unclear',
      literal,
    };
  }
  // `Pedro {Ortiz Su{\'a}rez}`: the braces say where the family name begins.
  const grouped = /^([^{},]*\S)\s+\{((?:[^{}]|\{[^{}]*\})*\s(?:[^{}]|\{[^{}]*\})*)\}$/.exec(raw);
  if (grouped !== null) {
    const [given, family] = [decodeLatex(grouped[1] ?? ''), decodeLatex(grouped[2] ?? '')];
    return { kind: 'person', literal, family, given };
  }
  if (mayBeTwoPeople(literal)) return { kind: 'unclear', literal };
  const { kind, familyName, givenName, suffix } = readName(literal);
  return {
    kind,
    literal,
    ...(familyName === undefined ? {} : { family: familyName }),
    ...(givenName === undefined || givenName === '' ? {} : { given: givenName }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

/** `John Smith, Jane Doe` may be one name or two: it is left as it stands. */
function mayBeTwoPeople(name: string): boolean {
  const parts = name.split(',').map((part) => part.trim());
  return parts.length === 2 && parts.every((part) => /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(part));
}

/** Splits at " and " outside braces. */
function splitAtDepthZero(field: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const token = /[{}]|\sand(?=\s)/gi;
  for (let match = token.exec(field); match !== null; match = token.exec(field)) {
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth -= 1;
    else if (depth <= 0) {
      parts.push(field.slice(start, match.index));
      start = token.lastIndex;
    }
  }
  return [...parts, field.slice(start)];
}

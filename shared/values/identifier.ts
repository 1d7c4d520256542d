import { parseDoi } from '../doi/doi.ts';
import { parseOrcid } from './authority-id.ts';
import { passesMod10, passesMod11 } from './check-digits.ts';

/**
 * Related and alternate identifiers against the type they are said to have. The service stores any text
 * under any type, so these are warnings for people: a wrong one is a link that leads nowhere.
 */
interface IdentifierKind {
  readonly shape: RegExp;
  readonly example: string;
  /** A number with a check digit: how it is tested once blanks, hyphens and a label are off. */
  readonly passes?: (digits: string) => boolean;
}

const digitsOnly = (value: string): string =>
  value
    .replace(/^(?:isbn(?:-1[03])?|e?issn(?:-l)?|ean|upc)[:\s]*/i, '')
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase();
const issn: IdentifierKind = {
  shape: /^\d{7}[\dX]$/,
  example: '2049-3630',
  passes: passesMod11,
};

/** By relatedIdentifierType of schema 4.7. ISBN, ISSN and EAN carry check digits; the others a form. */
const kinds: ReadonlyMap<string, IdentifierKind> = new Map<string, IdentifierKind>([
  [
    'ARK',
    {
      shape: /^(?:https?:\/\/[^/]+\/)?ark:\/?[0-9b-z]{5,}\/\S+$/i,
      example: 'ark:/12148/btv1b8449691v',
    },
  ],
  [
    'arXiv',
    {
      shape:
        /^(?:https?:\/\/arxiv\.org\/(?:abs|pdf)\/|arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i,
      example: 'arXiv:2103.00020',
    },
  ],
  ['bibcode', { shape: /^\d{4}[A-Za-z0-9.&]{14}[A-Z.]$/, example: '2018AGUFM.A24K..07S' }],
  ['CSTR', { shape: /^(?:cstr:)?\d{5}\.\d{2}\.\S+$/i, example: 'CSTR:31253.11.sciencedb.13238' }],
  [
    'DOI',
    {
      shape: /^(?:10\.|doi|hdl|info:doi|urn:doi|https?:|dx\.|www\.|<|\[|\()/i,
      example: '10.5072/abcd-1234',
    },
  ],
  ['EAN13', { shape: /^\d{13}$/, example: '9783468111242', passes: passesMod10 }],
  ['EISSN', issn],
  ['ISSN', issn],
  ['LISSN', issn],
  [
    'Handle',
    { shape: /^(?:https?:\/\/hdl\.handle\.net\/|hdl:)?\d[\d.]*\/\S+$/i, example: '11234/56789' },
  ],
  [
    'IGSN',
    {
      shape: /^(?:igsn:\s?|10273\/|10\.\d+\/|https?:\/\/)?[A-Za-z0-9][\w.:/-]{4,}$/i,
      example: '10.60510/ICDP5054ESYI201',
    },
  ],
  [
    'ISBN',
    {
      shape: /^(?:97[89]\d{10}|\d{9}[\dX])$/,
      example: '978-3-16-148410-0',
      passes: isIsbn,
    },
  ],
  [
    'ISTC',
    {
      shape: /^(?:istc\s?)?[0-9A-F]{3}[- ]?\d{4}[- ]?[0-9A-F]{8}[- ]?[0-9A-F]$/i,
      example: '0A9-2002-12B4A105-7',
    },
  ],
  [
    'LSID',
    { shape: /^urn:lsid:[^:\s]+:[^:\s]+:\S+$/i, example: 'urn:lsid:ubio.org:namebank:11815' },
  ],
  [
    'PMID',
    {
      shape: /^(?:https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|pmid:?\s?)?\d{1,9}\/?$/i,
      example: '12082125',
    },
  ],
  ['PURL', { shape: /^https?:\/\/\S+$/i, example: 'https://purl.org/dc/terms/title' }],
  [
    'RAiD',
    {
      shape:
        /^(?:https?:\/\/(?:[a-z0-9-]+\.)*raid\.org(?:\.au)?\/)?\d[\d.]*\/\S+$|^https?:\/\/doi\.org\/10\.\d+\/\S+$/i,
      example: 'https://raid.org/10.25.1.1/abcef',
    },
  ],
  ['RRID', { shape: /^(?:rrid:\s?)?[A-Z][A-Za-z]*[_:]\S+$/i, example: 'RRID:AB_90755' }],
  [
    'SWHID',
    {
      shape:
        /^(?:https?:\/\/archive\.softwareheritage\.org\/)?swh:1:(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}(?:;\S+)?$/,
      example: 'swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d',
    },
  ],
  ['UPC', { shape: /^\d{12}$/, example: '123456789999', passes: passesMod10 }],
  ['URL', { shape: /^(?:https?|ftp):\/\/[^\s/]+\S*$/i, example: 'https://example.org/data' }],
  [
    'URN',
    { shape: /^urn:[a-z0-9][a-z0-9-]{0,31}:\S+$/i, example: 'urn:nbn:de:101:1-201102033592' },
  ],
  ['w3id', { shape: /^https?:\/\/w3id\.org\/\S+$/i, example: 'https://w3id.org/games/spec/coil' }],
]);

export interface IdentifierProblem {
  readonly kind: 'malformed' | 'check-digit' | 'other-type';
  readonly message: string;
  /** The type that the value has beyond doubt, when it is another one. */
  readonly type?: string;
}

/** What is wrong with a value under its type, or null. Types that this app does not know pass. */
export function checkIdentifier(type: string, value: string): IdentifierProblem | null {
  const kind = kinds.get(type);
  if (kind === undefined) return null;
  const bare = kind.passes === undefined ? value.trim() : digitsOnly(value);
  const hasForm = type === 'DOI' ? isDoi(bare) : kind.shape.test(bare);
  if (hasForm && kind.passes?.(bare) !== false) return type === 'URL' ? wronglyUrl(bare) : null;
  const actual = recogniseIdentifier(value);
  if (actual !== null && actual !== type) {
    return {
      kind: 'other-type',
      type: actual,
      message: `“${value}” is ${named(actual)}, not ${named(type)}.`,
    };
  }
  if (hasForm) {
    const message = `“${value}” has the form of ${named(type)}, but its check digit is wrong: it is mistyped.`;
    return { kind: 'check-digit', message };
  }
  return {
    kind: 'malformed',
    message: `“${value}” is not ${named(type)}. One looks like ${kind.example}.`,
  };
}

/** True where nothing can be wrong, without the work of reading every form: for most relations there are. */
export function isPlainly(type: string, value: string): boolean {
  if (type === 'DOI') return isPlainDoi(value);
  return type === 'URL' && /^https?:\/\/[^\s/]+\S*$/.test(value) && !telltale.test(value);
}

/** A word that each address has that is an identifier of another type. */
const telltale = /arxiv|ark:|handle|w3id|raid|pubmed|doi|orcid/i;

/** The type that a value says of itself beyond doubt; null when it could be several or none. */
export function recogniseIdentifier(value: string): string | null {
  const text = value.trim();
  if (isPlainDoi(text)) return 'DOI';
  for (const [shape, type] of telling) if (shape.test(text)) return type;
  if (
    /^(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org|handle\.(?:test|stage)\.datacite\.org)\//i.test(
      text,
    )
  ) {
    return parseDoi(text).ok ? 'DOI' : 'URL';
  }
  if (/^doi:/i.test(text)) return parseDoi(text).ok ? 'DOI' : null;
  if (/^https?:\/\/orcid\.org\//i.test(text) && parseOrcid(text).ok) return null;
  return /^(?:https?|ftp):\/\/\S+$/i.test(text) ? 'URL' : null;
}

const telling: readonly (readonly [RegExp, string])[] = [
  [/^arxiv:\s?\S+$/i, 'arXiv'],
  [/^https?:\/\/arxiv\.org\/(?:abs|pdf)\/\S+$/i, 'arXiv'],
  [/^(?:https?:\/\/[^/]+\/)?ark:\/?\d{5,}\/\S+$/i, 'ARK'],
  [/^urn:lsid:/i, 'LSID'],
  [/^urn:/i, 'URN'],
  [/^swh:1:/, 'SWHID'],
  [/^(?:https?:\/\/)?hdl\.handle\.net\/|^hdl:/i, 'Handle'],
  [/^https?:\/\/w3id\.org\//i, 'w3id'],
  [/^https?:\/\/(?:[a-z]+\.)?raid\.org\//i, 'RAiD'],
  [/^pmid:/i, 'PMID'],
  [/^https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/\d+\/?$/i, 'PMID'],
  [/^rrid:/i, 'RRID'],
  [/^isbn[:\s]/i, 'ISBN'],
  [/^issn[:\s]/i, 'ISSN'],
];

function isDoi(text: string): boolean {
  return isPlainDoi(text) || parseDoi(text).ok;
}

/** The common case, told without the work of reading every form. */
function isPlainDoi(text: string): boolean {
  return /^10\.\d{4,9}\/[\w.:;()/-]*[\w)/]$/.test(text);
}

/** An address under `URL` that is a DOI's or a handle's: the graph would not see it as one. */
function wronglyUrl(url: string): IdentifierProblem | null {
  const actual = recogniseIdentifier(url);
  if (actual === null || actual === 'URL' || actual === 'arXiv' || actual === 'PMID') return null;
  return {
    kind: 'other-type',
    type: actual,
    message: `“${url}” is given as a URL, but it is ${named(actual)}.`,
  };
}

/** With its article, as the name is spoken: "an ISBN", "a URL", "an RRID". */
function named(type: string): string {
  return /^(?:[AEIO]|arXiv|LSID|RRID)/.test(type) ? `an ${type}` : `a ${type}`;
}

function isIsbn(digits: string): boolean {
  return digits.length === 10 ? passesMod11(digits) : passesMod10(digits);
}

import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';

/**
 * A DOI name as it was registered or typed: `prefix/suffix`, no resolver, no `doi:`, nothing
 * percent-encoded. Compare with `isSameDoi` or by `doiKey`, never with `===`.
 */
export type Doi = string & { readonly __brand: 'Doi' };

/** The service answers 500 to longer names (datacite.md 1.4). */
export const maxDoiLength = 255;

/** Any registrant length and nested sub-prefixes (requirement E19); the suffix is anything visible. */
const doiShape = /^10\.\d{1,9}(?:\.\d+)*\/[^\s\p{Cc}]+$/u;
const registrableShape = /^10\.\d{4,5}\/[-._;()/:a-zA-Z0-9*~$=]+$/;

/** Characters that word processors and PDF viewers slip into copied text; never part of a DOI. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const scheme = /^(?:doi|hdl|info:doi\/|info:hdl\/|urn:doi)\s*[:=]?\s*(?=10\.)/i;
const webAddress =
  /^(?<protocol>https?:\/\/)?(?<host>[a-z0-9.-]+\.[a-z]{2,})(?::\d+)?\/+(?<path>.*)$/is;
/** doi.org with or without dx. and www., its forms behind a library's proxy, handle servers, n2t.net, DataCite's own pages. */
const resolverHost =
  /^(?:(?:dx|www)[.-])?doi[.-]org(?:[.-]|$)|^(?:handle|hdl)\.|^n2t\.net$|^identifiers\.org$|^(?:doi|api|commons)\.(?:test\.|stage\.)?datacite\.org$/i;
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/**
 * Reads a DOI out of anything people paste: bare, `doi:`, any resolver's address (doi.org, dx.doi.org,
 * DataCite's test handle server, a library's proxy), percent-encoded, wrapped in brackets or quotes,
 * with a sentence's punctuation behind it. Letters keep the case they were typed in. A web page that
 * merely mentions a DOI in its path (a publisher's `/doi/full/…`) is refused: where its DOI ends
 * cannot be known.
 */
export function parseDoi(text: string): Result<Doi> {
  if (text.length > 4096) return err('This text is too long to be a DOI.');
  const plain = unwrap(asciiForms(text).trim());
  if (plain === '') return err('There is no DOI here: the text is empty.');
  const located = withoutResolver(plain);
  if (located === null) {
    return err(`“${short(plain)}” is not a DOI. A DOI starts with “10.” and has a slash in it.`);
  }
  const name = trimEnd(located);
  if (!doiShape.test(name) || !name.isWellFormed()) {
    return err(
      `“${short(plain)}” is not a DOI. A DOI looks like 10.5072/abcd-1234, without spaces.`,
    );
  }
  return ok(name as Doi);
}

/** A DOI as the service or the ledger gives it: checked for its shape, taken literally. */
export function asDoi(name: string): Doi | null {
  return doiShape.test(name) && name.isWellFormed() ? (name as Doi) : null;
}

/**
 * The form to compare by: DOIs are blind to the case of ASCII letters and of no others
 * (DOI Handbook 2.4), so `toLowerCase`, which also folds `É`, would be wrong.
 */
export function doiKey(doi: string): string {
  if (!/[A-Z]/.test(doi)) return doi;
  return doi.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function isSameDoi(one: string, other: string): boolean {
  return one === other || doiKey(one) === doiKey(other);
}

/** `10.5072` of `10.5072/abc`. */
export function prefixOf(doi: Doi): string {
  return doi.slice(0, doi.indexOf('/'));
}

/** `abc/d` of `10.5072/abc/d`. */
export function suffixOf(doi: Doi): string {
  return doi.slice(doi.indexOf('/') + 1);
}

/** True when the DOI stands under one of these prefixes; a prefix may carry a shoulder, `10.5072/fk2`. */
export function hasPrefix(doi: Doi, prefixes: readonly string[]): boolean {
  const key = doiKey(doi);
  return prefixes.some((prefix) => {
    const start = doiKey(prefix);
    return start.includes('/') ? key.startsWith(start) : key.startsWith(`${start}/`);
  });
}

/** True when the service would accept this name for a *new* DOI; older DOIs may hold more characters. */
export function isRegistrable(name: string): boolean {
  return name.length <= maxDoiLength && registrableShape.test(name);
}

/**
 * The address a DOI resolves at, percent-encoded segment by segment (datacite.md 6.21): characters that
 * RFC 3986 allows in a path stay readable, all others (`<`, `#`, `?`, `%`, quotes, non-ASCII) are encoded.
 * DOIs of the test service resolve only at `https://handle.test.datacite.org`.
 */
export function doiUrl(doi: Doi, resolver = 'https://doi.org'): string {
  return `${resolver}/${encodeSegments(doi)}`;
}

/**
 * The one form in which a DOI is shown to people (requirement E22): the full address. As `doiUrl`, but
 * letters of other scripts stay letters; a browser that is given it asks for the same address.
 */
export function displayDoi(doi: Doi): string {
  return `https://doi.org/${doi.replace(/[^\p{L}\p{N}/]+/gu, encodeSegments)}`;
}

function encodeSegments(path: string): string {
  return encodeURIComponent(path)
    .replace(/%(?:2F|3A|3B|3D|40|24|2C|2B|26)/g, decodeURIComponent)
    .replace(/'/g, '%27');
}

/** Full-width forms and typographic hyphens as their ASCII twins; invisible characters gone; Markdown escapes undone. */
function asciiForms(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\\([_*~.()[\]-])/g, '$1');
}

function unwrap(text: string): string {
  const markdown = /^\[[^\]]*\]\((\S+?)\)[.,;]?$/.exec(text)?.[1];
  if (markdown !== undefined) return unwrap(markdown);
  const inner = /^\\?(?:url|doi)\{(.*)\}$/i.exec(text)?.[1] ?? text;
  const stripped = inner.replace(/^[\s<>"'`“”‘’«»„([{]+/u, '');
  return stripped.trimEnd();
}

/** What stands behind the scheme or resolver, decoded where the form is an encoded one; null: no DOI. */
function withoutResolver(text: string): string | null {
  const bare = text.replace(scheme, '');
  if (/^10\.[\d.]+(?:\/|%2f)/i.test(bare)) return decode(bare);
  const address = webAddress.exec(text)?.groups;
  const path = address?.['path'];
  if (address === undefined || path === undefined) return null;
  const isResolver = resolverHost.test(address['host'] ?? '');
  if (!isResolver && address['protocol'] === undefined) return null;
  const lead = isResolver
    ? /^(?:api\/handles\/|urn:|(?:(?:repositories|providers)\/[^/]+\/)?dois\/|doi\.org\/)?(?:(?:doi|hdl)[:/])?/i
    : /^(?:(?:doi|hdl):)?/i;
  // In an address, `?` and `#` end the path: a DOI that holds them must encode them.
  const name = decode(path.replace(/[?#].*$/s, '')).replace(lead, '');
  return name.startsWith('10.') ? name : null;
}

/** Undoes percent-encoding when all of it is well formed; a stray `%` means that nothing was encoded. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) return text;
    throw cause;
  }
}

/** Takes off a sentence's punctuation and closing brackets that were never opened. */
function trimEnd(name: string): string {
  let end = name.length;
  while (end > 0) {
    const last = name[end - 1] ?? '';
    if (/[.,;:!?"'`“”‘’«»…。、，；\s]/u.test(last) || isUnopened(name.slice(0, end), last))
      end -= 1;
    else break;
  }
  return name.slice(0, end);
}

function isUnopened(text: string, closing: string): boolean {
  const opening = brackets[closing];
  return opening !== undefined && text.split(closing).length > text.split(opening).length;
}

function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

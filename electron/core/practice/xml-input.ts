import { parseXml } from '../xml/parse-xml.ts';
import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { refuse } from './answer.ts';

/** The `xml` attribute of a request, read. */
export interface XmlInput {
  readonly text: string;
  /** What it says, under the API's names and with the service's corrections; only what it holds. */
  readonly attributes: JsonObject;
  /** The namespace that it names. */
  readonly schemaVersion: string;
}

/**
 * Reads base64 (strict or MIME) of DataCite XML. Null for text that is no XML or other XML: the
 * service knows more formats (BibTeX, RIS, ...), the practice repository takes none of them. XML that
 * is not well-formed is refused with the parser's words.
 */
export function readXmlInput(base64: string): XmlInput | null {
  const text = Buffer.from(base64, 'base64')
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (!text.startsWith('<')) return null;
  try {
    const root = parseXml(text);
    if (
      root.name !== 'resource' ||
      !root.namespace.startsWith('http://datacite.org/schema/kernel-')
    ) {
      return null;
    }
    const { attributes, schemaVersion } = readDataciteXml(root);
    return { text, attributes: asTheServiceReads(attributes as JsonObject), schemaVersion };
  } catch (cause) {
    if (cause instanceof AppError) return refuse(400, cause.message);
    throw cause;
  }
}

/** The stored XML names the DOI in upper case, whatever the sent one named. */
export function replaceIdentifier(xml: string, doi: string): string {
  return xml.replace(
    /(<(?:\w+:)?identifier\b[^>]*>)[^<]*(<\/(?:\w+:)?identifier>)/,
    (_, open: string, close: string) => open + doi.toUpperCase() + close,
  );
}

type Correct = (value: JsonObject) => JsonObject;

function mapList(value: Json | undefined, correct: Correct): Json {
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  return list.map((entry) => (isJsonObject(entry) ? correct(entry) : entry));
}

/** Corrections that the service makes to XML only, never to JSON (datacite.md 1.8). */
function asTheServiceReads(attributes: JsonObject): JsonObject {
  const read: Record<string, Json> = { ...attributes };
  for (const key of ['creators', 'contributors']) {
    if (key in read) read[key] = mapList(read[key], personAsRead);
  }
  if ('fundingReferences' in read)
    read['fundingReferences'] = mapList(read['fundingReferences'], funderAsRead);
  const dates = mapList(read['dates'], (date) => date) as readonly Json[];
  const kept = dates.filter((date) => isJsonObject(date) && isReadableDate(date['date']));
  const year = read['publicationYear'];
  const hasIssued = kept.some((date) => isJsonObject(date) && date['dateType'] === 'Issued');
  if (!hasIssued && year !== undefined && year !== null) {
    kept.push({ date: typeof year === 'number' ? String(year) : year, dateType: 'Issued' });
  }
  if (kept.length > 0 || 'dates' in read) read['dates'] = kept;
  return read;
}

function personAsRead(person: JsonObject): JsonObject {
  return {
    ...person,
    ...('nameIdentifiers' in person && {
      nameIdentifiers: mapList(person['nameIdentifiers'], nameIdentifierAsRead),
    }),
    ...('affiliation' in person && {
      affiliation: mapList(person['affiliation'], affiliationAsRead),
    }),
  };
}

/** Identifiers become addresses: ROR always, others where a scheme's address is given. */
function affiliationAsRead(affiliation: JsonObject): JsonObject {
  const { affiliationIdentifier, affiliationIdentifierScheme, schemeUri } = affiliation;
  const ror = rorUrl(affiliationIdentifier, affiliationIdentifierScheme);
  if (ror !== null) return { ...affiliation, affiliationIdentifier: ror };
  const identifier = text(affiliationIdentifier);
  const scheme = text(schemeUri);
  if (identifier === '' || scheme === '' || /^https?:/.test(identifier)) return affiliation;
  return { ...affiliation, affiliationIdentifier: scheme.replace(/\/?$/, '/') + identifier };
}

function nameIdentifierAsRead(identifier: JsonObject): JsonObject {
  const { nameIdentifier, nameIdentifierScheme } = identifier;
  const [, orcid] =
    /(\d{4}[\s-]\d{4}[\s-]\d{4}[\s-]\d{3}[\dX])\/?$/.exec(text(nameIdentifier)) ?? [];
  if (nameIdentifierScheme === 'ORCID' && orcid !== undefined) {
    return {
      ...identifier,
      nameIdentifier: `https://orcid.org/${orcid.replace(/\s/g, '-')}`,
      schemeUri: 'https://orcid.org',
    };
  }
  const ror = rorUrl(nameIdentifier, nameIdentifierScheme);
  return ror === null
    ? identifier
    : { ...identifier, nameIdentifier: ror, schemeUri: 'https://ror.org' };
}

function funderAsRead(funder: JsonObject): JsonObject {
  const { funderIdentifier, funderIdentifierType } = funder;
  if (funderIdentifierType === 'Crossref Funder ID') {
    const [doi] = /10\.13039\/\d+$/.exec(text(funderIdentifier)) ?? [];
    return doi === undefined ? funder : { ...funder, funderIdentifier: `https://doi.org/${doi}` };
  }
  const ror = rorUrl(funderIdentifier, funderIdentifierType);
  return ror === null ? funder : { ...funder, funderIdentifier: ror };
}

function rorUrl(value: Json | undefined, scheme: Json | undefined): string | null {
  const [, id] = /^(?:(?:https?:\/\/)?ror\.org\/)?(0\w{6}\d{2})\/?$/.exec(text(value)) ?? [];
  return scheme === 'ROR' && id !== undefined ? `https://ror.org/${id}` : null;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

const edtfPart = String.raw`(?:-?[\dXu]{4}(?:-[\dXu]{2}(?:-[\dXu]{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?)?)?|Y-?\d{5,})[?~%]?`;
const edtf = new RegExp(
  `^(?:${edtfPart}|(?:${edtfPart}|\\.\\.|unknown|)/(?:${edtfPart}|\\.\\.|unknown|open|))$`,
);

/** Dates that EDTF cannot read are lost from the JSON (datacite#2518), but not the unknown-value codes. */
function isReadableDate(value: Json | undefined): boolean {
  const date = text(value);
  return (
    date !== '' &&
    date !== '/' &&
    (edtf.test(date) || /^:(?:un(?:ac|al|ap|as|av|kn)|none|null|tba|etal)$/.test(date))
  );
}

import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import type { ParseOptions } from 'libxml2-wasm';
import { AppError } from '#shared/support/app-error.ts';

/**
 * The one way into libxml2. Nothing it parses can open a file or a socket (external DTDs and entities
 * are off, and no input provider knows anything but our own schema), a document type is refused, so no
 * entity is ever expanded, and libxml2's own limits on depth (256) and text (10 million bytes) stand.
 * libxml2's memory is not garbage-collected: whoever gets a document here gives it back.
 */

/** What the service takes in one request (nginx `client_max_body_size 10M`). */
export const maxXmlBytes = 10 * 1024 * 1024;

const guards =
  ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment -- flags of C, typed as an enum of single ones */
const forBytes: ParseOptions = { option: guards };
/** Text is already decoded, whatever encoding its declaration names. */
const forText: ParseOptions = { option: guards | ParseOption.XML_PARSE_IGNORE_ENC };
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

/** Runs `use` on the parsed document and frees the document, whatever happens. */
export function withDocument<T>(input: string | Uint8Array, use: (document: XmlDocument) => T): T {
  const document = open(input);
  try {
    if (document.dtd !== null) throw documentType();
    return use(document);
  } finally {
    document.dispose();
  }
}

function open(input: string | Uint8Array): XmlDocument {
  if (input.length > maxXmlBytes)
    throw refused('The XML is larger than 10 MB, more than DataCite takes');
  try {
    if (typeof input !== 'string') return XmlDocument.fromBuffer(input, forBytes);
    return XmlDocument.fromString(checkedText(input), forText);
  } catch (cause) {
    if (!(cause instanceof XmlParseError)) throw cause;
    throw notWellFormed(cause);
  }
}

/** libxml2 would end the text at a NUL and replace lone surrogates without a word. */
function checkedText(text: string): string {
  const nul = text.indexOf('\0');
  if (nul >= 0) throw refused(`The XML has a NUL character on line ${lineOf(text, nul)}`);
  if (!text.isWellFormed())
    throw refused('The XML has half of a surrogate pair, which is no character');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function notWellFormed(cause: XmlParseError): AppError {
  const first = cause.details[0];
  const what = (first?.message ?? cause.message).trim();
  // Only a document type can define an entity that multiplies.
  if (/amplification|entity.*loop/i.test(what)) return documentType(cause);
  const where = first === undefined || first.line === 0 ? '' : ` on line ${first.line}`;
  return refused(`The XML cannot be read${where}: ${inOurWords(what)}`, { cause });
}

function documentType(cause?: unknown): AppError {
  return refused(
    'The XML has a document type declaration (<!DOCTYPE …>), which DataCite XML never needs',
    { nextStep: 'Remove the <!DOCTYPE …> lines from the file and try again.', cause },
  );
}

/** What of libxml2's texts speaks to programmers, as a steward reads it; the others stand. */
function inOurWords(text: string): string {
  if (text.includes('Excessive depth')) return 'the elements are nested deeper than 256';
  const code = /(?:invalid Char value|invalid xmlChar value) (\d+)/.exec(text)?.[1];
  if (code === undefined) return text;
  return `the character with the number ${code} is not allowed in XML`;
}

function refused(message: string, more: { nextStep?: string; cause?: unknown } = {}): AppError {
  return new AppError('VALIDATION', {
    message,
    nextStep: more.nextStep ?? 'Correct the XML at the place named and try again.',
    cause: more.cause,
  });
}

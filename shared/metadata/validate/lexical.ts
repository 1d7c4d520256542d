import type { TextType } from '../schema/rules.ts';
import { remember } from '../../support/remember.ts';
import { isVocabularyName, setOfTerms } from '../schema/vocabularies.ts';

/**
 * Whether a text has the form of a type, with the same verdict as libxml2 (2.15): its leniencies are
 * copied with the rest, and tests compare the two on random texts.
 */
const languagePattern = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
const yearPattern = /^\p{Nd}{4}$/u;
const floatPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** White space as XML schema collapses it. */
const collapse = (text: string): string => text.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, '');

const plain = String.raw`[\w\-.~!$&'()*+,;=]|%[\da-f]{2}`;
const part = `(?:${plain}|[:@])`;
const authority = String.raw`(?:(?:${plain}|:)*@)?(?:\[[^\]]*\]|(?:${plain})*)(?::(\d+))?`;
const rest = `(?:/${part}*)*`;
const rooted = `/(?:${part}+${rest})?`;
const tail = String.raw`(?:\?(?:${part}|[/?])*)?(?:#(?:${part}|[/?[\]])*)?`;
const uriPattern = new RegExp(
  `^(?:[a-z][a-z\\d+.-]*:(?://${authority}${rest}|${rooted}|${part}+${rest})?` +
    `|//${authority}${rest}|${rooted}|(?:${plain}|@)+${rest})?${tail}$`,
  'i',
);
/** Nearly all there are, without the cost of the grammar. */
const usualUri = /^https?:\/\/[\w.-]+(?:\/[\w\-.~/]*)?$/;

/** libxml2 keeps a port in an int. */
const maxPort = 2 ** 31 - 1;

/** RFC 3986 after libxml2's forgiving replacement of characters that a URI cannot hold. */
export const isUri = remember((text) => {
  if (text === '' || usualUri.test(text)) return true;
  const parts = uriPattern.exec(collapse(text).replace(/[^\u0021-\u007E]|[<>"{}|\\^`]/g, '_'));
  return parts !== null && Number(parts[1] ?? parts[2] ?? 0) <= maxPort;
});

// So in `app/models/doi.rb`; \S there knows only the blanks of ASCII.
const webAddressPattern = /^(?:ftp|https?):\/\/[^\t\n\v\f\r ]+$/;

/** What the service takes as a DOI's address. */
export const isWebAddress = (text: string): boolean => webAddressPattern.test(text);

export function isLanguage(text: string): boolean {
  return languagePattern.test(text) || languagePattern.test(collapse(text));
}

export function isYear(text: string): boolean {
  return yearPattern.test(collapse(text));
}

/** xs:float has single precision, and its bounds are compared so. */
export function isCoordinate(text: string, limit: number): boolean {
  if (floatPattern.test(text)) return Math.abs(Math.fround(Number(text))) <= limit;
  const number = collapse(text);
  return number !== text && isCoordinate(number, limit);
}

/** The test of a type, chosen once for all texts; `undefined` for types that take any text. */
export function formOf(type: TextType): ((text: string) => boolean) | undefined {
  if (isVocabularyName(type)) {
    const terms = setOfTerms(type);
    return (text) => terms.has(text);
  }
  return forms[type];
}

const forms: Readonly<Partial<Record<TextType, (text: string) => boolean>>> = {
  nonEmpty: (text) => text !== '',
  year: isYear,
  language: isLanguage,
  lang: (text) => text === '' || isLanguage(text),
  uri: isUri,
  latitude: (text) => isCoordinate(text, 90),
  longitude: (text) => isCoordinate(text, 180),
};

export function hasForm(type: TextType, text: string): boolean {
  return formOf(type)?.(text) ?? true;
}

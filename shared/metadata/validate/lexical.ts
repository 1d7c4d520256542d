import type { TextType } from '../schema/rules.ts';
import { isVocabularyName, isTerm } from '../schema/vocabularies.ts';

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
export function isUri(text: string): boolean {
  if (text === '' || usualUri.test(text)) return true;
  const parts = uriPattern.exec(collapse(text).replace(/[^\u0021-\u007E]|[<>"{}|\\^`]/g, '_'));
  return parts !== null && Number(parts[1] ?? parts[2] ?? 0) <= maxPort;
}

export function isLanguage(text: string): boolean {
  return languagePattern.test(text) || languagePattern.test(collapse(text));
}

export function isYear(text: string): boolean {
  return yearPattern.test(collapse(text));
}

/** xs:float has single precision, and its bounds are compared so. */
export function isCoordinate(text: string, limit: number): boolean {
  const number = collapse(text);
  return floatPattern.test(number) && Math.abs(Math.fround(Number(number))) <= limit;
}

export function hasForm(type: TextType, text: string): boolean {
  switch (type) {
    case 'string':
    case 'untyped':
      return true;
    case 'nonEmpty':
      return text !== '';
    case 'year':
      return isYear(text);
    case 'language':
      return isLanguage(text);
    case 'lang':
      return text === '' || isLanguage(text);
    case 'uri':
      return isUri(text);
    case 'latitude':
      return isCoordinate(text, 90);
    case 'longitude':
      return isCoordinate(text, 180);
    default:
      return isVocabularyName(type) && isTerm(type, text);
  }
}

import { parseDoi } from '../../doi/doi.ts';
import type { Fix } from '../../findings/finding.ts';
import { parseDate } from '../../values/date.ts';
import { recogniseIdentifier } from '../../values/identifier.ts';
import { findLanguage } from '../../values/language.ts';
import { isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import { isCoordinate, isLanguage, isUri } from './lexical.ts';

/**
 * What a value that the service refuses was meant to be, where that follows from the value alone. All
 * proposals are of the form that the service takes; null where a person has to say.
 */

/** One change of one value, as a fix; none where there is nothing to propose. */
export function mendTo(label: string, path: string, value: Json | null): Fix | undefined {
  return value === null ? undefined : { label, changes: [{ path, value }] };
}

const creatable = /^10\.\d{4,5}\/[-._;()/:a-zA-Z0-9*~$=]+$/;

/** The bare DOI of an address or a label. */
export function mendDoi(value: unknown): string | null {
  const parsed = typeof value === 'string' ? parseDoi(value) : null;
  return parsed?.ok === true && parsed.value !== value && creatable.test(parsed.value)
    ? parsed.value
    : null;
}

/** An address without the blanks around it, with those inside encoded, and with a scheme. */
export function mendUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 4096) return null;
  const text = value.trim();
  const whole = /^(?:www\.|[\w-]+\.[\w.-]+\/)/i.test(text) ? `https://${text}` : text;
  if (!/^(?:ftp|https?):\/\//i.test(whole)) return null;
  const encoded = whole
    .replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase())
    .replace(/[\s\u{10000}-\u{10ffff}]/gu, encodeURIComponent);
  return encoded !== value && URL.canParse(encoded) ? encoded : null;
}

/** A URI whose lone percent signs are encoded. */
export function mendUri(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const encoded = value
    .trim()
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/\s/g, encodeURIComponent);
  return encoded !== value && isUri(encoded) ? encoded : null;
}

/** The code of a language that was given by its name. */
export function mendLanguage(value: unknown): string | null {
  const code = typeof value === 'string' ? (findLanguage(value)?.code ?? null) : null;
  return code !== null && code !== value && isLanguage(code) ? code : null;
}

const sexagesimal =
  /^([+-]?\d{1,3})\s*°\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|'')\s*)?([NSEW])?$/i;
const decimal = /^([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEW])?$/i;

/** Decimal degrees of `52,52`, `52.52° N` or `45°30'15"W`. */
export function mendCoordinate(value: unknown, limit: number): number | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value.trim();
  const plain = decimal.exec(text);
  const parts = plain === null ? sexagesimal.exec(text) : null;
  const side = plain?.[2] ?? parts?.[4] ?? '';
  if (side !== '' && /[NS]/i.test(side) !== (limit === 90)) return null;
  const degrees =
    plain === null
      ? Number(parts?.[1]) +
        Math.sign(Number(parts?.[1]) || 1) *
          (Number(parts?.[2] ?? 0) / 60 + Number(parts?.[3] ?? 0) / 3600)
      : Number(plain[1]?.replace(',', '.'));
  const signed = /[SW]/i.test(side) ? -degrees : degrees;
  const rounded = Math.round(signed * 1e7) / 1e7;
  return isCoordinate(String(rounded), limit) ? rounded : null;
}

/** What an entry says of itself about a member that is missing beside it. */
export function mendMissing(
  member: string,
  owner: Readonly<Record<string, unknown>>,
): string | null {
  const value = owner[missingFrom[member] ?? ''];
  return typeof value === 'string' ? recogniseIdentifier(value) : null;
}

const missingFrom: Readonly<Record<string, string>> = {
  relatedIdentifierType: 'relatedIdentifier',
  relatedItemIdentifierType: 'relatedItemIdentifier',
};

/** A full date that stood in place of the year goes among the dates, if none is `Issued`. */
export function mendYear(value: unknown, year: string, dates: unknown): Fix {
  const text = typeof value === 'string' ? value.trim() : '';
  const list: readonly unknown[] = Array.isArray(dates) ? dates : [];
  const isKept =
    text.length > 4 &&
    parseDate(text) !== null &&
    !list.some((entry) => isJsonObject(entry) && entry['dateType'] === 'Issued');
  const issued = { date: text, dateType: 'Issued' };
  return {
    label: `Write ${year}`,
    changes: [
      { path: 'publicationYear', value: Number(year) },
      ...(isKept ? [{ path: `dates[${list.length}]`, value: issued }] : []),
    ],
  };
}

const invisible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

export const withoutControls = (text: string): string => text.replace(invisible, '');
export const withoutDirections = (text: string): string => text.replace(turning, '');

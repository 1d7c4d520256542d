import { checkDigits } from '../doi/crockford.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { passesMod112 } from './check-digits.ts';

/** Identifiers of people and organisations, always given back as the https address that DataCite asks for. */

/** True for an ORCID iD as DataCite asks for it, `https://orcid.org/0000-0002-1825-0097`, check digit included. */
export function isOrcidAddress(text: string): boolean {
  if (text.length !== 37 || !text.startsWith('https://orcid.org/')) return false;
  let total = 0;
  for (let at = 18; at < 36; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (at === 22 || at === 27 || at === 32) {
      if (digit !== hyphen) return false;
    } else if (digit >= 0 && digit <= 9) total = ((total + digit) * 2) % 11;
    else return false;
  }
  const check = (12 - total) % 11;
  return text[36] === (check === 10 ? 'X' : String(check));
}

/** The hyphen's place among the characters, counted from the zero's. */
const hyphen = '-'.charCodeAt(0) - 48;

/** True for a ROR identifier as DataCite asks for it, `https://ror.org/04wxnsj81`, check digits included. */
export function isRorAddress(text: string): boolean {
  return (
    text.length === 25 &&
    text.startsWith('https://ror.org/0') &&
    checkDigits(text.slice(16, 23)) === text.slice(23)
  );
}

/** Reads an ORCID iD in any form: bare, hyphens or none, with its address. Check: ISO 7064 mod 11-2. */
export function parseOrcid(text: string): Result<string> {
  return parseSixteen(text, {
    name: 'ORCID iD',
    example: 'https://orcid.org/0000-0002-1825-0097',
    address: /^(?:https?:\/\/)?(?:www\.|sandbox\.)?orcid\.org\/|^orcid(?: id)?[:\s]\s*/i,
    toUrl: (digits) => `https://orcid.org/${digits.replace(/.{4}(?=.)/g, '$&-')}`,
  });
}

/** Reads an ISNI: sixteen digits with blanks, hyphens or none, with its address. */
export function parseIsni(text: string): Result<string> {
  return parseSixteen(text, {
    name: 'ISNI',
    example: 'https://isni.org/isni/0000000121032683',
    address: /^(?:https?:\/\/)?(?:www\.)?isni\.org\/(?:isni\/|page\/)?|^isni[:\s]\s*/i,
    toUrl: (digits) => `https://isni.org/isni/${digits}`,
  });
}

/** Reads a ROR identifier: nine characters, the last two are check digits over Crockford's base 32. */
export function parseRor(text: string): Result<string> {
  const id = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?ror\.org\/|^ror:\s*/i, '')
    .replace(/\/$/, '')
    .toLowerCase();
  if (!/^0[0-9a-hj-km-np-tv-z]{6}\d{2}$/.test(id)) {
    return err(`“${text}” is not a ROR identifier. One looks like https://ror.org/04wxnsj81.`);
  }
  if (checkDigits(id.slice(0, 7)) !== id.slice(7)) {
    return err(
      `The ROR identifier “${text}” has a wrong check digit: at least one character is mistyped.`,
    );
  }
  return ok(`https://ror.org/${id}`);
}

interface SixteenDigits {
  readonly name: string;
  readonly example: string;
  readonly address: RegExp;
  readonly toUrl: (digits: string) => string;
}

function parseSixteen(text: string, kind: SixteenDigits): Result<string> {
  const digits = text
    .trim()
    .replace(kind.address, '')
    .replace(/[\s\u2010-\u2015-]+|\/$/g, '')
    .toUpperCase();
  if (!/^\d{15}[\dX]$/.test(digits)) {
    return err(`“${text}” is not an ${kind.name}. One looks like ${kind.example}.`);
  }
  if (!passesMod112(digits)) {
    return err(
      `The ${kind.name} “${text}” has a wrong check digit: at least one digit is mistyped.`,
    );
  }
  return ok(kind.toUrl(digits));
}

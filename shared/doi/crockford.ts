/** Crockford's base 32, lower case: no i, l, o (read as 1 and 0) and no u. */
export const crockfordAlphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** What a character of ASCII counts; -1 for those that are no digits. */
const digitOf = Int8Array.from({ length: 128 }, (_, code) =>
  crockfordAlphabet.indexOf(String.fromCharCode(code)),
);

/** `value` in base 32, most significant first, padded with zeros to `length`. */
export function encodeCrockford(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 32n) {
    text = `${crockfordAlphabet[Number(rest % 32n)] ?? ''}${text}`;
  }
  return text.padStart(length, '0');
}

/**
 * Two check digits after ISO 7064 mod 97-10: `98 - (100 n mod 97)`, 02 to 98, over a text in base 32. As 97
 * is a prime that divides no difference of two digits and no `32^k - 1` for k < 48, every single wrong
 * character and every swap of two characters shows. The service's suffixes and ROR use the same.
 * Returns null when the text is not base 32.
 */
export function checkDigits(text: string): string | null {
  let remainder = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = digitOf[text.charCodeAt(at)] ?? -1;
    if (digit < 0) return null;
    remainder = (remainder * 32 + digit) % 97;
  }
  return String(98 - ((remainder * 100) % 97)).padStart(2, '0');
}

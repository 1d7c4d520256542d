/** ISO 7064 mod 11-2 over 16 digits, the last of which may be X: ORCID and ISNI. */
export function passesMod112(digits: string): boolean {
  if (!/^\d{15}[\dX]$/.test(digits)) return false;
  let total = 0;
  for (let at = 0; at < 15; at += 1) total = ((total + digits.charCodeAt(at) - 48) * 2) % 11;
  const check = (12 - total) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check));
}

/** ISBN-10 and ISSN: weights falling to 1, sum divisible by 11, X for ten. `digits` has 8 or 10 characters. */
export function passesMod11(digits: string): boolean {
  if (!/^\d+[\dX]$/.test(digits)) return false;
  let total = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const value = digits[at] === 'X' ? 10 : digits.charCodeAt(at) - 48;
    total += value * (digits.length - at);
  }
  return total % 11 === 0;
}

/** EAN-13 (and ISBN-13) and UPC-A: weights 1 and 3 from the right, sum divisible by 10. */
export function passesMod10(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let total = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const weight = (digits.length - at) % 2 === 1 ? 1 : 3;
    total += (digits.charCodeAt(at) - 48) * weight;
  }
  return total % 10 === 0;
}

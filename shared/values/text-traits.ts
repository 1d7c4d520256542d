/**
 * What occurs in a text, told in one look at each of its characters. The record's traits are those of all its
 * texts together: a rule that looks for a trait that occurs nowhere in the record has nothing to do.
 */
export const trait = {
  /** A character that does not survive on its way, or that nobody sees: controls, surrogates. */
  suspect: 1,
  /** A pair of characters as UTF-8 leaves them that was read as Windows-1252. */
  damaged: 2,
  /** A sign with which markup begins. */
  markup: 4,
  /** The sign of an e-mail address. */
  at: 8,
} as const;

/** A set of traits, as bits. */
export type Traits = number;

/** Where the texts were not looked at, each trait may occur. */
export const anyTraits: Traits = trait.suspect | trait.damaged | trait.markup | trait.at;

/** Characters that text of a record should not hold; most texts pass this one test. */
const suspect =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFE\uFFFF]/;
const markupSigns = '<!#`';
/** Any character with a trait: of long texts a pattern tells sooner that there is none. */
const remarkable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\uFFFF<!#`@]/;

/** What Windows-1252 makes of a byte that continues a character of UTF-8. */
const continuation = /[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

const traitOfAscii = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (suspect.test(character)) return trait.suspect;
  if (character === '@') return trait.at;
  return markupSigns.includes(character) ? trait.markup : 0;
});

export function traitsOf(text: string): Traits {
  if (text.length > 16 && !remarkable.test(text)) return 0;
  let traits = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128) traits |= traitOfAscii[code] ?? 0;
    else {
      if (code < 0xa0 || (code >= 0x202a && suspect.test(text.charAt(at)))) traits |= trait.suspect;
      if (before >= 0xc2 && before <= 0xf4 && continuation.test(text.charAt(at)))
        traits |= trait.damaged;
    }
    before = code;
  }
  return traits;
}

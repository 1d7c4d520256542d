import { remember } from '../support/remember.ts';

/** What a name as people write it can be read as. A proposal: names are confirmed by a person. */
export interface NameReading {
  readonly kind: 'person' | 'organisation' | 'unclear';
  /** `certain`: a comma said where the family name ends. `likely`: told from the order of words. */
  readonly confidence: 'certain' | 'likely' | 'none';
  readonly givenName?: string;
  /** With its particle: `van der Berg`. */
  readonly familyName?: string;
  readonly particle?: string;
  readonly suffix?: string;
}

const organisationWord =
  /(?<![\p{L}\p{N}])(?:univ(?:ersit[a-zéäà]*|ersidad[e]?|ersiteit|\.)?|uniwersytet|institut[eo]?s?|istituto|academ(?:y|ia|ie)|akademie|academia|cent(?:er|re|ro|rum)|zentrum|laborator(?:y|ies|ium|io)|labs?|department|dept|faculty|fakultät|school|college|hochschule|hospital|clinic|library|bibliothek|bibliothèque|museum|archives?|foundation|stiftung|fondation|society|association|consortium|collaboration|committee|council|commission|agency|ministry|office|bureau|group|team|project|initiative|network|organi[sz]ation|program(?:me)?|services?|company|corporation|corp|inc|llc|ltd|gmbh|ag|s\.?a\.?|b\.?v\.?|plc|oy|press|research|technolog(?:y|ies)|systems?|software|data(?:set)?s?|repository|community|survey|observatory|nasa|noaa|cern|csiro|cnrs|hugging face|openai|google|microsoft|meta ai|nvidia|ibm)(?![\p{L}\p{N}])/iu;
const eastAsianOrganisation =
  /大学|大學|研究所|研究院|学院|學院|公司|协会|協会|中心|センター|기관|대학교|연구소|연구원|주식회사/;
const eastAsian =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・々]+$/u;
const particleWord =
  /^(?:van|von|vom|zu|zum|zur|der|den|het|de|del|della|delle|dello|degli|di|da|das|dos|do|du|des|la|las|le|les|los|af|av|ter|ten|te|bin|ibn|ben|al|el|y|e|i)$|^(?:d|l)['’]$|^'t$/;
const suffixWord = /^(?:jr|sr|ii|iii|iv|v|ph\.?\s?d|m\.?\s?d|esq|jnr|snr)\.?$/i;
const koreanDouble = /^(?:남궁|황보|제갈|선우|독고|사공|서문)/;

/**
 * Reads one name: `Family, Given`, `Family, Jr., Given`, `Given Family`, particles, suffixes, organisations,
 * and names in Han, Kana and Hangul. Where the family name ends in an unspaced Han name is not told from
 * the characters alone (森鴎外 is 1+2, 高橋健 2+1), so it stays unsplit.
 */
export function readName(text: string): NameReading {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name === '') return { kind: 'unclear', confidence: 'none' };
  if (isOrganisationName(name)) return { kind: 'organisation', confidence: 'likely' };
  if (name.includes(',') || name.includes('，')) return readWithComma(name);
  if (eastAsian.test(name.replaceAll(' ', ''))) return readEastAsian(name);
  return readInOrder(name.split(' '));
}

/** True for names that carry a word that only organisations have. A comma speaks for a person. */
export const isOrganisationName = remember(readsAsOrganisation);

function readsAsOrganisation(name: string): boolean {
  if (eastAsianOrganisation.test(name)) return true;
  if (
    /\p{L}\.?,\s*\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}$/u.test(name) &&
    name.split(',').length === 2
  ) {
    const family = name.split(',')[0] ?? '';
    if (!family.includes(' ')) return false;
  }
  return organisationWord.test(name);
}

/** True when several people stand in one name: `A. Smith and B. Jones`, `Smith, J.; Doe, A.`. */
export function holdsSeveralNames(name: string): boolean {
  if (name.includes(';') || /\bet al\b\.?/i.test(name)) return true;
  if (isOrganisationName(name)) return false;
  return /\s(?:and|&|und|et)\s/i.test(name) || name.split(',').length > 3;
}

/** The people whom one name holds, in order; null unless every part reads as one person. */
export function splitNames(text: string): readonly NameReading[] | null {
  if (/\bet al\b/i.test(text)) return null;
  const parts = text
    .split(text.includes(';') ? ';' : /\s(?:and|&|und|et)\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 100) return null;
  const readings = parts.map(readName);
  return readings.every(
    ({ kind, givenName = '', familyName = '' }) =>
      kind === 'person' && givenName !== '' && familyName !== '',
  )
    ? readings
    : null;
}

/** `Family, Given` as DataCite's `name` wants it, the suffix behind the given name. */
export function formatName(reading: NameReading): string | null {
  if (reading.familyName === undefined) return null;
  const given = [reading.givenName, reading.suffix].filter((part) => part !== undefined).join(', ');
  return given === '' ? reading.familyName : `${reading.familyName}, ${given}`;
}

function readWithComma(name: string): NameReading {
  const parts = name
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const suffix = parts.slice(1).find((part) => suffixWord.test(part));
  const [first = '', second] = parts.filter((part, at) => at === 0 || part !== suffix);
  // "John Smith, PhD": the comma only parted the title.
  if (second === undefined && suffix !== undefined)
    return { ...readInOrder(first.split(' ')), suffix };
  if (parts.length > 3 || second === undefined) return { kind: 'unclear', confidence: 'none' };
  const words = first.split(' ');
  const innerSuffix =
    suffix ?? (words.length > 1 && suffixWord.test(words.at(-1) ?? '') ? words.pop() : undefined);
  return person({
    family: words,
    given: second.split(' '),
    suffix: innerSuffix,
    confidence: 'certain',
  });
}

function readEastAsian(name: string): NameReading {
  const words = name.split(' ');
  if (words.length === 2) {
    return person({ family: words.slice(0, 1), given: words.slice(1), confidence: 'likely' });
  }
  if (/^\p{Script=Hangul}{2,4}$/u.test(name)) {
    const length = koreanDouble.test(name) && name.length > 2 ? 2 : 1;
    return person({
      family: [name.slice(0, length)],
      given: [name.slice(length)],
      confidence: 'likely',
    });
  }
  return { kind: 'person', confidence: 'none' };
}

/** `Given [particles] Family [suffix]`; one word alone, or one of lower-case letters and digits, stays unread. */
function readInOrder(words: string[]): NameReading {
  const suffix = words.length > 2 && suffixWord.test(words.at(-1) ?? '') ? words.at(-1) : undefined;
  const rest = suffix === undefined ? words : words.slice(0, -1);
  const [first, last] = [rest[0] ?? '', rest.at(-1) ?? ''];
  if (rest.length < 2 || rest.length > 7 || /[\d@/_]/.test(words.join('')))
    return { kind: 'unclear', confidence: 'none' };
  // "Smith JA": initials behind the family name, as medical journals write it.
  if (/^\p{Lu}{1,3}$/u.test(last) && /^\p{Lu}\p{Ll}/u.test(first) && rest.length === 2) {
    return person({ family: [first], given: [last], suffix, confidence: 'likely' });
  }
  const particle = rest.findIndex(
    (word, at) => at > 0 && at < rest.length - 1 && particleWord.test(word),
  );
  const cut = particle > 0 ? particle : rest.length - 1;
  return person({
    family: rest.slice(cut),
    given: rest.slice(0, cut),
    suffix,
    confidence: 'likely',
  });
}

interface PersonParts {
  readonly family: readonly string[];
  readonly given: readonly string[];
  readonly suffix?: string | undefined;
  readonly confidence: 'certain' | 'likely';
}

function person({ family, given, suffix, confidence }: PersonParts): NameReading {
  // "Berg, Anna van der": Dutch lists put the particles behind the given name.
  const trailing = given.findLastIndex((word) => !particleWord.test(word)) + 1;
  const moved = trailing > 0 ? given.slice(trailing) : [];
  const whole = [...moved, ...family];
  const particles = whole.slice(
    0,
    whole.findIndex((word) => !particleWord.test(word)),
  );
  return {
    kind: 'person',
    confidence,
    givenName: given.slice(0, given.length - moved.length).join(' '),
    familyName: whole.join(' '),
    ...(particles.length > 0 ? { particle: particles.join(' ') } : {}),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

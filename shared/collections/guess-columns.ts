import { parseDoi } from '../doi/doi.ts';
import { isTerm, nearestTerm } from '../metadata/schema/vocabularies.ts';
import { parseOrcid, parseRor } from '../values/authority-id.ts';
import { findLicence } from '../values/licence.ts';
import { foldHeader, targetOfWord } from './header-words.ts';
import { formatTarget, listRules, parseTarget, takesSeveral } from './targets.ts';

/** A column as the guess sees it: its name and some of its cells that are not empty. */
export interface ColumnSample {
  readonly name: string;
  readonly samples: readonly string[];
}

export interface ColumnGuess {
  readonly target: string | null;
  readonly separator: string | null;
  /** Why, one sentence for people; null when nothing was guessed. */
  readonly reason: string | null;
}

/**
 * Proposes where each column goes, by its name and, where that says nothing or too little, by its values.
 * Each place that holds one value is given once: the first column that fits has it.
 */
export function guessColumns(columns: readonly ColumnSample[]): readonly ColumnGuess[] {
  const taken = new Set<string>();
  const byName = columns.map((column) => guessByName(column));
  // Names speak before values: a column of addresses must not take the place of one called "url".
  const guesses = byName.map((guess) => claim(guess, taken));
  return guesses.map((guess, at) => {
    const column = columns[at];
    if (guess.target !== null || column === undefined || byName[at]?.target !== null) return guess;
    return claim(guessByValues(column), taken);
  });
}

interface Proposal {
  readonly target: string | null;
  readonly reason: string | null;
  readonly samples: readonly string[];
}

function claim(proposal: Proposal, taken: Set<string>): ColumnGuess {
  const { target, reason, samples } = proposal;
  const parsed = target === null ? null : parseTarget(target);
  if (target === null || parsed === null) return { target: null, separator: null, reason };
  if (taken.has(target)) {
    return { target: null, separator: null, reason: 'Another column already goes to this place.' };
  }
  taken.add(target);
  return { target, separator: takesSeveral(parsed) ? separatorOf(samples) : null, reason };
}

function guessByName({ name, samples }: ColumnSample): Proposal {
  const none = { target: null, reason: null, samples };
  // `title (2)`: the second column of that name; the first one has the place.
  const bare = name.replace(/\s\(\d+\)$/, '');
  const target = targetOfPath(bare) ?? targetOfNumbered(bare) ?? targetOfWord(foldHeader(bare));
  if (target === null) return none;
  const held = heldByValues(target, samples);
  return { target: held, reason: `The column is called “${name}”.`, samples };
}

/** Some names mean several things; the values tell which. */
function heldByValues(target: string, samples: readonly string[]): string {
  if (target === 'key' && most(samples, isDoi)) return 'doi';
  if (target === 'doi' && !some(samples, isDoi) && samples.length > 0) return 'key';
  if (target === 'types.resourceTypeGeneral' && samples.length > 0) {
    return most(samples, isGeneralType) ? target : 'types.resourceType';
  }
  if (target === 'dates[Issued].date' && most(samples, isYear)) return 'publicationYear';
  if (target === 'publicationYear' && most(samples, isLongDate)) return 'dates[Issued].date';
  if (target === 'creators[].affiliation' && most(samples, isRor))
    return 'creators[].affiliationIdentifier';
  if (target === 'rightsList[].rights' && most(samples, isAddress)) return 'rightsList[].rightsUri';
  if (target.endsWith('[IsDerivedFrom].relatedIdentifier') && !some(samples, isIdentifier)) {
    return 'descriptions[Other].description';
  }
  if (target.startsWith('relatedIdentifiers[IsSupplementTo]') && !some(samples, isIdentifier)) {
    return 'descriptions[Other].description';
  }
  return target;
}

/** Names that are paths: `creators[1].givenName` (people count from 1), `dates[Created].date`, `titles.0.title`. */
function targetOfPath(name: string): string | null {
  const match = /^([a-zA-Z]+)(?:\[([^\]]*)\]|[._ ](\d+))?(?:[._ ]([a-zA-Z]+))?$/.exec(name.trim());
  if (match === null) return null;
  const [, list = '', inBrackets, afterDot, member] = match;
  const rule = listRules.get(list);
  const plain = parseTarget(name.trim());
  if (rule === undefined) return plain === null ? null : formatTarget(plain);
  const selector = inBrackets ?? afterDot ?? '';
  if (inBrackets === undefined && afterDot === undefined && member === undefined) return null;
  const place = /^\d+$/.test(selector) && inBrackets !== undefined ? fromOne(selector) : selector;
  const found = parseTarget(`${list}[${place}]${suffix(member ?? rule.primary)}`);
  return found === null ? null : formatTarget(found);
}

function suffix(member: string): string {
  return member === '' ? '' : `.${member}`;
}

/** `creators[1]` is the first of a person's list; `creators[0]` is written by programs and is the first, too. */
function fromOne(text: string): string {
  return String(Math.max(0, Number(text) - 1));
}

/** `Author 2 ORCID`, `autor_2_vorname`: the place of an entry among the words of a name. */
function targetOfNumbered(name: string): string | null {
  const match = /^(.*?\D)[\s_.-]*(\d{1,2})(?:[\s_.-]*(\D.*))?$/.exec(name.trim());
  if (match === null) return null;
  const [, before = '', place = '', after = ''] = match;
  const whole = targetOfWord(foldHeader(`${before}${after}`)) ?? partOfPerson(before, after);
  const parsed = whole === null ? null : parseTarget(whole);
  if (parsed?.selector !== '') return null;
  return formatTarget({ ...parsed, selector: fromOne(place) });
}

/** `Autor` and `Nachname` are both known, though not as one word. */
function partOfPerson(before: string, after: string): string | null {
  const list = targetOfWord(foldHeader(before))?.replace(/\.name$/, '');
  const part = targetOfWord(foldHeader(after));
  return list !== undefined && part?.startsWith('creators[].') === true
    ? part.replace('creators[]', list)
    : null;
}

function guessByValues({ samples }: ColumnSample): Proposal {
  if (samples.length < 2) return { target: null, reason: null, samples };
  for (const [target, test, reason] of byValues) {
    if (samples.every(test)) return { target, reason, samples };
  }
  return { target: null, reason: null, samples };
}

const byValues: readonly (readonly [string, (text: string) => boolean, string])[] = [
  ['doi', isDoi, 'The values are DOIs.'],
  ['creators[].nameIdentifier', isOrcidList, 'The values are ORCID iDs.'],
  ['rightsList[].rights', (text) => findLicence(text) !== null, 'The values are licences.'],
  ['url', isAddress, 'The values are web addresses.'],
  [
    'types.resourceTypeGeneral',
    isGeneralType,
    'The values are resource types of the DataCite list.',
  ],
  ['publicationYear', isYear, 'The values are years.'],
];

function isDoi(text: string): boolean {
  return parseDoi(text).ok;
}

function isOrcidList(text: string): boolean {
  return text.split(/[;|]/).every((part) => parseOrcid(part.trim()).ok);
}

function isRor(text: string): boolean {
  return text.split(/[;|]/).every((part) => parseRor(part.trim()).ok);
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

function isIdentifier(text: string): boolean {
  return isAddress(text) || isDoi(text) || /^(?:arxiv|ark|urn|swh):/i.test(text);
}

function isGeneralType(text: string): boolean {
  return (
    isTerm('resourceTypeGeneral', text) || nearestTerm('resourceTypeGeneral', text) !== undefined
  );
}

function isYear(text: string): boolean {
  return /^(?:1[5-9]|20)\d\d(?:\.0+)?$/.test(text);
}

function isLongDate(text: string): boolean {
  return /^\d{4}-\d\d(?:-\d\d)?/.test(text) || /^\d{1,2}[./]\d{1,2}[./]\d{4}$/.test(text);
}

function most(samples: readonly string[], test: (text: string) => boolean): boolean {
  return samples.length > 0 && samples.filter(test).length >= samples.length * 0.8;
}

function some(samples: readonly string[], test: (text: string) => boolean): boolean {
  return samples.some(test);
}

/** Commas part names from given names and clauses from clauses: only these two part values for certain. */
function separatorOf(samples: readonly string[]): string {
  const counts = [';', '|'].map((sign) => samples.filter((text) => text.includes(sign)).length);
  return (counts[1] ?? 0) > (counts[0] ?? 0) ? '|' : ';';
}

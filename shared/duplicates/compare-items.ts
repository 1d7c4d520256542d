import type { ItemFacts } from './item-facts.ts';
import { isVariantOf } from './word-variants.ts';

/** Why two records may be one item. The first five are facts; `title` is a likeness. */
export const twinReasons = ['doi', 'hub', 'address', 'digest', 'title'] as const;
export type TwinReason = (typeof twinReasons)[number];

/** Series that keep their title from year to year. */
const serial = new Set([
  'annual',
  'yearly',
  'monthly',
  'quarterly',
  'report',
  'statistics',
  'yearbook',
  'bulletin',
  'census',
  'jahresbericht',
]);

/** The reasons to take two records for one item at one version (E7); empty: none. */
export function twinReasonsOf(one: ItemFacts, other: ItemFacts): TwinReason[] {
  const reasons: TwinReason[] = [];
  if (one.dois.includes(other.doi) || other.dois.includes(one.doi)) reasons.push('doi');
  if (one.hub !== null && one.hub === other.hub) reasons.push('hub');
  if (one.address !== null && one.address === other.address) reasons.push('address');
  if (one.digests.some((each) => other.digests.includes(each))) reasons.push('digest');
  if (isSameDescription(one, other)) reasons.push('title');
  return reasons;
}

/** Same title, creators, year, version and kind, each as people write them. */
function isSameDescription(one: ItemFacts, other: ItemFacts): boolean {
  return (
    isSameTitle(one, other) &&
    isSameKind(one, other) &&
    isSameTime(one, other) &&
    haveSameCreators(one, other)
  );
}

/** Every word that one of them has alone must be the other's, written another way. */
function isSameTitle(one: ItemFacts, other: ItemFacts): boolean {
  if (one.words.length === 0 || other.words.length === 0) return false;
  const here = without(one.words, other.words);
  const there = without(other.words, one.words);
  if (here.length === 0 && there.length === 0) return true;
  if (here.join('') === there.join('')) return true;
  // A subtitle that only one of them gives says nothing against it.
  if (there.length === 0 && other.subtitleWords.size === 0) return areAll(here, one.subtitleWords);
  if (here.length === 0 && one.subtitleWords.size === 0) return areAll(there, other.subtitleWords);
  if (here.length !== there.length) return false;
  return here.every((word, index) => isVariantOf(word, there[index] ?? ''));
}

function areAll(words: readonly string[], known: ReadonlySet<string>): boolean {
  return words.every((word) => known.has(word));
}

function without(words: readonly string[], taken: readonly string[]): string[] {
  const rest = [...taken];
  return words.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function isSameKind(one: ItemFacts, other: ItemFacts): boolean {
  if (one.type !== '' && other.type !== '' && one.type !== other.type) return false;
  return one.version === '' || other.version === '' || one.version === other.version;
}

/** A year late is a slip, but not in a series that has one issue a year. */
function isSameTime(one: ItemFacts, other: ItemFacts): boolean {
  if (one.year === null || other.year === null) return true;
  const most = one.words.some((word) => serial.has(word)) ? 0 : 1;
  return Math.abs(one.year - other.year) <= most;
}

/** Half of the shorter list of names. */
function haveSameCreators(one: ItemFacts, other: ItemFacts): boolean {
  const [few, many] =
    one.names.length <= other.names.length ? [one.names, other.names] : [other.names, one.names];
  if (few.length === 0) return false;
  const known = new Set(many.flat());
  const shared = few.filter((keys) => keys.some((key) => known.has(key))).length;
  return shared * 2 >= few.length;
}

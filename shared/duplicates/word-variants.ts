import { editDistance } from './title-distance.ts';

/** Shorter words are names and codes, where one letter makes another thing: stations, models, chemical signs. */
const leastLength = 5;
/** Letters at the end that only bend a word: image, images, imagery. */
const longestEnding = 2;

/**
 * True where two words are one, mistyped or bent: letters swapped, doubled or left out, another ending. A letter
 * that was replaced makes another word (Rhine and Rhône, test and text), and so does every digit.
 */
export function isVariantOf(one: string, other: string): boolean {
  if (one === other || `${one}s` === other || one === `${other}s`) return true;
  if (/\d/.test(one + other) || Math.min(one.length, other.length) < leastLength) return false;
  if (isBent(one, other)) return true;
  if (editDistance(one, other, 1) > 1) return false;
  return one.length !== other.length || isSwap(one, other);
}

function isBent(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const longest = Math.max(one.length, other.length) - shared;
  return shared >= leastLength && longest <= longestEnding && one.length !== other.length;
}

function isSwap(one: string, other: string): boolean {
  const sorted = (word: string): string => word.split('').toSorted().join('');
  return sorted(one) === sorted(other);
}

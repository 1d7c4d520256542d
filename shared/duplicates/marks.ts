import type { ItemFacts } from './item-facts.ts';

/** Words that are too common to find anything by. */
const leastLength = 4;
const mostWords = 12;

/** Exact marks of an item: whatever shares one of them is a twin for certain. */
export function exactMarks(facts: ItemFacts): string[] {
  return [
    ...facts.dois.map((doi) => `doi:${doi}`),
    ...(facts.hub === null ? [] : [`hub:${facts.hub}`]),
    ...(facts.address === null ? [] : [`url:${facts.address}`]),
    ...facts.digests.map((digest) => `sha:${digest}`),
  ].map((mark) => mark.slice(0, 500));
}

/**
 * All marks that an index keeps: the exact ones, and each longer word of the title with each name. Records that
 * describe one item share some of them, whatever is mistyped in one word or one name.
 */
export function marksOf(facts: ItemFacts): string[] {
  const words = [...new Set(facts.words)].filter(
    (word) => word.length >= leastLength || /\d/.test(word),
  );
  const names = new Set(facts.names.slice(0, 3).flat());
  const likely = words
    .slice(0, mostWords)
    .flatMap((word) => [...names].map((name) => `t:${word.slice(0, 5)}|${name}`.slice(0, 200)));
  const own = facts.doi === '' ? [] : [`doi:${facts.doi}`];
  return [...new Set([...own, ...exactMarks(facts), ...likely])];
}

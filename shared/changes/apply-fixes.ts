import { applyFix } from '../findings/apply-fix.ts';
import type { Finding, Fix } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { pathSegments } from '../metadata/path.ts';
import { canonicalJson } from '../support/json.ts';

/** Rounds of fixing: each settles what stands side by side, and only a fix that lays bare another finding needs one more. */
const mostRounds = 100;

/**
 * Applies the fixes of all findings with these codes, round by round, because a fix may move what the next one
 * points at. Ends when none is left, when nothing changes any more, or when a record comes round again.
 */
export function applyFixes(
  attributes: Attributes,
  codes: ReadonlySet<string>,
  findingsOf: (attributes: Attributes) => readonly Finding[],
): Attributes {
  let current = attributes;
  const seen = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const fixes = findingsOf(current).flatMap(({ code, fix }) =>
      codes.has(code) && fix !== undefined ? [fix] : [],
    );
    if (fixes.length === 0) return current;
    const next = sameRound(current, fixes);
    const text = canonicalJson(next);
    if (round === 0) seen.add(canonicalJson(current));
    if (seen.has(text)) return current;
    seen.add(text);
    current = next;
  }
  return current;
}

/** Fixes that touch different places in one go; of those that touch the same, only the first. */
function sameRound(attributes: Attributes, fixes: readonly Fix[]): Attributes {
  const touched: string[] = [];
  let current = attributes;
  for (const fix of fixes) {
    const places = fix.changes.map(placeOf);
    if (places.some((place) => touched.some((other) => isWithin(place, other)))) continue;
    touched.push(...places);
    current = applyFix(current, fix.changes);
  }
  return current;
}

/**
 * What a change touches: an entry of a list where it sets one of the entry's members, else the whole attribute,
 * because lists close up and grow.
 */
function placeOf({ path, value }: Fix['changes'][number]): string {
  const [root = '', index, member] = pathSegments(path);
  const isInEntry = value !== undefined && typeof index === 'number' && member !== undefined;
  return isInEntry ? `${String(root)}[${String(index)}]` : String(root);
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}[`) || other.startsWith(`${one}[`);
}

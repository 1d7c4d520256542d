import type { Finding, Fix } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { pathSegments } from '../metadata/path.ts';
import type { Segment } from '../metadata/path.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';

/** Rounds of fixing: a fix may lay bare another finding; more than this is a circle. */
const mostRounds = 20;

/**
 * Applies the fixes of all findings with these codes, one finding after the other, because a fix may move what
 * the next one points at. Ends when none is left or nothing changes any more.
 */
export function applyFixes(
  attributes: Attributes,
  codes: ReadonlySet<string>,
  findingsOf: (attributes: Attributes) => readonly Finding[],
): Attributes {
  let current = attributes;
  for (let round = 0; round < mostRounds; round += 1) {
    const fixes = findingsOf(current).flatMap(({ code, fix }) =>
      codes.has(code) && fix !== undefined ? [fix] : [],
    );
    const next = sameRound(current, fixes);
    if (canonicalJson(next) === canonicalJson(current)) return current;
    current = next;
  }
  return current;
}

/** Fixes of different attributes in one go; of the same attribute only the first, then it is looked at anew. */
function sameRound(attributes: Attributes, fixes: readonly Fix[]): Attributes {
  const touched = new Set<Segment>();
  let current = attributes;
  for (const fix of fixes) {
    const roots = fix.changes.map(({ path }) => pathSegments(path)[0] ?? '');
    if (roots.some((root) => touched.has(root))) continue;
    for (const root of roots) touched.add(root);
    current = applyFix(current, fix);
  }
  return current;
}

/** One fix: sets each value at its path, or takes it away where there is none. */
export function applyFix(attributes: Attributes, { changes }: Fix): Attributes {
  let current = attributes as Json | undefined;
  for (const { path, value } of changes) current = withValue(current, pathSegments(path), value);
  return (current ?? {}) as Attributes;
}

function withValue(
  holder: Json | undefined,
  segments: readonly Segment[],
  value: Json | undefined,
): Json | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (typeof segment === 'number') {
    const list = Array.isArray(holder) ? (holder as readonly Json[]) : [];
    const inner = withValue(list[segment], rest, value);
    if (segment >= list.length) return inner === undefined ? list : [...list, inner];
    return list.flatMap((entry, index) =>
      index !== segment ? [entry] : inner === undefined ? [] : [inner],
    );
  }
  const members = isJsonObject(holder) ? (holder as Readonly<Record<string, Json>>) : {};
  const inner = withValue(members[segment], rest, value);
  const others = Object.entries(members).filter(([name]) => name !== segment);
  return Object.fromEntries(inner === undefined ? others : [...others, [segment, inner]]);
}

import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import { pathSegments } from '../metadata/path.ts';
import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';

/** As findings have it; without a value, what stands at the path goes. */
interface FixChange {
  readonly path: string;
  readonly value?: unknown;
}

/**
 * A record with the changes of a finding's fix in it. All paths speak of the record as it was: values are set
 * first, then entries go from the back of their lists, so that none moves what another change points at.
 */
export function applyFix(attributes: Attributes, changes: readonly FixChange[]): Attributes {
  const steps = changes.map(({ path, value }) => ({ segments: pathSegments(path), value }));
  const sets = steps.filter(({ value }) => value !== undefined);
  const removals = steps
    .filter(({ value }) => value === undefined)
    .sort((one, other) => byPlace(other.segments, one.segments));
  let record: Json | undefined = attributes as Json;
  for (const { segments, value } of [...sets, ...removals])
    record = withValue(record, segments, value as Json | undefined);
  return (record ?? {}) as Attributes;
}

/** Entries of one list by their place; all else in any order that is always the same. */
function byPlace(one: readonly Segment[], other: readonly Segment[]): number {
  for (const [index, segment] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (segment === against) continue;
    if (typeof segment === 'number' && typeof against === 'number') return segment - against;
    return String(segment) < String(against) ? -1 : 1;
  }
  return one.length - other.length;
}

/** The holder with one value set, or gone; the same object where nothing changes. An entry behind the end is appended. */
function withValue(
  holder: Json | undefined,
  [segment, ...rest]: readonly Segment[],
  value: Json | undefined,
): Json | undefined {
  if (segment === undefined) return value;
  if (typeof segment === 'number') {
    const list = Array.isArray(holder) ? (holder as readonly Json[]) : [];
    const inner = withValue(list[segment], rest, value);
    if (segment >= list.length) return inner === undefined ? holder : [...list, inner];
    return list.flatMap((entry, index) =>
      index !== segment ? [entry] : inner === undefined ? [] : [inner],
    );
  }
  const members = isJsonObject(holder) ? (holder as Readonly<Record<string, Json>>) : {};
  const inner = withValue(
    Object.hasOwn(members, segment) ? members[segment] : undefined,
    rest,
    value,
  );
  if (inner === undefined && !Object.hasOwn(members, segment)) return holder;
  const others = Object.entries(members).filter(([name]) => name !== segment);
  return Object.fromEntries(inner === undefined ? others : [...others, [segment, inner]]);
}

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

/** A record with the changes of a finding's fix in it; what a change takes out of a list closes up. */
export function applyFixTo(attributes: Attributes, changes: readonly FixChange[]): Attributes {
  let record: Json | undefined = attributes as Json;
  // From the back, so that an entry that goes does not move those that come after it in the list of changes.
  for (const { path, value } of changes.toReversed()) {
    record = withValue(record, pathSegments(path), value as Json | undefined);
  }
  return (record ?? {}) as Attributes;
}

function withValue(
  node: Json | undefined,
  [segment, ...rest]: readonly Segment[],
  value: Json | undefined,
): Json | undefined {
  if (segment === undefined) return value;
  if (typeof segment === 'number') {
    const list = Array.isArray(node) ? [...(node as readonly Json[])] : [];
    const entry = withValue(list[segment], rest, value);
    if (entry === undefined) list.splice(segment, 1);
    else list[segment] = entry;
    return list;
  }
  const members = new Map<string, Json>(isJsonObject(node) ? Object.entries(node) : []);
  const member = withValue(members.get(segment), rest, value);
  if (member === undefined) members.delete(segment);
  else members.set(segment, member);
  return Object.fromEntries(members);
}

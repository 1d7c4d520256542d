import type { Attributes } from '../metadata/attributes.ts';
import type { Json } from '../support/json.ts';
import { doiColumn } from './columns.ts';

/**
 * What stands at one place of any record that was seen: a value, members, entries, or several of these. Plain data,
 * members and entries in the order in which they were first seen.
 */
export interface SeenPlace {
  hasValue: boolean;
  readonly members: Map<string, SeenPlace>;
  readonly entries: SeenPlace[];
}

/** Properties that go into a sheet; null takes all. */
export type WantedProperties = ReadonlySet<string> | null;

export const nothingSeen = (): SeenPlace => ({ hasValue: false, members: new Map(), entries: [] });

/** The DOI is the key of a row and never among its cells. */
export function isWanted(name: string, wanted: WantedProperties): boolean {
  return name !== doiColumn && (wanted === null || wanted.has(name));
}

/** Adds what a record needs columns for. */
export function seeRecord(seen: SeenPlace, attributes: Attributes, wanted: WantedProperties): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (isWanted(name, wanted)) see(memberPlace(seen, name), value as Json);
  }
}

/** Adds what was seen of later records: it comes to the same as if these had been seen one after the other. */
export function joinSeen(seen: SeenPlace, later: SeenPlace): void {
  if (later.hasValue) seen.hasValue = true;
  for (const [name, member] of later.members) joinSeen(memberPlace(seen, name), member);
  later.entries.forEach((entry, at) => joinSeen((seen.entries[at] ??= nothingSeen()), entry));
}

function memberPlace(place: SeenPlace, name: string): SeenPlace {
  const known = place.members.get(name);
  if (known !== undefined) return known;
  const fresh = nothingSeen();
  place.members.set(name, fresh);
  return fresh;
}

function see(place: SeenPlace, value: Json): void {
  if (typeof value !== 'object' || value === null) place.hasValue = true;
  else if (isList(value)) {
    for (let at = 0; at < value.length; at += 1) {
      see((place.entries[at] ??= nothingSeen()), value[at] ?? null);
    }
    if (value.length === 0) place.hasValue = true;
  } else {
    const names = Object.keys(value);
    for (const name of names) see(memberPlace(place, name), value[name] ?? null);
    // An empty object is a value, as an empty list is.
    if (names.length === 0) place.hasValue = true;
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

import type { Attributes } from '../metadata/attributes.ts';
import type { Json } from '../support/json.ts';
import { parsePropertyPath } from '../query/property-path.ts';
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

/** What of a record goes into a sheet: all of a place, or these members of it. */
export type Wanted = 'all' | ReadonlyMap<string, Wanted>;

/**
 * `properties`: `titles`, or a part of one, `creators.affiliation.name` or `dates[Issued].date`; a member of a list's
 * entries is that of each of them, with the type that tells them apart. Null takes all.
 */
export function wantedOf(properties: readonly string[] | null): Wanted {
  if (properties === null) return 'all';
  const wanted = new Map<string, Wanted>();
  for (const property of properties) {
    const members: string[] = [];
    // What is no path is the name of a property that the schema does not know.
    for (const step of parsePropertyPath(property) ?? [{ member: property }]) {
      if ('member' in step) members.push(step.member);
      const type = 'type' in step ? typeMembers[members.at(-1) ?? ''] : undefined;
      if (type !== undefined) want(wanted, [...members, type]);
    }
    want(wanted, members);
  }
  return wanted;
}

/** What tells the entries of a list apart. */
const typeMembers: Readonly<Record<string, string>> = {
  titles: 'titleType',
  contributors: 'contributorType',
  dates: 'dateType',
  descriptions: 'descriptionType',
  relatedIdentifiers: 'relationType',
  relatedItems: 'relationType',
};

function want(wanted: Map<string, Wanted>, [name, ...inside]: readonly string[]): void {
  if (name === undefined || wanted.get(name) === 'all') return;
  if (inside.length === 0) {
    wanted.set(name, 'all');
    return;
  }
  const known = wanted.get(name);
  const members = new Map(known === undefined || known === 'all' ? [] : known);
  wanted.set(name, members);
  want(members, inside);
}

export function wantedInside(wanted: Wanted, name: string): Wanted | undefined {
  return wanted === 'all' ? wanted : wanted.get(name);
}

export const nothingSeen = (): SeenPlace => ({ hasValue: false, members: new Map(), entries: [] });

/** The DOI is the key of a row and never among its cells. */
export function wantedProperty(wanted: Wanted, name: string): Wanted | undefined {
  return name === doiColumn ? undefined : wantedInside(wanted, name);
}

/** Adds what a record needs columns for. */
export function seeRecord(seen: SeenPlace, attributes: Attributes, wanted: Wanted): void {
  for (const [name, value] of Object.entries(attributes)) {
    const inside = wantedProperty(wanted, name);
    if (inside !== undefined) see(memberPlace(seen, name), value as Json, inside);
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

function see(place: SeenPlace, value: Json, wanted: Wanted): void {
  if (typeof value !== 'object' || value === null) place.hasValue = true;
  else if (isList(value)) {
    for (let at = 0; at < value.length; at += 1) {
      see((place.entries[at] ??= nothingSeen()), value[at] ?? null, wanted);
    }
    if (value.length === 0) place.hasValue = true;
  } else {
    const names = Object.keys(value);
    for (const name of names) {
      const inside = wantedInside(wanted, name);
      if (inside !== undefined) see(memberPlace(place, name), value[name] ?? null, inside);
    }
    // An empty object is a value, as an empty list is.
    if (names.length === 0) place.hasValue = true;
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

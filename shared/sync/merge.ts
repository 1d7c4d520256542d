import type { Attributes } from '../metadata/attributes.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json, JsonObject } from '../support/json.ts';
import { identityOf } from './identity.ts';
import { asStored, authoredKeys, authoredValue, comparableText, pruned } from './stored-value.ts';
import type { AuthoredKey } from './stored-value.ts';

/** The same attribute changed here and there; a person decides. */
export interface Conflict {
  readonly path: AuthoredKey;
  readonly base: Json;
  readonly mine: Json;
  readonly theirs: Json;
}

export interface Merge {
  /** The record with both sides' changes; where there is a conflict, it holds ours. */
  readonly merged: Attributes;
  /** Attributes that took something of theirs, for the note that a person can read. */
  readonly taken: readonly AuthoredKey[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Three-way merge. `base` is the last copy that both sides knew and `theirs` the service's now, both
 * in the service's stored form; `mine` is the local record as it was authored. A value of ours that
 * the service merely stores otherwise (a licence's spelling, a language's region) is no change.
 *
 * Attributes merge one by one; lists whose entries have an identity (a creator's ORCID, a related
 * identifier's value and relation) merge entry by entry, and such entries member by member.
 */
export function mergeAttributes(base: Attributes, mine: Attributes, theirs: Attributes): Merge {
  const mineStored = asStored(mine, base);
  const merged: Record<string, Json> = { ...(mine as JsonObject) };
  const taken: AuthoredKey[] = [];
  const conflicts: Conflict[] = [];
  for (const key of authoredKeys) {
    const [was, here, there] = [base, mineStored, theirs].map((side) => comparableText(side, key));
    if (there === was || there === here) continue;
    const values = {
      base: authoredValue(base, key) ?? null,
      mine: authoredValue(mineStored, key) ?? null,
      theirs: authoredValue(theirs, key) ?? null,
    };
    const value = here === was ? values.theirs : mergeValues(key, values);
    if (value === undefined) {
      conflicts.push({ path: key, ...values });
    } else {
      merged[key] = value;
      taken.push(key);
    }
  }
  return { merged: merged, taken, conflicts };
}

interface Sides<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** One value changed on both sides; undefined when they cannot be put together. */
function mergeValues(key: AuthoredKey, sides: Sides<Json>): Json | undefined {
  const { base, mine, theirs } = sides;
  if (isList(mine) && isList(theirs)) {
    return mergeLists(key, { base: isList(base) ? base : [], mine, theirs });
  }
  if (isJsonObject(mine) && isJsonObject(theirs)) {
    const from = isJsonObject(base) ? base : {};
    return mergeMembers({ base: from, mine, theirs });
  }
  return undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function mergeLists(key: AuthoredKey, sides: Sides<readonly Json[]>): Json | undefined {
  const base = byIdentity(key, sides.base);
  const mine = byIdentity(key, sides.mine);
  const theirs = byIdentity(key, sides.theirs);
  if (base === null || mine === null || theirs === null) return undefined;
  const order = mergeOrder({
    base: [...base.keys()],
    mine: [...mine.keys()],
    theirs: [...theirs.keys()],
  });
  if (order === undefined) return undefined;
  const list: Json[] = [];
  for (const id of order) {
    const entry = mergeEntry({ base: base.get(id), mine: mine.get(id), theirs: theirs.get(id) });
    if (entry === 'conflict') return undefined;
    if (entry.value !== undefined) list.push(entry.value);
  }
  return list;
}

function mergeEntry(sides: Sides<Json | undefined>): { value: Json | undefined } | 'conflict' {
  const [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map(textOf);
  if (mine === theirs || theirs === base) return { value: sides.mine };
  if (mine === base) return { value: sides.theirs };
  const { base: was, mine: here, theirs: there } = sides;
  if (!isJsonObject(here) || !isJsonObject(there)) return 'conflict';
  const from = isJsonObject(was) ? was : {};
  const value = mergeMembers({ base: from, mine: here, theirs: there });
  return value === undefined ? 'conflict' : { value };
}

function mergeMembers(sides: Sides<JsonObject>): JsonObject | undefined {
  const merged: Record<string, Json> = {};
  const names = new Set([...Object.keys(sides.mine), ...Object.keys(sides.theirs)]);
  for (const name of names) {
    const [base, mine, theirs] = [sides.base[name], sides.mine[name], sides.theirs[name]].map(
      textOf,
    );
    if (mine !== theirs && mine !== base && theirs !== base) return undefined;
    const value = mine === base ? sides.theirs[name] : sides.mine[name];
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/**
 * The order of the entries: whoever rearranged what both know decides; both, differently, is a
 * conflict (an author's place in the list means something). New entries stand behind the entry that
 * they followed on their own side.
 */
function mergeOrder(sides: Sides<readonly string[]>): readonly string[] | undefined {
  const common = new Set(sides.mine.filter((id) => sides.theirs.includes(id)));
  const [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map((ids) =>
    ids.filter((id) => common.has(id)).join('\u001f'),
  );
  if (mine !== theirs && mine !== base && theirs !== base) return undefined;
  const [first, second] = mine === base ? [sides.theirs, sides.mine] : [sides.mine, sides.theirs];
  const order = [...first];
  second.forEach((id, index) => {
    if (order.includes(id)) return;
    const before = second.slice(0, index).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

/** Entries by what makes them the same; null when an entry has no identity or two share one. */
function byIdentity(key: AuthoredKey, list: readonly Json[]): Map<string, Json> | null {
  const entries = new Map<string, Json>();
  for (const entry of list) {
    const id = identityOf(key, entry);
    if (id === null || entries.has(id)) return null;
    entries.set(id, entry);
  }
  return entries;
}

function textOf(value: Json | undefined): string {
  return canonicalJson(pruned(value) ?? null);
}

import { entryNames } from '#shared/edits/form-layout.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { compareStored } from '#shared/stored/compare-stored.ts';
import { currentSchema, predictStored } from '#shared/stored/predict-stored.ts';
import { canonicalJson, isJsonObject } from '#shared/support/json.ts';
import type { Json } from '#shared/support/json.ts';
import { editFormText } from '#shared/text/edit-form.en.ts';

export interface Difference {
  readonly path: string;
  /** Null: not there at all. */
  readonly here: string | null;
  readonly there: string | null;
}

/**
 * Value by value, what stands here against what the service last confirmed. What stands here is seen
 * as the service would store it, so that its own additions (types, schemes, lower case) are none.
 */
export function listDifferences(here: Attributes, there: Attributes): readonly Difference[] {
  // Every request of ours carries the schema version.
  return differencesOf(predictStored({ ...here, schemaVersion: currentSchema }), there);
}

/**
 * Value by value, what an edit says against what it was begun on. A list whose entries only stand in another order is
 * one difference: place by place, every member of every entry that moved would be told as another.
 */
export function listEdits(edit: Attributes, base: Attributes): readonly Difference[] {
  const gone = Object.fromEntries(Object.keys(base).map((name) => [name, null]));
  const before = new Map<string, unknown>(Object.entries(base));
  const ordered = Object.entries(edit).filter(([name, list]) =>
    isReordered(list, before.get(name)),
  );
  const names = new Set(ordered.map(([name]) => name));
  const rest = Object.entries({ ...gone, ...edit }).filter(([name]) => !names.has(name));
  return [
    ...differencesOf(Object.fromEntries(rest), base),
    ...ordered.map(([name, list]) => ({
      path: editFormText.orderOf(name),
      here: entryNamesOf(list),
      there: entryNamesOf(before.get(name)),
    })),
  ];
}

function isReordered(list: unknown, before: unknown): boolean {
  if (!Array.isArray(list) || !Array.isArray(before) || list.length !== before.length) return false;
  const [now, then] = [list, before].map((entries) =>
    (entries as readonly Json[]).map((entry) => canonicalJson(entry)),
  );
  if (now === undefined || then === undefined || now.join() === then.join()) return false;
  return now.toSorted().join() === then.toSorted().join();
}

/** The entries of a list by what they are called, one a line. */
function entryNamesOf(list: unknown): string {
  return (list as readonly Json[])
    .map((entry, at) => {
      const named = isJsonObject(entry) ? entryNames.map((name) => entry[name]) : [entry];
      const name = named.find((each) => typeof each === 'string' && each !== '');
      return `${at + 1}. ${typeof name === 'string' ? name.slice(0, 200) : JSON.stringify(entry)}`;
    })
    .join('\n');
}

function differencesOf(expected: Attributes, there: Attributes): readonly Difference[] {
  return compareStored(expected, there).map((difference) => ({
    path: difference.path,
    here: printed(difference.expected),
    there: printed(difference.actual),
  }));
}

function printed(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

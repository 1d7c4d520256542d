import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';

/** One place that differs; a side that is undefined: nothing stands there. */
export interface ValueDifference {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** More entries than a person would read are compared place by place. */
const longestList = 500;

/**
 * What differs between two values of an attribute, each place by itself: an entry that came or went, a member of one
 * that changed. Entries that stay are found wherever they moved to by others that came or went before them.
 */
export function valueDifferences(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly ValueDifference[] {
  if (Array.isArray(before) && Array.isArray(after))
    return entryDifferences(path, before as readonly Json[], after as readonly Json[]);
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      valueDifferences(`${path}.${name}`, memberOf(before, name), memberOf(after, name)),
    );
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function memberOf(value: object, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, Json>>)[name] : undefined;
}

function isSame(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}

function entryDifferences(
  path: string,
  before: readonly Json[],
  after: readonly Json[],
): readonly ValueDifference[] {
  const found: ValueDifference[] = [];
  let [from, to] = [0, 0];
  // Behind the last entries that are the same, what is left over is compared as any other stretch.
  for (const [nextFrom, nextTo] of [
    ...commonEntries(before, after),
    [before.length, after.length],
  ] as const) {
    const [gone, come] = [before.slice(from, nextFrom), after.slice(to, nextTo)];
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
      const place = at < come.length ? to + at : from + at;
      found.push(...valueDifferences(`${path}[${place}]`, gone[at], come[at]));
    }
    [from, to] = [nextFrom + 1, nextTo + 1];
  }
  return found;
}

/** Places of entries that both lists have, in the order of both: as many as there are (longest common subsequence). */
function commonEntries(
  before: readonly Json[],
  after: readonly Json[],
): readonly (readonly [number, number])[] {
  const [here, there] = [before.map(canonicalJson), after.map(canonicalJson)];
  if (Math.max(here.length, there.length) > longestList) {
    return here.flatMap((text, at) => (text === there[at] ? [[at, at] as const] : []));
  }
  const lengths = Array.from({ length: here.length + 1 }, () => new Uint16Array(there.length + 1));
  const lengthAt = (from: number, to: number): number => lengths[from]?.[to] ?? 0;
  for (let from = here.length - 1; from >= 0; from -= 1) {
    const row = lengths[from];
    if (row === undefined) continue;
    for (let to = there.length - 1; to >= 0; to -= 1) {
      row[to] =
        here[from] === there[to]
          ? lengthAt(from + 1, to + 1) + 1
          : Math.max(lengthAt(from + 1, to), lengthAt(from, to + 1));
    }
  }
  const common: [number, number][] = [];
  let [from, to] = [0, 0];
  while (from < here.length && to < there.length) {
    if (here[from] === there[to]) {
      common.push([from, to]);
      [from, to] = [from + 1, to + 1];
    } else if (lengthAt(from + 1, to) >= lengthAt(from, to + 1)) from += 1;
    else to += 1;
  }
  return common;
}

import { contract } from '#shared/contract/contract.ts';
import type { Channel } from '#shared/contract/contract.ts';

import { loneScripts, otherScripts } from './payloads.ts';

type Path = readonly (string | number)[];

/** A text of an answer: its channel and where in it, rows of a list being one. */
interface Field {
  /** Characters that the contract takes there, at most; 0: it takes no payload at all. */
  readonly room: number;
  /** What has not stood there yet in this view. */
  lone: readonly string[];
  others: readonly string[];
}

export interface Poisoner {
  /** Every text of an answer replaced by payloads, as far as the contract lets them stand there. */
  poison(channel: Channel, input: unknown, value: unknown): unknown;
  /** A view of its own: every payload has to stand in each of its fields anew. */
  nextView(): void;
  /** How many payloads came to stand in a field since the last call; the next answers get others. */
  nextRound(): number;
  /** Fields of this view in which payloads have not stood yet, and how many. */
  left(): ReadonlyMap<string, number>;
}

/** What was tried, over all pages. */
export interface Tally {
  readonly fields: Set<string>;
  readonly payloads: Set<string>;
  /** Payloads times fields times views. */
  stood: number;
  /** Payloads that did not come to stand in a field of a view, since nobody asked for it any more. */
  unreached: number;
}

export function newTally(): Tally {
  return { fields: new Set(), payloads: new Set(), stood: 0, unreached: 0 };
}

/** Names by which screens find what they show; poisoned, a screen would have nothing to show. */
const keptNames = new Set([
  ...['id', 'doi', 'collectionId', 'repositoryId', 'batchId', 'at', 'version', 'itemId', 'caseId'],
  ...['changeSetId', 'key', 'status'],
]);

/** Longer texts would only make drawing slow: as many payloads as go into this stand together. */
const mostCharacters = 2000;
const lengths = [mostCharacters, 1000, 500, 300, 200, 150, 100, 80, 60, 50, 40] as const;

/** `turn`: where the lists begin, another one for each seed. */
export function createPoisoner(turn: number, tally: Tally): Poisoner {
  const rooms = new Map<string, number>();
  const [allLone, allOthers] = [turned(loneScripts, turn), turned(otherScripts, turn)];
  let fields = new Map<string, Field>();
  let standing = new Map<string, readonly string[]>();
  let taken = 0;

  const fieldOf = (name: string, room: () => number): Field => {
    let known = fields.get(name);
    if (known === undefined) {
      const chars = rooms.get(name) ?? room();
      rooms.set(name, chars);
      if (chars > 0) tally.fields.add(name);
      const fits = (payload: string): boolean => payload.length <= chars;
      known = { room: chars, lone: allLone.filter(fits), others: allOthers.filter(fits) };
      fields.set(name, known);
    }
    return known;
  };
  const next = (field: Field): readonly string[] => {
    const isLone = field.others.length === 0;
    const taken = isLone ? field.lone.slice(0, 1) : packOf(field.others, field.room);
    if (isLone) field.lone = field.lone.slice(1);
    else field.others = field.others.slice(taken.length);
    return taken;
  };
  return {
    poison(channel, input, value) {
      const { output } = contract[channel];
      const call = `${channel} ${JSON.stringify(input)}`;
      const takes = (changed: unknown): boolean => output.safeParse(changed).success;
      const wanted: {
        readonly path: Path;
        readonly here: string;
        readonly payloads: readonly string[];
      }[] = [];
      for (const path of textPaths(value)) {
        if (keptNames.has(String(path.at(-1)))) continue;
        const name = `${channel} ${path.map((step) => (typeof step === 'number' ? '*' : step)).join('.')}`;
        const field = fieldOf(name, () => roomOf((text) => takes(withText(value, path, text))));
        // The same call in the same round has the same answer, as a core would give it.
        const here = `${call} ${path.join('.')}`;
        const payloads = standing.get(here) ?? next(field);
        if (payloads.length > 0) wanted.push({ path, here, payloads });
      }
      const whole = wanted.reduce(
        (changed, { path, payloads }) => withText(changed, path, payloads.join(' ')),
        value,
      );
      const isWhole = takes(whole);
      let result = isWhole ? whole : value;
      for (const { path, here, payloads } of wanted) {
        if (!isWhole) {
          // Together they are not what the contract takes: those stay that it takes one after the other.
          const changed = withText(result, path, payloads.join(' '));
          if (!takes(changed)) continue;
          result = changed;
        }
        if (standing.has(here)) continue;
        standing.set(here, payloads);
        taken += payloads.length;
        tally.stood += payloads.length;
        for (const payload of payloads) tally.payloads.add(payload);
      }
      return result;
    },
    nextView() {
      fields = new Map();
      standing = new Map();
    },
    nextRound() {
      const was = taken;
      taken = 0;
      standing = new Map();
      return was;
    },
    left: () =>
      new Map(
        [...fields]
          .map(([name, { lone, others }]) => [name, lone.length + others.length] as const)
          .filter(([, count]) => count > 0),
      ),
  };
}

/** The greatest length of a text with a payload in it that the contract takes in a field. */
function roomOf(takes: (text: string) => boolean): number {
  const probes = otherScripts.filter((_, at) => at % 40 === 0);
  return (
    lengths.find((length) =>
      probes.some((probe) => probe.length <= length && takes(probe.padEnd(length, '.'))),
    ) ?? 0
  );
}

function packOf(payloads: readonly string[], room: number): readonly string[] {
  let length = -1;
  const end = payloads.findIndex((payload) => (length += payload.length + 1) > room);
  return end < 0 ? payloads : payloads.slice(0, end);
}

function turned<T>(list: readonly T[], turn: number): readonly T[] {
  const at = turn % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  // The first rows of a list are what is seen.
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.slice(0, 6).map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => textPaths(item, [...path, key]));
}

function withText(value: unknown, [first, ...rest]: Path, text: string): unknown {
  if (first === undefined) return text;
  if (Array.isArray(value)) {
    return value.with(Number(first), withText(value[Number(first)], rest, text));
  }
  const known = value as Record<string, unknown>;
  return { ...known, [first]: withText(known[first], rest, text) };
}

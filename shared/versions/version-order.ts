import type { VersionNode } from './version-node.ts';

/**
 * Which of two version texts is the newer: semantic versions by their rules (semver.org 2.0, item 11:
 * a pre-release comes before its release), all others piece by piece, numbers as numbers. 0 when
 * neither can be told from the other, or when one of them is empty.
 */
export function compareVersionTexts(one: string, other: string): number {
  if (one === '' || other === '' || one === other) return 0;
  const [a, b] = [readSemantic(one), readSemantic(other)];
  if (a !== null && b !== null) {
    const release = compareLists(a.numbers, b.numbers);
    if (release !== 0) return release;
    if (a.pre === '' || b.pre === '') return Number(a.pre === '') - Number(b.pre === '');
    return comparePieces(a.pre, b.pre);
  }
  // A number and a word (1.2 and "final") stand in no order.
  return (a === null) === (b === null) ? comparePieces(bare(one), bare(other)) : 0;
}

interface Semantic {
  readonly numbers: readonly number[];
  readonly pre: string;
}

/** `2`, `v2.1`, `Version 2.1.0-rc.1+build5`; null for dates, hashes and words. */
function readSemantic(text: string): Semantic | null {
  const match =
    /^v?(?:er(?:sion)?)?[. ]*(?<numbers>\d{1,9}(?:\.\d{1,9}){0,3})(?:(?:-|(?<=\d)(?=[ab]\d|rc|alpha|beta|dev))(?<pre>[0-9A-Za-z.-]{1,60}))?(?:\+.{0,60})?$/i.exec(
      text.trim(),
    )?.groups;
  const numbers = match?.['numbers'];
  if (numbers === undefined) return null;
  const pre = match?.['pre'] ?? '';
  // 2024-05-01 is a date: its pieces decide, not "2024 before its release".
  if (/^\d{4}$/.test(numbers) && /^\d{1,2}(?:-\d{1,2})?$/.test(pre)) return null;
  return { numbers: numbers.split('.').map(Number), pre: pre.toLowerCase() };
}

function compareLists(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function bare(text: string): string {
  return text.trim().toLowerCase();
}

/** Digits by value, everything between them by its letters; a hash has no order. */
function comparePieces(one: string, other: string): number {
  if (isHash(one) || isHash(other)) return 0;
  const [a, b] = [one, other].map((text) => text.match(/\d+|[^\d\s._-]+/g) ?? []);
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at += 1) {
    const [left, right] = [a?.[at], b?.[at]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    if (left === right) continue;
    const areNumbers = /^\d/.test(left) && /^\d/.test(right);
    const difference = areNumbers ? Number(left) - Number(right) : left < right ? -1 : 1;
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(text) && /[a-f]/.test(text) && /\d/.test(text);
}

/** The dates that tell when a version came, the most telling first. */
const tellingDates = ['Issued', 'Available', 'Created', 'Submitted', 'publicationYear'] as const;

/**
 * Which of two records came first, by a date that both of them have; negative: `one`. Dates of
 * different precision are compared as far as both go. 0 when no date tells.
 */
export function compareDates(one: VersionNode, other: VersionNode): number {
  for (const type of tellingDates) {
    const [a, b] = [one.dates[type], other.dates[type]];
    if (a === undefined || b === undefined) continue;
    const length = Math.min(a.length, b.length, 10);
    const [left, right] = [a.slice(0, length), b.slice(0, length)];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The date type by which two records differ, for a sentence; null where none tells. */
export function tellingDate(one: VersionNode, other: VersionNode): string | null {
  return (
    tellingDates.find((type) => {
      const [a, b] = [one.dates[type], other.dates[type]];
      if (a === undefined || b === undefined) return false;
      const length = Math.min(a.length, b.length, 10);
      return a.slice(0, length) !== b.slice(0, length);
    }) ?? null
  );
}

/** By version text, then by date; 0 when neither tells. */
export function compareByContent(one: VersionNode, other: VersionNode): number {
  return compareVersionTexts(one.version, other.version) || compareDates(one, other);
}

/**
 * Puts records in the order of their links (older, newer), and where these are silent by version,
 * date and DOI. Links that close a circle are passed over: the record that content puts first goes
 * first. Written with loops: a chain of any length cannot overflow a stack.
 */
export function orderVersions(
  nodes: readonly VersionNode[],
  links: readonly (readonly [older: string, newer: string])[],
): string[] {
  const newer = new Map<string, string[]>(nodes.map(({ key }) => [key, []]));
  const waits = new Map<string, number>(nodes.map(({ key }) => [key, 0]));
  const seen = new Set<string>();
  for (const [from, to] of links) {
    const name = `${from} ${to}`;
    if (from === to || seen.has(name) || !newer.has(from) || !waits.has(to)) continue;
    seen.add(name);
    newer.get(from)?.push(to);
    waits.set(to, (waits.get(to) ?? 0) + 1);
  }
  // The rank by content is total, so that a set of records always comes in one order.
  const rank = new Map(rankByContent(nodes).map((key, at) => [key, at]));
  const ready = createHeap((key) => rank.get(key) ?? 0);
  const left = createHeap((key) => rank.get(key) ?? 0);
  for (const { key } of nodes) (waits.get(key) === 0 ? ready : left).push(key);
  const order: string[] = [];
  const placed = new Set<string>();
  while (placed.size < nodes.length) {
    // Nothing is ready but in a circle: it is opened at the record that content puts first.
    const next = ready.pop() ?? left.pop();
    if (next === undefined) break;
    if (placed.has(next)) continue;
    placed.add(next);
    order.push(next);
    for (const key of newer.get(next) ?? []) {
      const count = (waits.get(key) ?? 0) - 1;
      waits.set(key, count);
      if (count === 0 && !placed.has(key)) ready.push(key);
    }
  }
  return order;
}

/** By version, date and DOI. Version texts are no total order, so each comparison falls through by key class. */
function rankByContent(nodes: readonly VersionNode[]): string[] {
  // Records with a readable version are ordered by it; those without are set in by date afterwards.
  const versioned = nodes.filter(({ version }) => readSemantic(version) !== null);
  const others = nodes.filter(({ version }) => readSemantic(version) === null);
  const byKey = (one: VersionNode, other: VersionNode): number => (one.key < other.key ? -1 : 1);
  const sorted = versioned.sort(
    (one, other) =>
      compareVersionTexts(one.version, other.version) || dayOf(one, other) || byKey(one, other),
  );
  const rest = others.sort(
    (one, other) =>
      dayOf(one, other) ||
      comparePieces(bare(one.version), bare(other.version)) ||
      byKey(one, other),
  );
  const ranked: VersionNode[] = [];
  for (const node of rest) {
    for (let next = sorted[0]; next !== undefined && dayOf(node, next) >= 0; next = sorted[0]) {
      ranked.push(next);
      sorted.shift();
    }
    ranked.push(node);
  }
  return [...ranked, ...sorted].map(({ key }) => key);
}

/** The first date that is told of a record, as far as a total order needs it. */
function dayOf(one: VersionNode, other: VersionNode): number {
  const [a, b] = [one, other].map(
    ({ dates }) => tellingDates.map((type) => dates[type]).find((date) => date !== undefined) ?? '',
  );
  if (a === undefined || b === undefined || a === b || a === '' || b === '') return 0;
  return a < b ? -1 : 1;
}

interface Heap {
  push(key: string): void;
  pop(): string | undefined;
}

/** A binary heap: 10,000 versions of one item are ordered in milliseconds. */
function createHeap(rankOf: (key: string) => number): Heap {
  const items: string[] = [];
  const rank = (at: number): number => rankOf(items[at] ?? '');
  const swap = (one: number, other: number): void => {
    const held = items[one] ?? '';
    items[one] = items[other] ?? '';
    items[other] = held;
  };
  return {
    push(key) {
      items.push(key);
      for (let at = items.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (rank(parent) <= rank(at)) return;
        swap(parent, at);
        at = parent;
      }
    },
    pop() {
      const first = items[0];
      const last = items.pop();
      if (first === undefined || last === undefined || items.length === 0) return first;
      items[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < items.length && rank(left) < rank(least)) least = left;
        if (right < items.length && rank(right) < rank(least)) least = right;
        if (least === at) return first;
        swap(least, at);
        at = least;
      }
    },
  };
}

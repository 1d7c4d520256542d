import type { ValueLists } from './properties/value-lists.ts';

/**
 * A set of records, one bit for each id: bit `id & 31` of word `id >>> 5`. A million records are 125 KB, so
 * that filters are joined in microseconds and many of them can be kept. Nothing stands at id 0.
 */
export type Marks = Int32Array;

/** A number for each id. */
export type Keys = Uint16Array | Uint32Array;

function noMarks(maxId: number): Marks {
  return new Int32Array((maxId >>> 5) + 1);
}

/** Records whose key is a wanted one. */
export function marksOfKeys(maxId: number, keys: Keys, wanted: Uint8Array): Marks {
  return keys instanceof Uint16Array
    ? marksOfShortKeys(maxId, keys, wanted)
    : marksOfLongKeys(maxId, keys, wanted);
}

// Twice the same loop, once for each kind of array: one for both would take twice the time.
function marksOfShortKeys(maxId: number, keys: Uint16Array, wanted: Uint8Array): Marks {
  const marks = noMarks(maxId);
  const last = Math.min(maxId, keys.length - 1);
  for (let first = 0; first <= last; first += 32) {
    const end = Math.min(last, first + 31);
    let word = 0;
    for (let id = first; id <= end; id += 1) word |= (wanted[keys[id] ?? 0] ?? 0) << id;
    marks[first >>> 5] = word;
  }
  return withoutNobody(marks);
}

function marksOfLongKeys(maxId: number, keys: Uint32Array, wanted: Uint8Array): Marks {
  const marks = noMarks(maxId);
  const last = Math.min(maxId, keys.length - 1);
  for (let first = 0; first <= last; first += 32) {
    const end = Math.min(last, first + 31);
    let word = 0;
    for (let id = first; id <= end; id += 1) word |= (wanted[keys[id] ?? 0] ?? 0) << id;
    marks[first >>> 5] = word;
  }
  return withoutNobody(marks);
}

/** Records whose key is another one. */
export function marksOfOtherKeys(maxId: number, keys: Keys, key: number): Marks {
  const marks = noMarks(maxId);
  const last = Math.min(maxId, keys.length - 1);
  for (let id = 1; id <= last; id += 1) {
    marks[id >>> 5] = (marks[id >>> 5] ?? 0) | (keys[id] === key ? 0 : 1 << id);
  }
  return marks;
}

/** Records with a wanted value among theirs. */
export function marksOfLists(maxId: number, lists: ValueLists, wanted: Uint8Array): Marks {
  const marks = noMarks(maxId);
  const { keys, more } = lists;
  const last = Math.min(maxId, lists.through);
  for (let first = 0; first <= last; first += 32) {
    const end = Math.min(last, first + 31);
    let word = 0;
    for (let id = first; id <= end; id += 1) {
      const key = keys[id] ?? 0;
      word |= (key < 0 ? anyOf(more, ~key, wanted) : key > 0 ? (wanted[key] ?? 0) : 0) << id;
    }
    marks[first >>> 5] = word;
  }
  return marks;
}

/** 1 where any of several values is wanted. */
function anyOf(more: Int32Array, start: number, wanted: Uint8Array): number {
  let isWanted = 0;
  for (let at = start + 1, end = at + (more[start] ?? 0); at < end; at += 1) {
    isWanted |= wanted[more[at] ?? 0] ?? 0;
  }
  return isWanted;
}

/** Records with any value. */
export function marksOfFilled(maxId: number, lists: ValueLists): Marks {
  const marks = noMarks(maxId);
  const { keys } = lists;
  const last = Math.min(maxId, lists.through);
  for (let id = 1; id <= last; id += 1) {
    if (keys[id] !== 0) addMark(marks, id);
  }
  return marks;
}

export function marksOfIds(maxId: number, ids: Iterable<number>): Marks {
  const marks = noMarks(maxId);
  for (const id of ids) addMark(marks, id);
  return withoutNobody(marks);
}

export function marksOfAll(maxId: number): Marks {
  const marks = noMarks(maxId).fill(~0);
  marks[maxId >>> 5] = ~0 >>> (31 - (maxId & 31));
  return withoutNobody(marks);
}

export function bothMarks(parts: readonly Marks[], maxId: number): Marks {
  const [first, ...rest] = parts;
  const marks = first === undefined ? marksOfAll(maxId) : first.slice();
  for (const part of rest) {
    for (let at = 0, end = marks.length; at < end; at += 1)
      marks[at] = (marks[at] ?? 0) & (part[at] ?? 0);
  }
  return marks;
}

export function eitherMarks(parts: readonly Marks[], maxId: number): Marks {
  const marks = noMarks(maxId);
  for (const part of parts) {
    for (let at = 0, end = marks.length; at < end; at += 1)
      marks[at] = (marks[at] ?? 0) | (part[at] ?? 0);
  }
  return marks;
}

export function otherMarks(part: Marks, maxId: number): Marks {
  const marks = marksOfAll(maxId);
  for (let at = 0, end = marks.length; at < end; at += 1)
    marks[at] = (marks[at] ?? 0) & ~(part[at] ?? 0);
  return marks;
}

function addMark(marks: Marks, id: number): void {
  marks[id >>> 5] = (marks[id >>> 5] ?? 0) | (1 << id);
}

export function hasMark(marks: Marks, id: number): boolean {
  return (((marks[id >>> 5] ?? 0) >>> id) & 1) === 1;
}

export function countMarks(marks: Marks): number {
  let count = 0;
  for (let at = 0, end = marks.length; at < end; at += 1) {
    let word = marks[at] ?? 0;
    // Bits counted in pairs, in fours, in bytes; the product adds the four bytes.
    word = (word - ((word >>> 1) & 0x55555555)) | 0;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The marked ids, smallest first. */
export function idsOfMarks(marks: Marks): Int32Array {
  const ids = new Int32Array(countMarks(marks));
  let count = 0;
  for (let at = 0, end = marks.length; at < end; at += 1) {
    let word = marks[at] ?? 0;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      ids[count] = at * 32 + bit;
      count += 1;
      word &= word - 1;
    }
  }
  return ids;
}

function withoutNobody(marks: Marks): Marks {
  marks[0] = (marks[0] ?? 0) & ~1;
  return marks;
}

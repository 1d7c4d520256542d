/** Entries sorted at once, and merged between two yields. */
const run = 512;

/** As `toSorted`, in short steps that yield `progress`. */
export function* sortSteps<Entry, Progress>(
  list: readonly Entry[],
  compare: (one: Entry, other: Entry) => number,
  progress: Progress,
): Generator<Progress, Entry[]> {
  if (list.length <= run) return list.toSorted(compare);
  let parts: Entry[][] = [];
  for (let start = 0; start < list.length; start += run) {
    parts.push(list.slice(start, start + run).sort(compare));
    yield progress;
  }
  while (parts.length > 1) {
    const merged: Entry[][] = [];
    for (let at = 0; at < parts.length; at += 2) {
      const [one = [], other = []] = parts.slice(at, at + 2);
      merged.push(other.length === 0 ? one : yield* mergeSteps([one, other], compare, progress));
    }
    parts = merged;
  }
  return parts[0] ?? [];
}

function* mergeSteps<Entry, Progress>(
  [one, other]: readonly [readonly Entry[], readonly Entry[]],
  compare: (one: Entry, other: Entry) => number,
  progress: Progress,
): Generator<Progress, Entry[]> {
  const merged: Entry[] = [];
  let first = 0;
  let second = 0;
  while (merged.length < one.length + other.length) {
    const left = one[first];
    const right = other[second];
    // Of equal ones the earlier stays the earlier.
    const isLeft = right === undefined || (left !== undefined && compare(left, right) <= 0);
    if (isLeft) first += 1;
    else second += 1;
    merged.push((isLeft ? left : right) as Entry);
    if (merged.length % run === 0) yield progress;
  }
  return merged;
}

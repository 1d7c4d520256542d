import type { Marks } from './marks.ts';
import { countMarks, idsOfMarks } from './marks.ts';

/**
 * The marked ids of an order, found as far as somebody asks: the first page of a broad filter looks at a few
 * hundred ids, and only the last page of it at all. The total is exact at once.
 */
export interface OrderedIds {
  readonly total: number;
  slice(from: number, to: number): Int32Array;
}

/** All ids that lists show, in order, and by id the place there. */
export interface OrderWithPlaces {
  readonly ids: Int32Array;
  /** Made when it is first asked for. */
  readonly places: () => Int32Array;
}

/** A filter that leaves less than this share of all: its ids are sorted, instead of looked for in the order. */
const fewShare = 1 / 200;

/** `marks`: of ids in the order only; null for all of them. */
export function orderedIds(
  order: OrderWithPlaces,
  marks: Marks | null,
  isDescending: boolean,
): OrderedIds {
  if (marks === null) return wholeOrder(order.ids, isDescending);
  const total = countMarks(marks);
  if (total > order.ids.length * fewShare) {
    return new MarkedIds(order.ids, marks, { isDescending, total });
  }
  const places = order.places();
  const ids = idsOfMarks(marks).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  return wholeOrder(ids, isDescending);
}

/** By id up to `maxId`, its place in an order. */
export function placesIn(ids: Int32Array, maxId: number): Int32Array {
  const places = new Int32Array(maxId + 1);
  for (let at = 0, end = ids.length; at < end; at += 1) places[ids[at] ?? 0] = at;
  return places;
}

function wholeOrder(order: Int32Array, isDescending: boolean): OrderedIds {
  const total = order.length;
  return {
    total,
    slice: (from, to) =>
      isDescending
        ? order.slice(Math.max(0, total - to), Math.max(0, total - from)).reverse()
        : order.slice(from, to),
  };
}

class MarkedIds implements OrderedIds {
  readonly total: number;
  readonly #order: Int32Array;
  readonly #marks: Marks;
  readonly #isDescending: boolean;
  #found = new Int32Array(0);
  #count = 0;
  /** How much of the order was looked at. */
  #seen = 0;

  constructor(
    order: Int32Array,
    marks: Marks,
    { isDescending, total }: { readonly isDescending: boolean; readonly total: number },
  ) {
    this.#order = order;
    this.#marks = marks;
    this.#isDescending = isDescending;
    this.total = total;
  }

  slice(from: number, to: number): Int32Array {
    this.#find(Math.min(to, this.total));
    return this.#found.slice(from, Math.min(to, this.#count));
  }

  #find(wanted: number): void {
    if (wanted <= this.#count) return;
    this.#makeRoom(wanted);
    const [order, marks, found] = [this.#order, this.#marks, this.#found];
    const last = order.length - 1;
    let [count, seen] = [this.#count, this.#seen];
    // Without a branch on the mark, which no processor foresees: the id behind the last is written and passed over.
    for (; count < wanted && seen <= last; seen += 1) {
      const id = order[this.#isDescending ? last - seen : seen] ?? 0;
      found[count] = id;
      count += ((marks[id >>> 5] ?? 0) >>> id) & 1;
    }
    this.#count = count;
    this.#seen = seen;
  }

  #makeRoom(wanted: number): void {
    if (wanted < this.#found.length) return;
    const larger = new Int32Array(Math.min(this.total, Math.max(1024, wanted * 2)) + 1);
    larger.set(this.#found.subarray(0, this.#count));
    this.#found = larger;
  }
}

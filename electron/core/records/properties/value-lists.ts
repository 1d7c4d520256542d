/**
 * The values of a property for every record, as numbers from 1. Most records have one or none, so that a number for
 * each id says it; what has more stands in `more`. 4 bytes a record, and as many for each value of those with several.
 */
export interface ValueLists {
  /** By id: 0 for none, the number of the only value, or `~start` of several in `more`. */
  readonly keys: Int32Array;
  /** From `start` on: how many, then the numbers. */
  readonly more: Int32Array;
  /** Records with ids up to this are in. */
  readonly through: number;
}

const noValues = new Int32Array(0);

/** The values of one record. */
export function listOfRecord({ keys, more, through }: ValueLists, id: number): Int32Array {
  const key = id > through ? 0 : (keys[id] ?? 0);
  if (key === 0) return noValues;
  if (key > 0) return keys.subarray(id, id + 1);
  return more.subarray(~key + 1, ~key + 1 + (more[~key] ?? 0));
}

/** The number of a record's first value; 0 for none. */
export function firstOfRecord({ keys, more, through }: ValueLists, id: number): number {
  const key = id > through ? 0 : (keys[id] ?? 0);
  return key < 0 ? (more[~key + 1] ?? 0) : key;
}

/** Lists that take more records at the end, and others in place of those they have. */
export class GrowingLists {
  #keys = new Int32Array(1);
  #more = noValues;
  #through = 0;
  /** Of `more`: how much is in use, and how much of that was replaced. */
  #end = 0;
  #wasted = 0;
  readonly #lastId: number;

  /** `lastId`: up to where records are to come, so that room for all of them is made in few steps. */
  constructor(lastId = 0) {
    this.#lastId = lastId;
  }

  /** The next record's values; `id` is larger than all before. Ids between have none. */
  add(id: number, values: ArrayLike<number>): void {
    this.#keys = withRoom(this.#keys, id + 1, this.#lastId + 1);
    this.#keys[id] = this.#keyOf(values, id);
    this.#through = id;
  }

  /** Other values of records that are in; ids behind them are left out. */
  replace(changed: ReadonlyMap<number, readonly number[]>): void {
    for (const [id, values] of changed) {
      if (id > this.#through) continue;
      this.#wasted += lengthInMore(this.lists(), id);
      this.#keys[id] = this.#keyOf(values, this.#through);
    }
    if (this.#wasted > this.#end / 2) this.#tidy();
  }

  /** Gives back the room that is left. */
  fit(): void {
    this.#keys = this.#keys.slice(0, this.#through + 1);
    this.#more = this.#more.slice(0, this.#end);
  }

  lists(): ValueLists {
    return { keys: this.#keys, more: this.#more, through: this.#through };
  }

  /** `seen`: the ids that made `more` as long as it is. */
  #keyOf(values: ArrayLike<number>, seen: number): number {
    if (values.length <= 1) return values[0] ?? 0;
    const start = this.#end;
    this.#end = start + 1 + values.length;
    this.#more = withRoom(this.#more, this.#end, Math.ceil((this.#end / seen) * this.#lastId));
    this.#more[start] = values.length;
    this.#more.set(values, start + 1);
    return ~start;
  }

  /** Writes the lists of several one behind the other again. */
  #tidy(): void {
    const old = this.lists();
    this.#more = new Int32Array(this.#end - this.#wasted);
    [this.#end, this.#wasted] = [0, 0];
    for (let id = 1; id <= old.through; id += 1) {
      if (lengthInMore(old, id) > 0) this.#keys[id] = this.#keyOf(listOfRecord(old, id), id);
    }
  }
}

function lengthInMore({ keys, more }: ValueLists, id: number): number {
  const key = keys[id] ?? 0;
  return key < 0 ? 1 + (more[~key] ?? 0) : 0;
}

/** `likely`: how much it will come to; believed as far as a quarter to four times what there is. */
function withRoom(
  array: Int32Array<ArrayBuffer>,
  length: number,
  likely: number,
): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const [least, most] = [Math.ceil(array.length * 1.25), array.length * 4];
  const larger = new Int32Array(Math.max(length, Math.min(Math.max(likely, least), most), 1024));
  larger.set(array);
  return larger;
}

/**
 * The values of a property for every record, as numbers in two arrays: those of record `id` stand in
 * `numbers` from `offsets[id]` up to `offsets[id + 1]`. 4 bytes a record and 4 a value.
 */
export interface ValueLists {
  readonly offsets: Uint32Array;
  readonly numbers: Uint32Array;
  /** Records with ids up to this are in. */
  readonly through: number;
}

export const emptyLists: ValueLists = {
  offsets: new Uint32Array(2),
  numbers: new Uint32Array(0),
  through: 0,
};

/** The values of one record. */
export function listOfRecord(lists: ValueLists, id: number): Uint32Array {
  if (id > lists.through) return lists.numbers.subarray(0, 0);
  return lists.numbers.subarray(lists.offsets[id], lists.offsets[id + 1]);
}

/** Lists that take more records at the end, in place while there is room. */
export class GrowingLists {
  #offsets: Uint32Array;
  #numbers: Uint32Array;
  #through: number;
  readonly #lastId: number;

  /** `lastId`: up to where records are to come, so that room for all of them is made in few steps. */
  constructor(lists: ValueLists, lastId = 0) {
    this.#offsets = lists.offsets;
    this.#numbers = lists.numbers;
    this.#through = lists.through;
    this.#lastId = lastId;
  }

  /** Forgets the records behind `id`. */
  cut(id: number): void {
    this.#through = Math.min(this.#through, id);
  }

  /** The next record's values; `id` is larger than all before. Ids between have none. */
  add(id: number, values: ArrayLike<number>): void {
    const end = this.#offsets[this.#through + 1] ?? 0;
    this.#offsets = withRoom(this.#offsets, id + 2, this.#lastId + 2);
    const length = end + values.length;
    this.#numbers = withRoom(this.#numbers, length, Math.ceil((length / id) * this.#lastId));
    this.#offsets.fill(end, this.#through + 1, id + 1);
    this.#numbers.set(values, end);
    this.#offsets[id + 1] = end + values.length;
    this.#through = id;
  }

  /** Gives back the room that is left. */
  fit(): void {
    this.#offsets = this.#offsets.slice(0, this.#through + 2);
    this.#numbers = this.#numbers.slice(0, this.#offsets[this.#through + 1]);
  }

  lists(): ValueLists {
    return { offsets: this.#offsets, numbers: this.#numbers, through: this.#through };
  }
}

/** `likely`: how much it will come to; believed as far as a quarter to four times what there is. */
function withRoom(array: Uint32Array, length: number, likely: number): Uint32Array {
  if (length <= array.length) return array;
  const [least, most] = [Math.ceil(array.length * 1.25), array.length * 4];
  const larger = new Uint32Array(Math.max(length, Math.min(Math.max(likely, least), most), 1024));
  larger.set(array);
  return larger;
}

/** The lists with those of some records replaced, in one pass; ids behind `through` are left out. */
export function withReplaced(
  lists: ValueLists,
  changed: ReadonlyMap<number, readonly number[]>,
): ValueLists {
  const ids = [...changed.keys()].filter((id) => id <= lists.through).sort((a, b) => a - b);
  if (ids.length === 0) return lists;
  const { offsets, numbers, through } = lists;
  const end = offsets[through + 1] ?? 0;
  let growth = 0;
  for (const id of ids) {
    growth += (changed.get(id)?.length ?? 0) - listOfRecord(lists, id).length;
  }
  const nextOffsets = new Uint32Array(offsets.length);
  const nextNumbers = new Uint32Array(end + growth);
  let [readTo, written, place] = [0, 0, 0];
  const copyUpTo = (id: number): void => {
    const from = offsets[readTo] ?? 0;
    const until = offsets[id] ?? 0;
    nextNumbers.set(numbers.subarray(from, until), written);
    const shift = written - from;
    for (; place < id; place += 1) nextOffsets[place] = (offsets[place] ?? 0) + shift;
    written += until - from;
  };
  for (const id of ids) {
    copyUpTo(id);
    nextOffsets[id] = written;
    place = id + 1;
    const values = changed.get(id) ?? [];
    nextNumbers.set(values, written);
    written += values.length;
    readTo = id + 1;
  }
  copyUpTo(through + 1);
  nextOffsets[through + 1] = written;
  return { offsets: nextOffsets, numbers: nextNumbers, through };
}

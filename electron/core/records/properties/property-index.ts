import type { Attributes } from '#shared/metadata/attributes.ts';
import { propertyMember, propertyReader } from '#shared/query/derived-properties.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { NewValue, PropertyStore, StoredProperty } from './property-store.ts';
import { chunkSize } from './property-store.ts';
import { SeenValues } from './seen-values.ts';
import type { ValueLists } from './value-lists.ts';
import { GrowingLists, listOfRecord } from './value-lists.ts';

/**
 * What is written together: each writing waits for the disk, and new values come to stand all over the index of
 * values, so that many small writings would each write nearly all of its pages again.
 */
const perWrite = { records: 32 * chunkSize, values: 16_384 };
/** Values whose numbers are known without asking the ledger. */
const knownLimit = 50_000;

/**
 * The index of one property in memory, ahead of the ledger by what was not yet worth a write. What is
 * lost by that is read again at the next start.
 */
export class PropertyIndex {
  /** The member of the metadata that it reads. */
  readonly member: string;
  readonly stored: StoredProperty;
  readonly #store: PropertyStore;
  readonly #read: (attributes: Attributes) => string[];
  readonly #numbers = new Map<string, number>();
  #newValues: NewValue[] = [];
  /** All values that the index has, while it is made from nothing. */
  #seen: SeenValues | null;
  readonly #growing: GrowingLists;

  /** `lastId`: the newest record's, for the room that is made. */
  constructor(store: PropertyStore, name: string, lastId: number) {
    this.#store = store;
    this.member = propertyMember(name);
    this.stored = store.open(name);
    this.#read = propertyReader(name);
    this.#growing = new GrowingLists(lastId);
    this.#seen = this.stored.valueCount === 0 ? new SeenValues(lastId) : null;
    this.#load();
  }

  lists(): ValueLists {
    return this.#growing.lists();
  }

  /** The next records, with larger ids than all before. */
  add(records: readonly ReadRecord[]): void {
    for (const { id, attributes } of records) {
      this.#growing.add(
        id,
        this.#read(attributes).map((value) => this.#numberOf(value)),
      );
    }
    const ahead = this.lists().through - this.stored.through;
    if (ahead >= perWrite.records || this.#newValues.length >= perWrite.values) this.save();
  }

  /** Packs texts of values that are stored, a few at a time. False: there was nothing to pack. */
  pack(): boolean {
    this.saveValues();
    return this.#store.pack(this.stored);
  }

  /** Gives back what only the making of it needed. */
  settle(): void {
    this.saveValues();
    this.#numbers.clear();
    this.#seen = null;
    this.#growing.fit();
  }

  /** Records that were indexed and changed since. */
  replace(records: readonly ReadRecord[]): void {
    const lists = this.lists();
    const changed = new Map(
      records
        .filter(({ id }) => id <= lists.through)
        .map(({ id, attributes }) => [
          id,
          this.#read(attributes).map((value) => this.#numberOf(value)),
        ]),
    );
    this.#growing.replace(changed);
  }

  /** Makes every value known to the ledger, so that it can be compared and shown. */
  saveValues(): void {
    if (this.#newValues.length === 0) return;
    this.#store.write(
      this.stored,
      { values: this.#newValues, chunks: new Map() },
      this.stored.through,
    );
    this.#newValues = [];
  }

  /** Writes what the ledger does not have: the records behind its end, and the chunks of `changed` ones. */
  save(changed: readonly number[] = []): void {
    const lists = this.lists();
    const numbers = new Set(changed.filter((id) => id <= lists.through).map((id) => chunkOf(id)));
    for (let id = this.stored.through + 1; id <= lists.through; id += chunkSize) {
      numbers.add(chunkOf(id));
    }
    if (lists.through > this.stored.through) numbers.add(chunkOf(lists.through));
    const chunks = new Map([...numbers].map((number) => [number, chunkText(lists, number)]));
    this.#store.write(this.stored, { values: this.#newValues, chunks }, lists.through);
    this.#newValues = [];
  }

  #load(): void {
    const { through } = this.stored;
    for (let chunk = 0; chunk * chunkSize < through; chunk += 1) {
      const data = this.#store.chunk(this.stored, chunk);
      if (data === null) {
        // Not to be: what is behind is read again from the records.
        this.stored.through = Math.min(through, chunk * chunkSize);
        return;
      }
      let at = chunkSize;
      for (let place = 0; place < chunkSize; place += 1) {
        const id = chunk * chunkSize + place + 1;
        const count = data[place] ?? 0;
        if (id <= through) this.#growing.add(id, data.subarray(at, at + count));
        at += count;
      }
    }
  }

  #numberOf(value: string): number {
    const known = this.#numbers.get(value) ?? this.#storedNumber(value);
    const number = known ?? this.stored.valueCount + 1;
    if (known === undefined) {
      this.stored.valueCount = number;
      this.#newValues.push({ number, value });
    }
    // New values must stay known until they are written: only then is the ledger asked.
    if (this.#numbers.size >= knownLimit) {
      this.saveValues();
      this.#numbers.clear();
    }
    this.#numbers.set(value, number);
    return number;
  }

  /** The number that the ledger has for a value; it is asked only where it may have one. */
  #storedNumber(value: string): number | undefined {
    const isPerhapsStored = this.#seen === null || this.#seen.add(value);
    return isPerhapsStored ? this.#store.numberOf(this.stored, value) : undefined;
  }
}

export interface ReadRecord {
  readonly id: number;
  readonly attributes: Attributes;
}

/** Records read at once: few enough that their metadata is garbage before it counts as old. */
const readSize = 128;

/**
 * The next records behind an id, a few of them, with only some members of their metadata: SQLite takes those out
 * of the text, so that the rest is never built as objects.
 */
export function readNext({ db }: Ledger, behind: number, members: readonly string[]): ReadRecord[] {
  return db
    .rows<readonly [id: number, picked: string]>(
      `select id, json_extract(attributes, '$.doi', ${paths(members)})
       from record where id > ? order by id limit ?`,
      behind,
      readSize,
    )
    .map(([id, picked]) => ({ id, attributes: asAttributes(members, picked) }));
}

/** These records; those that are gone have no values. */
export function readThese(
  { db }: Ledger,
  ids: readonly number[],
  members: readonly string[],
): ReadRecord[] {
  return db
    .all<{ id: number; picked: string | null }>(
      `select wanted.value as id, json_extract(attributes, '$.doi', ${paths(members)}) as picked
       from json_each(?) as wanted left join record on record.id = wanted.value`,
      JSON.stringify(ids),
    )
    .map(({ id, picked }) => ({
      id,
      attributes: picked === null ? {} : asAttributes(members, picked),
    }));
}

/** As arguments of `json_extract`; the first, which stands before them, makes the answer always a list. */
function paths(members: readonly string[]): string {
  return members.map((member) => `'$."${member.replace(/[^\w-]/g, '')}"'`).join(', ');
}

function asAttributes(members: readonly string[], picked: string): Attributes {
  const [, ...values] = JSON.parse(picked) as unknown[];
  return Object.fromEntries(members.map((member, index) => [member, values[index]]));
}

function chunkOf(id: number): number {
  return Math.floor((id - 1) / chunkSize);
}

/** The row of a chunk: the counts, then the values. */
function chunkText(lists: ValueLists, chunk: number): Uint32Array {
  const first = chunk * chunkSize + 1;
  const counts = new Uint32Array(chunkSize);
  const parts: Int32Array[] = [];
  let length = chunkSize;
  for (let place = 0; place < chunkSize; place += 1) {
    const values = listOfRecord(lists, first + place);
    counts[place] = values.length;
    parts.push(values);
    length += values.length;
  }
  const data = new Uint32Array(length);
  data.set(counts);
  let at = chunkSize;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return data;
}

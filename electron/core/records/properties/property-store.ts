import { derivedVersion } from '#shared/query/derived-properties.ts';
import type { Operator } from '#shared/query/query.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { migration0080 } from '../../ledger/migrations/0080-query.ts';
import { migration0360 } from '../../ledger/migrations/0360-packed-texts.ts';
import { packSize, packTexts, placesOfPiece } from './packed-texts.ts';
import { amountOf, condition, foldOf, pieceOf } from './value-conditions.ts';

/** Records whose values stand in one row: small enough to read and write in a moment. */
export const chunkSize = 1024;

/** Packs that are written together: some 20 ms. */
const perPacking = 4;

export interface StoredProperty {
  readonly id: number;
  readonly name: string;
  /** Records with ids up to this are indexed. */
  through: number;
  /** Values are numbered from 1 to this. */
  valueCount: number;
  /** Values up to this stand in packs too. */
  packed: number;
}

export interface NewValue {
  readonly number: number;
  readonly value: string;
}

/** The tables of the property indexes. A ledger that can only be read gets them as temporary ones. */
export interface PropertyStore {
  /** The index of a property; a new or outdated one is empty. */
  open(name: string): StoredProperty;
  chunk(property: StoredProperty, number: number): Uint32Array | null;
  /** Adds values and chunks and moves `through`, in one transaction. */
  write(
    property: StoredProperty,
    added: {
      readonly values: readonly NewValue[];
      readonly chunks: ReadonlyMap<number, Uint32Array>;
    },
    through: number,
  ): void;
  /** Packs the texts of stored values, a few packs of them. False: there was nothing to pack. */
  pack(property: StoredProperty): boolean;
  numberOf(property: StoredProperty, value: string): number | undefined;
  /** Texts by number; what is unknown is ''. */
  textsOf(property: StoredProperty, numbers: readonly number[]): string[];
  /** Numbers of the values that a test fits. `isWhole`: ":" asks for the whole value, `*` for any rest. */
  matching(
    property: StoredProperty,
    test: { readonly operator: Operator; readonly values: readonly string[] },
    isWhole: boolean,
  ): Iterable<number>;
  /** By number, the place of the value in ascending order: texts first, then numbers by size. */
  ranks(property: StoredProperty): Uint32Array;
  /** Names of all properties that have an index. */
  names(): string[];
  staleIds(): number[];
  clearStale(ids: readonly number[]): void;
}

export function createPropertyStore(ledger: Ledger): PropertyStore {
  const { db } = ledger;
  if (ledger.isReadonly) makeTemporary(ledger);
  // Temporary tables belong to this connection alone: a file that is only read takes no transaction.
  const atomically = <T>(work: () => T): T =>
    ledger.isReadonly ? work() : ledger.transaction(work);

  return {
    open(name) {
      return atomically(() => {
        const known = db.get<StoredProperty & { version: number }>(
          `select id, name, through, derived_version as version,
             (select coalesce(max(number), 0) from property_value where property_id = property.id) as valueCount,
             ${packSize} * (select count(*) from property_text where property_id = property.id) as packed
           from property where name = ?`,
          name,
        );
        if (known?.version === derivedVersion) {
          const { id, through, valueCount, packed } = known;
          return { id, name, through, valueCount, packed };
        }
        if (known !== undefined) db.run('delete from property where id = ?', known.id);
        const { lastId } = db.run(
          'insert into property (name, derived_version) values (?, ?)',
          name,
          derivedVersion,
        );
        return { id: lastId, name, through: 0, valueCount: 0, packed: 0 };
      });
    },

    chunk(property, number) {
      const row = db.get<{ data: Uint8Array }>(
        'select data from property_chunk where property_id = ? and chunk = ?',
        property.id,
        number,
      );
      if (row === undefined) return null;
      // Copied: a view of SQLite's buffer need not lie on a multiple of four.
      return new Uint32Array(Uint8Array.from(row.data).buffer);
    },

    write(property, { values, chunks }, through) {
      atomically(() => {
        for (const { number, value, fold } of inIndexOrder(values)) {
          db.run(
            `insert into property_value (property_id, number, value, fold, amount) values (?, ?, ?, ?, ?)`,
            property.id,
            number,
            value,
            fold,
            amountOf(value),
          );
        }
        for (const [number, data] of chunks) {
          db.run(
            `insert into property_chunk (property_id, chunk, data) values (?, ?, ?)
             on conflict (property_id, chunk) do update set data = excluded.data`,
            property.id,
            number,
            new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
          );
        }
        db.run('update property set through = ? where id = ?', through, property.id);
      });
      property.through = through;
    },

    pack(property) {
      const packs = Math.min(
        perPacking,
        Math.floor((property.valueCount - property.packed) / packSize),
      );
      if (packs <= 0) return false;
      atomically(() => {
        for (let round = 0; round < packs; round += 1) packNext(ledger, property);
      });
      return true;
    },

    ...valueReader(ledger),

    names: () => db.all<{ name: string }>('select name from property').map(({ name }) => name),

    staleIds: () =>
      db.all<{ id: number }>('select record_id as id from property_stale').map(({ id }) => id),

    clearStale(ids) {
      db.run(
        'delete from property_stale where record_id in (select value from json_each(?))',
        JSON.stringify(ids),
      );
    },
  };
}

/** Writes the next pack; `packSize` values behind those that are packed are stored. */
function packNext({ db }: Ledger, property: StoredProperty): void {
  const texts = db.column<string>(
    `select fold from property_value where property_id = ? and number > ? order by number limit ${packSize}`,
    property.id,
    property.packed,
  );
  const pack = property.packed / packSize;
  db.run(
    'insert into property_text (property_id, pack, data) values (?, ?, ?)',
    property.id,
    pack,
    packTexts(texts),
  );
  property.packed += packSize;
}

/** Neighbours in the index of values stand on the same pages: one after the other they are found at once. */
function inIndexOrder(values: readonly NewValue[]): (NewValue & { readonly fold: string })[] {
  return values
    .map((each) => ({ ...each, fold: foldOf(each.value) }))
    .sort((a, b) => (a.fold < b.fold ? -1 : a.fold > b.fold ? 1 : 0));
}

/** What the store says about values. */
function valueReader({
  db,
}: Ledger): Pick<PropertyStore, 'numberOf' | 'textsOf' | 'matching' | 'ranks'> {
  const all = (property: StoredProperty, where: string, ...values: (string | number | null)[]) =>
    firstColumn(
      db.scan<readonly [number]>(
        `select number from property_value indexed by ix_property_value__order
         where property_id = ? and ${where}`,
        property.id,
        ...values,
      ),
    );
  const behindPacks = (
    property: StoredProperty,
    where: string,
    ...values: (string | number | null)[]
  ) =>
    firstColumn(
      db.scan<readonly [number]>(
        `select number from property_value where property_id = ? and number > ? and ${where}`,
        property.id,
        property.packed,
        ...values,
      ),
    );
  const packed = function* (property: StoredProperty, piece: string): Generator<number> {
    const packs = db.scan<readonly [pack: number, data: Uint8Array<ArrayBuffer>]>(
      'select pack, data from property_text where property_id = ?',
      property.id,
    );
    for (const [pack, data] of packs) {
      for (const place of placesOfPiece(data, piece)) yield pack * packSize + place + 1;
      // Given back at once: as garbage, sixty megabytes of them would wait.
      data.buffer.transfer(0);
    }
  };

  return {
    numberOf: (property, value) =>
      db.get<{ number: number }>(
        // Told by name: statistics of an empty table would lead to a walk through all values.
        `select number from property_value indexed by ix_property_value__order
         where property_id = ? and amount is ? and fold = ? and value = ?`,
        property.id,
        amountOf(value),
        foldOf(value),
        value,
      )?.number,

    textsOf(property, numbers) {
      const rows = db.all<{ value: string | null }>(
        `select property_value.value as value from json_each(?) as wanted left join property_value
           on property_id = ? and number = wanted.value order by wanted.key`,
        JSON.stringify(numbers),
        property.id,
      );
      return rows.map(({ value }) => value ?? '');
    },

    *matching(property, { operator, values }, isWhole) {
      for (const value of values) {
        const [where, ...bound] = condition(operator, value, isWhole);
        const piece = pieceOf(operator, value, isWhole) ?? '';
        if (piece === '' || property.packed === 0) yield* all(property, where, ...bound);
        else {
          yield* packed(property, piece);
          yield* behindPacks(property, where, ...bound);
        }
      }
    },

    ranks(property) {
      const ranks = new Uint32Array(property.valueCount + 1);
      let rank = 1;
      for (const number of all(property, 'true order by amount, fold')) ranks[number] = rank++;
      return ranks;
    },
  };
}

function makeTemporary({ db }: Ledger): void {
  const made = `${migration0080.sql}${migration0360.sql}`.match(
    /create table property\w* \([^;]*;/g,
  );
  for (const sql of mustExist(made, 'the tables of the property indexes')) {
    db.exec(sql.replace('create table', 'create temp table'));
  }
  const index = /create index ix_property_value__order [^;]*;/.exec(migration0080.sql)?.[0];
  db.exec(mustExist(index, 'the index of values').replace('index ix', 'index temp.ix'));
}

function* firstColumn(rows: Iterable<readonly [number]>): Generator<number> {
  for (const [number] of rows) yield number;
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openLedger } from '#core/ledger/open-ledger.ts';
import type { Ledger } from '#core/ledger/ledger.ts';
import { packSize, packTexts, placesOfPiece } from '#core/records/properties/packed-texts.ts';
import type { StoredProperty } from '#core/records/properties/property-store.ts';
import { createPropertyStore } from '#core/records/properties/property-store.ts';
import { foldOf } from '#core/records/properties/value-conditions.ts';
import { seededRandom } from '#shared/support/random.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const seed = 20_261_123;
const signs = [
  'a',
  'b',
  'ab',
  ' ',
  'é',
  'Ä',
  '王',
  '🦊',
  '*',
  '?',
  '[',
  '%',
  '_',
  '\\',
  '7',
  '\ud800',
];

describe(`a piece (seed ${seed})`, () => {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const draw = (most: number): string =>
    Array.from({ length: below(most + 1) }, () => signs[below(signs.length)]).join('');

  it('is found in the texts of a pack that hold it, and in no others', () => {
    for (let round = 0; round < 300; round += 1) {
      const texts = Array.from({ length: 1 + below(40) }, () => foldOf(draw(12)));
      const pack = packTexts(texts);
      const piece = foldOf(draw(3));
      if (piece === '') continue;
      // As bytes a half of a pair is what stands for any sign that is none.
      const expected = texts.flatMap((text, place) =>
        text.toWellFormed().includes(piece.toWellFormed()) ? [place] : [],
      );
      expect([...placesOfPiece(pack, piece)], JSON.stringify({ texts, piece })).toEqual(expected);
    }
  });
});

describe('values that are packed', () => {
  const count = 2 * packSize + 300;
  const values = Array.from({ length: count }, (_, at) => `Snow data of Lyng*, series ${at + 1}`);
  let test: TestContext;
  let other: Ledger | null;
  beforeEach(() => {
    test = openTestContext();
    other = null;
  });
  afterEach(() => {
    other?.close();
    test.dispose();
  });

  function filled() {
    const store = createPropertyStore(test.context.ledger);
    const property = store.open('titles.title');
    const added = values.map((value, at) => ({ number: at + 1, value }));
    store.write(property, { values: added, chunks: new Map() }, 0);
    property.valueCount = count;
    return { store, property };
  }
  const found = (
    {
      store,
      property,
    }: { store: ReturnType<typeof createPropertyStore>; property: StoredProperty },
    piece: string,
  ) =>
    [...store.matching(property, { operator: ':', values: [piece] }, false)].sort((a, b) => a - b);
  const holding = (piece: string): number[] =>
    values.flatMap((value, at) => (foldOf(value).includes(piece) ? [at + 1] : []));

  it('are found like those that are not, and stay packed', () => {
    const index = filled();
    const pieces = ['lyng*', 'series 8192', 'series 8193', 'es 1638', '16400', 'nowhere', 'w d'];
    const before = pieces.map((piece) => found(index, piece));
    expect(before).toEqual(pieces.map(holding));
    while (index.store.pack(index.property));
    expect(index.property.packed).toBe(2 * packSize);
    expect(pieces.map((piece) => found(index, piece))).toEqual(before);
    expect(index.store.open('titles.title')).toEqual(index.property);
    // Whole values are no pieces.
    const whole = { operator: ':', values: ['snow data of lyng*'] } as const;
    expect([...index.store.matching(index.property, whole, true)]).toHaveLength(count);
  });

  it('go with their property, and are not those of a ledger that is only read', () => {
    const { store, property } = filled();
    store.pack(property);
    const { db, path } = test.context.ledger;
    other = openLedger(path, { clock: test.ports.clock, readonly: true });
    const own = createPropertyStore(other).open('titles.title');
    expect(own).toMatchObject({ valueCount: 0, packed: 0 });
    db.run('delete from property');
    expect(db.get('select count(*) as n from property_text')).toEqual({ n: 0 });
  });
});

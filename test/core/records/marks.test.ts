import { describe, expect, it } from 'vitest';

import {
  bothMarks,
  countMarks,
  eitherMarks,
  hasMark,
  idsOfMarks,
  marksOfAll,
  marksOfFilled,
  marksOfIds,
  marksOfKeys,
  marksOfLists,
  marksOfOtherKeys,
  otherMarks,
} from '#core/records/marks.ts';
import { orderedIds, placesIn } from '#core/records/ordered-ids.ts';
import { GrowingLists } from '#core/records/properties/value-lists.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = 62;
const random = seededRandom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const sizes = [1, 30, 31, 32, 33, 63, 64, 65, 1000, 5000];
const idsUpTo = (maxId: number): number[] => Array.from({ length: maxId }, (_, index) => index + 1);

describe.each(sizes)('marks of ids up to %i', (maxId) => {
  const ids = idsUpTo(maxId);
  const some = (): Set<number> => new Set(ids.filter(() => random() < 0.5));

  it('are the sets that they stand for', () => {
    const [one, other] = [some(), some()];
    const [a, b] = [marksOfIds(maxId, one), marksOfIds(maxId, other)];
    const asked = [
      [a, (id: number) => one.has(id)],
      [bothMarks([a, b], maxId), (id: number) => one.has(id) && other.has(id)],
      [eitherMarks([a, b], maxId), (id: number) => one.has(id) || other.has(id)],
      [otherMarks(a, maxId), (id: number) => !one.has(id)],
      [bothMarks([], maxId), () => true],
      [marksOfAll(maxId), () => true],
    ] as const;
    for (const [marks, isIn] of asked) {
      const expected = ids.filter(isIn);
      expect([...idsOfMarks(marks)], `seed ${seed}`).toEqual(expected);
      expect(countMarks(marks)).toBe(expected.length);
      expect(ids.filter((id) => hasMark(marks, id))).toEqual(expected);
      expect(hasMark(marks, 0)).toBe(false);
    }
  });

  it.each([Uint16Array, Uint32Array])('are those with a wanted key in a %o', (Keys) => {
    // Longer than the ids: arrays grow ahead of them.
    const keys = new Keys(maxId + 40).map(() => below(5));
    const wanted = Uint8Array.of(1, 0, 1, 0);
    const expected = ids.filter((id) => keys[id] === 0 || keys[id] === 2);
    expect([...idsOfMarks(marksOfKeys(maxId, keys, wanted))], `seed ${seed}`).toEqual(expected);
    expect([...idsOfMarks(marksOfOtherKeys(maxId, keys, 3))], `seed ${seed}`).toEqual(
      ids.filter((id) => keys[id] !== 3),
    );
  });

  it('are those with a wanted value in their list', () => {
    const growing = new GrowingLists();
    const values = new Map<number, number[]>();
    for (const id of ids.filter(() => random() < 0.7)) {
      values.set(
        id,
        Array.from({ length: below(4) }, () => 1 + below(6)),
      );
      growing.add(id, values.get(id) ?? []);
    }
    const listed = (id: number): number[] => values.get(id) ?? [];
    const wanted = Uint8Array.of(0, 0, 1, 0, 0, 1);
    expect([...idsOfMarks(marksOfLists(maxId, growing.lists(), wanted))], `seed ${seed}`).toEqual(
      ids.filter((id) => listed(id).some((value) => value === 2 || value === 5)),
    );
    expect([...idsOfMarks(marksOfFilled(maxId, growing.lists()))]).toEqual(
      ids.filter((id) => listed(id).length > 0),
    );
  });

  it.each([0.5, 0.001])(
    'are found in an order, page by page, where a share of %d fits',
    (share) => {
      const order = Int32Array.from(ids.toSorted(() => random() - 0.5));
      const chosen = ids.filter(() => random() < share);
      const marks = marksOfIds(maxId, chosen);
      const source = { ids: order, places: () => placesIn(order, maxId) };
      const wanted = new Set(chosen);
      for (const isDescending of [false, true]) {
        const sorted = [...order].filter((id) => wanted.has(id));
        if (isDescending) sorted.reverse();
        const view = orderedIds(source, marks, isDescending);
        expect(view.total).toBe(sorted.length);
        for (let round = 0; round < 12; round += 1) {
          const from = below(maxId + 2);
          const to = from + below(200);
          expect([...view.slice(from, to)], `seed ${seed}`).toEqual(sorted.slice(from, to));
        }
        const all = orderedIds(source, null, isDescending);
        const whole = isDescending ? [...order].reverse() : [...order];
        expect([...all.slice(3, 40)]).toEqual(whole.slice(3, 40));
        expect([...all.slice(0, all.total)]).toEqual(whole);
      }
    },
  );
});

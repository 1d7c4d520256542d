import { describe, expect, it } from 'vitest';

import { GrowingLists, firstOfRecord, listOfRecord } from '#core/records/properties/value-lists.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = 20_261_123;

describe('values of records', () => {
  it.each([0, 300, 5000])(
    `stay what was put in and replaced, with room for %i (seed ${seed})`,
    (room) => {
      const random = seededRandom(seed + room);
      const below = (limit: number): number => Math.floor(random() * limit);
      // Most have one value, as in a catalogue; some have many.
      const draw = (): number[] =>
        Array.from({ length: random() < 0.7 ? below(2) : below(9) }, () => 1 + below(2 ** 31 - 1));
      const expected = new Map<number, number[]>();
      const growing = new GrowingLists(room);
      let id = 0;
      const check = (): void => {
        const lists = growing.lists();
        expect(lists.through).toBe(id);
        for (let at = 0; at <= id + 3; at += 1) {
          const values = expected.get(at) ?? [];
          expect([...listOfRecord(lists, at)], `of ${at}`).toEqual(values);
          expect(firstOfRecord(lists, at), `of ${at}`).toBe(values[0] ?? 0);
        }
      };
      for (let round = 0; round < 30; round += 1) {
        for (let count = below(20); count > 0; count -= 1) {
          id += 1 + below(3);
          const values = draw();
          growing.add(id, values);
          expected.set(id, values);
        }
        const changed = new Map(
          Array.from({ length: below(40) }, () => [1 + below(id + 2), draw()]),
        );
        growing.replace(changed);
        for (const [each, values] of changed) if (each <= id) expected.set(each, values);
        if (round % 7 === 0) growing.fit();
        check();
      }
    },
  );

  it('take no more room than twice what they need, however often they are replaced', () => {
    const growing = new GrowingLists();
    for (let id = 1; id <= 100; id += 1) growing.add(id, [id, 1, 2]);
    for (let round = 0; round < 1000; round += 1) {
      growing.replace(new Map([[1 + (round % 100), [round + 1, 5, 6]]]));
    }
    expect(growing.lists().more.length).toBeLessThan(2 * 100 * 4 + 1024);
    expect([...listOfRecord(growing.lists(), 100)]).toEqual([1000, 5, 6]);
  });
});

import { describe, expect, it } from 'vitest';

import { seededBytes } from '#shared/support/random.ts';
import { createIds } from '#shared/support/uuid.ts';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('are version 7 and carry the time of making', () => {
    const id = createIds(() => 0x0192_3456_789a, seededBytes(1))();
    expect(id).toMatch(shape);
    expect(id.startsWith('01923456-789a-7')).toBe(true);
  });

  it('sort in the order of making, also within a millisecond and when the clock goes back', () => {
    let time = 1_780_000_000_000;
    const next = createIds(() => time, seededBytes(2));
    const ids: string[] = [];
    for (let number = 0; number < 10_000; number += 1) {
      if (number === 6000) time -= 86_400_000;
      ids.push(next());
    }
    expect(ids.filter((id) => !shape.test(id))).toEqual([]);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

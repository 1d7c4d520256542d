import { expect, it } from 'vitest';

import { SeenValues } from '#core/records/properties/seen-values.ts';

it('never takes a value that was noted for a new one, and hardly ever a new one for noted', () => {
  const count = 20_000;
  const seen = new SeenValues(count);
  let mistaken = 0;
  for (let at = 0; at < count; at += 1) if (seen.add(`title of series ${at}`)) mistaken += 1;
  expect(mistaken).toBeLessThan(count / 100);
  for (let at = 0; at < count; at += 1) expect(seen.add(`title of series ${at}`)).toBe(true);
  expect(new SeenValues(0).add('')).toBe(false);
});

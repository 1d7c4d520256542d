import { expect, it } from 'vitest';

import { fillTo } from '#shared/grid/fill.ts';

it('fills below and above its source, going on with the pattern', () => {
  const source = { top: 3, bottom: 5, left: 0, right: 0 };
  expect(fillTo(source, 4)).toBeNull();
  expect(fillTo(source, 9)).toEqual({ first: 6, count: 4, offset: 0 });
  expect(fillTo(source, 2)).toEqual({ first: 2, count: 1, offset: 2 });
  expect(fillTo(source, 0)).toEqual({ first: 0, count: 3, offset: 0 });
});

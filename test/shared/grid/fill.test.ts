import { expect, it } from 'vitest';

import { boundsOf } from '#shared/grid/cell-range.ts';
import { drawnTo, fillAcrossTo, fillTo } from '#shared/grid/fill.ts';

it('fills below and above its source, going on with the pattern', () => {
  const source = { top: 3, bottom: 5, left: 0, right: 0 };
  expect(fillTo(source, 4)).toBeNull();
  expect(fillTo(source, 9)).toEqual({ first: 6, count: 4, offset: 0 });
  expect(fillTo(source, 2)).toEqual({ first: 2, count: 1, offset: 2 });
  expect(fillTo(source, 0)).toEqual({ first: 0, count: 3, offset: 0 });
});

it('fills beside its source by the same rules', () => {
  const source = { top: 0, bottom: 0, left: 3, right: 5 };
  expect(fillAcrossTo(source, 4)).toBeNull();
  expect(fillAcrossTo(source, 9)).toEqual({ first: 6, count: 4, offset: 0 });
  expect(fillAcrossTo(source, 2)).toEqual({ first: 2, count: 1, offset: 2 });
  expect(fillAcrossTo(source, 1)).toEqual({ first: 1, count: 2, offset: 1 });
});

it('is drawn one way only, and shows what it fills', () => {
  const source = { top: 3, bottom: 5, left: 2, right: 3 };
  const far = { row: 7, column: 6 };
  expect(boundsOf(drawnTo(source, far, false))).toEqual({ ...source, bottom: 7 });
  expect(boundsOf(drawnTo(source, far, true))).toEqual({ ...source, right: 6 });
  const near = { row: 1, column: 0 };
  expect(boundsOf(drawnTo(source, near, false))).toEqual({ ...source, top: 1 });
  expect(boundsOf(drawnTo(source, near, true))).toEqual({ ...source, left: 0 });
  for (const isAcross of [true, false]) {
    expect(boundsOf(drawnTo(source, { row: 4, column: 2 }, isAcross))).toEqual(source);
    // The other way its head stays at the source, so that one drag is one fill.
    for (const cell of [near, far]) {
      const { head } = drawnTo(source, cell, isAcross);
      expect(
        (isAcross ? fillTo : fillAcrossTo)(source, isAcross ? head.row : head.column),
      ).toBeNull();
    }
  }
});

import { describe, expect, it } from 'vitest';

import { placePaste } from '#shared/grid/paste.ts';

const grid = { rowCount: 10, columnCount: 4 };
const cell = (row: number, column: number) => ({
  ...{ top: row, bottom: row, left: column, right: column },
});

describe('a paste', () => {
  it('of one cell fills the range', () => {
    expect(placePaste([['x']], { top: 1, bottom: 3, left: 0, right: 1 }, grid)).toEqual({
      ...{ rowCount: 3, columnCount: 2, values: [['x', 'x']], rowsOver: 0, columnsOver: 0 },
    });
  });

  it('of a block stands once where the range begins, or is repeated where it fits without a rest', () => {
    const block = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    const whole = { rowCount: 2, columnCount: 2, values: block, rowsOver: 0, columnsOver: 0 };
    expect(placePaste(block, cell(8, 2), grid)).toEqual(whole);
    for (const [bottom, right] of [
      [8, 3],
      [9, 2],
      [0, 3],
      [9, 0],
    ] as const) {
      expect(placePaste(block, { top: 0, bottom, left: 0, right }, grid)).toEqual(whole);
    }
    const tiled = (bottom: number, right: number) =>
      placePaste(block, { top: 0, bottom, left: 0, right }, grid);
    // Rows stand once in the values: an edit sets them over again.
    expect(tiled(9, 3)).toEqual({
      ...{ rowCount: 10, columnCount: 4, rowsOver: 0, columnsOver: 0 },
      values: [
        ['a', 'b', 'a', 'b'],
        ['c', 'd', 'c', 'd'],
      ],
    });
    expect(tiled(3, 1)).toEqual({ ...whole, rowCount: 4 });
    expect(tiled(1, 3)).toMatchObject({ rowCount: 2, columnCount: 4 });
    // What a row does not name is left alone in every copy of it.
    expect(
      placePaste([['a', 'b'], ['c']], { top: 0, bottom: 1, left: 0, right: 3 }, grid).values,
    ).toEqual([
      ['a', 'b', 'a', 'b'],
      ['c', null, 'c', null],
    ]);
  });

  it('counts what has no place', () => {
    const rows = [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ];
    expect(placePaste(rows, cell(9, 2), grid)).toEqual({
      ...{ rowCount: 1, columnCount: 2, values: [['a', 'b']], rowsOver: 2, columnsOver: 1 },
    });
  });

  it('leaves alone what a shorter row does not name, and clears what it names as empty', () => {
    const ragged = [['a', 'b', 'c'], ['d'], [''], ['', ''], ['e', '', 'f']];
    expect(placePaste(ragged, cell(0, 0), grid).values).toEqual([
      ['a', 'b', 'c'],
      ['d', null, null],
      [null, null, null],
      ['', '', null],
      ['e', '', 'f'],
    ]);
    // In a single column an empty line is an empty cell.
    expect(placePaste([['a'], [''], ['b']], cell(0, 0), grid).values).toEqual([['a'], [''], ['b']]);
  });
});

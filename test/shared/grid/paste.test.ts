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

  it('of a block stands where the range begins, whatever its size', () => {
    const block = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    const whole = { rowCount: 2, columnCount: 2, values: block, rowsOver: 0, columnsOver: 0 };
    expect(placePaste(block, cell(8, 2), grid)).toEqual(whole);
    expect(placePaste(block, { top: 0, bottom: 9, left: 0, right: 3 }, grid)).toEqual(whole);
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

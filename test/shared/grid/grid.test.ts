import { describe, expect, it } from 'vitest';

import { boundsOf, cellAfterKey, clampCell } from '#shared/grid/cell-range.ts';
import {
  drawnColumns,
  droppedAt,
  firstColumns,
  moved,
  placeColumns,
  resized,
} from '#shared/grid/columns.ts';
import { readTsv, writeTsv } from '#shared/grid/tsv.ts';
import { seededRandom } from '#shared/support/random.ts';

describe('cells of a spreadsheet', () => {
  it.each([
    [
      'a\tb\r\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    // LibreOffice ends its rows with LF, and with one behind the last.
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"two\nlines"\t"say ""so"""', [['two\nlines', 'say "so"']]],
    ['5" pipe\tx', [['5" pipe', 'x']]],
    ['"open\tx', [['"open', 'x']]],
    ['', [['']]],
    ['\t', [['', '']]],
  ])('%j', (text, cells) => {
    expect(readTsv(text)).toEqual(cells);
  });

  it('come back as they went', () => {
    const seed = 11;
    const random = seededRandom(seed);
    const pieces = ['a', '"', '\t', '\n', '\r\n', ' ', 'é', '=1+1', '004'];
    const cell = () =>
      Array.from({ length: Math.floor(random() * 4) }, () => pieces[Math.floor(random() * 9)]).join(
        '',
      );
    for (let round = 0; round < 1_000; round += 1) {
      const width = 1 + Math.floor(random() * 4);
      const rows = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        Array.from({ length: width }, cell),
      );
      // A last row of one empty cell cannot be told from the line break behind the row before.
      if (rows.length > 1 && rows.at(-1)?.join('') === '' && width === 1) continue;
      expect(readTsv(writeTsv(rows)), `seed ${seed}, ${JSON.stringify(rows)}`).toEqual(rows);
    }
  });
});

describe('the cursor', () => {
  const grid = { rowCount: 100, columnCount: 5, pageRows: 10 };
  it.each([
    ['ArrowDown', false, { row: 4, column: 2 }],
    ['ArrowDown', true, { row: 99, column: 2 }],
    ['ArrowLeft', true, { row: 3, column: 0 }],
    ['Home', false, { row: 3, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
    ['PageUp', false, { row: 0, column: 2 }],
    ['x', false, null],
  ])('%s %s', (key, isFar, expected) => {
    const next = cellAfterKey(key, isFar, { row: 3, column: 2 }, grid);
    expect(next === null ? null : clampCell(next, 100, 5)).toEqual(expected);
  });

  it('spans a range in any direction', () => {
    expect(boundsOf({ anchor: { row: 5, column: 3 }, head: { row: 2, column: 4 } })).toEqual({
      ...{ top: 2, bottom: 5, left: 3, right: 4 },
    });
  });
});

describe('columns', () => {
  it('stand beside each other, and the title takes what is left', () => {
    const boxes = placeColumns(firstColumns, 2, { remPx: 16, viewWidth: 2400 });
    const last = boxes.at(-1);
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(2400);
    boxes.reduce((left, box) => {
      expect(box.left).toBe(left);
      return left + box.width;
    }, boxes[0]?.left ?? 0);
  });

  it('are frozen only where they do not all fit', () => {
    const frozen = (viewWidth: number) =>
      placeColumns(firstColumns, 2, { remPx: 16, viewWidth })
        .filter(({ isFrozen }) => isFrozen)
        .map(({ id }) => id);
    expect(frozen(2400)).toEqual([]);
    expect(frozen(900)).toEqual(['state', 'title']);
  });

  it('are moved and made wider within limits', () => {
    expect(
      moved(firstColumns, 0, 1)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(['title', 'state']);
    expect(moved(firstColumns, 0, -1)).toBe(firstColumns);
    const year = { id: 'year', remPx: 16 };
    const widths = (width: number) =>
      new Map(
        resized(firstColumns, [], { ...year, width }).map((column) => [column.id, column.width]),
      );
    expect(widths(1).get('year')).toBe(3);
    expect(widths(10_000).get('year')).toBe(250);
    expect(widths(99).get('year')).toBe(6.25);
  });

  it('are drawn wider at the edge that is held, also where the title had taken what was left', () => {
    const size = { remPx: 16, viewWidth: 2400 };
    const before = placeColumns(firstColumns, 2, size);
    const edge = (boxes: typeof before, of: string): number => {
      const box = boxes.find(({ id }) => id === of);
      return (box?.left ?? 0) + (box?.width ?? 0);
    };
    for (const [id, by] of [
      ['year', 40],
      ['year', -20],
      ['title', -100],
      ['title', 100],
    ] as const) {
      const width = (before.find((box) => box.id === id)?.width ?? 0) + by;
      const columns = resized(firstColumns, before, { id, width, remPx: 16 });
      // Widths are quarters of a rem.
      const moved = edge(placeColumns(columns, 2, size), id) - edge(before, id);
      expect(Math.abs(moved - by)).toBeLessThanOrEqual(2);
    }
  });

  it('are drawn where they are in sight, with one more at each side', () => {
    const boxes = [0, 100, 200, 300, 400].map((left, at) => ({
      ...{ id: String(at), left: 36 + left, width: 100, isFrozen: false },
    }));
    const all = { from: 0, to: 4, isAside: false };
    expect(drawnColumns(boxes, 0, 0)).toEqual(all);
    expect(drawnColumns(boxes, 0, 1000)).toEqual(all);
    expect(drawnColumns(boxes, 0, 200)).toEqual({ from: 0, to: 1, isAside: false });
    expect(drawnColumns(boxes, 150, 100)).toEqual({ from: 0, to: 3, isAside: true });
    expect(drawnColumns(boxes, 336, 200)).toEqual({ from: 2, to: 4, isAside: true });
  });

  it('are dropped before or behind the one under the pointer', () => {
    const boxes = [0, 100, 200, 300].map((left) => ({ left, width: 100 }));
    expect([10, 60, 110, 160, 260, 340, 399].map((x) => droppedAt(boxes, 1, x))).toEqual([
      0, 1, 1, 1, 2, 2, 3,
    ]);
    expect([-50, 260, 1000].map((x) => droppedAt(boxes, 3, x))).toEqual([0, 3, 3]);
  });
});

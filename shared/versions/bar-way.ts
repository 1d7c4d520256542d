import type { ChainNode } from '../contract/version-chains.ts';
import { nodeSize } from './layout.ts';

type Place = Pick<ChainNode, 'x' | 'y' | 'width' | 'lane'>;
export type Point = readonly [x: number, y: number];

/** px beside a column, between it and the next. */
const gutter = 20;

/** A version stands under the bar of its canonical DOI: a line down is enough. */
export function isUnderBar(from: Place, to: Place): boolean {
  return (
    from.lane === 'canonical' &&
    to.lane === 'version' &&
    from.x <= to.x &&
    to.x + to.width <= from.x + from.width
  );
}

/**
 * The line from a bar to a version under it: straight down, or beside the column where other records stand between
 * the two, since a line behind them would read as one from the upper record to the lower.
 */
export function barWay(from: Place, to: Place, others: readonly Place[]): readonly Point[] {
  const middle = to.x + nodeSize.width / 2;
  const top = from.y + nodeSize.height;
  const isBlocked = others.some(
    ({ lane, x, y, width }) =>
      lane !== 'canonical' && x < middle && middle < x + width && y >= top && y < to.y,
  );
  const left = to.x - gutter;
  const right = to.x + to.width + gutter;
  const isLeft = left > from.x;
  if (!isBlocked || (!isLeft && right >= from.x + from.width)) {
    return [
      [middle, top],
      [middle, to.y],
    ];
  }
  const aside = isLeft ? left : right;
  return [
    [aside, top],
    [aside, to.y - gutter],
    [isLeft ? to.x + gutter : to.x + to.width - gutter, to.y],
  ];
}

/** As the `d` of an SVG path. */
export function pathOf(way: readonly Point[]): string {
  return way.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
}

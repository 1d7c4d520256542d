/**
 * Arithmetic of a long list with rows of one height. Chromium's elements end at 33,554,428 px, so a
 * longer list is compressed: a pixel of the scroll bar then stands for more than a row's share, and the
 * exact row is kept beside the scroll position. Rows are set by keys and wheel, pixels only by the
 * scroll bar, so that no row is unreachable.
 */
export interface ListSize {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
}

/** Below Chromium's limit, with room for what stands around the list. Measured in spikes 1. */
export const maxHeightPx = 33_000_000;

/** Rows drawn beyond each edge, so that a wheel step never shows a gap. */
const overscan = 6;

/** Height of the scrolled content in px; shorter than the rows together when compressed. */
export function contentHeight({ rowCount, rowHeight }: ListSize): number {
  return Math.min(rowCount * rowHeight, maxHeightPx);
}

export function isCompressed({ rowCount, rowHeight }: ListSize): boolean {
  return rowCount * rowHeight > maxHeightPx;
}

/** The row at the top edge, as a fraction, when the scroll bar stands at `scrollTop`. */
export function topRowAt(scrollTop: number, size: ListSize): number {
  if (!isCompressed(size)) return scrollTop / size.rowHeight;
  const range = contentHeight(size) - size.viewHeight;
  return (Math.max(0, Math.min(scrollTop, range)) / range) * lastTopRow(size);
}

/** Where the scroll bar stands when `topRow` is at the top edge. */
export function scrollTopFor(topRow: number, size: ListSize): number {
  if (!isCompressed(size)) return topRow * size.rowHeight;
  const last = lastTopRow(size);
  return last === 0 ? 0 : (topRow / last) * (contentHeight(size) - size.viewHeight);
}

/** The top row with which the last row touches the lower edge. */
export function lastTopRow({ rowCount, rowHeight, viewHeight }: ListSize): number {
  return Math.max(0, rowCount - viewHeight / rowHeight);
}

/** Where a list stands: its top row as a fraction, and the row at whose upper edge the layer of rows begins. */
export interface ListPlace {
  readonly topRow: number;
  readonly anchor: number;
}

/** Rows between the anchor and what is drawn: beyond, pixels in the layer would grow too large to be exact. */
const anchorReach = 1_000;

/** First and last row to draw. */
export function drawnRows(
  topRow: number,
  size: ListSize,
): { readonly first: number; readonly last: number } {
  return {
    first: Math.max(0, Math.floor(topRow) - overscan),
    last: Math.min(
      size.rowCount - 1,
      Math.ceil(topRow + size.viewHeight / size.rowHeight) + overscan,
    ),
  };
}

/**
 * The place after the list was moved. The anchor stays while rows that are drawn stay drawn, so that they are
 * neither moved nor painted anew. When none of them does, it goes with the view: the elements of the rows
 * keep their places and only their text is another.
 */
export function placeAt(topRow: number, before: ListPlace, size: ListSize): ListPlace {
  const drawn = drawnRows(before.topRow, size);
  const { first, last } = drawnRows(topRow, size);
  if (first > drawn.last || last < drawn.first)
    return { topRow, anchor: before.anchor + first - drawn.first };
  if (Math.abs(first - before.anchor) > anchorReach) return { topRow, anchor: first };
  return { topRow, anchor: before.anchor };
}

/** Upper edge in px of the layer of rows, in the scrolled content. */
export function layerTopAt(
  { topRow, anchor }: ListPlace,
  scrollTop: number,
  size: ListSize,
): number {
  return scrollTop - (topRow - anchor) * size.rowHeight;
}

/** The top row that brings `row` into sight with the least movement. */
export function topRowToShow(row: number, topRow: number, size: ListSize): number {
  const visible = size.viewHeight / size.rowHeight;
  if (row < topRow) return row;
  if (row + 1 > topRow + visible) return Math.min(row + 1 - visible, lastTopRow(size));
  return topRow;
}

/** Wider than this, one long title would push every other column out of sight. */
const mostFittingPx = 640;

/** The width in px with which the heading of a column and all of its cells that are drawn show whole. */
export function fittingWidth(grid: Element, column: number): number {
  const measure = document.createElement('div');
  measure.className = 'sheet-fitting';
  measure.setAttribute('aria-hidden', 'true');
  for (const cell of grid.querySelectorAll(`[aria-colindex="${column + 2}"]`)) {
    const copy = cell.cloneNode(true);
    if (!(copy instanceof HTMLElement)) continue;
    copy.removeAttribute('id');
    copy.removeAttribute('style');
    measure.append(copy);
  }
  grid.append(measure);
  const width = measure.getBoundingClientRect().width;
  measure.remove();
  // Widths are kept in quarters of a rem: rounded down, the last letter would be cut.
  return Math.min(mostFittingPx, Math.ceil(width) + 4);
}

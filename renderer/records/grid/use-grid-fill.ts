import type { Bounds, Cell } from '#shared/grid/cell-range.ts';
import type { Fill } from '#shared/grid/fill.ts';
import { fillAcrossTo, fillTo } from '#shared/grid/fill.ts';
import { gridEditText as text } from '#shared/text/grid-edit.en.ts';

import { useActions } from '../../store/steward.ts';
import type { GridRecord, RecordColumn } from './grid-columns.tsx';
import type { HandOptions } from './use-grid-hands.ts';

export interface GridFill {
  /** The cells as they are in the ledger; null, and told, where a value is too long even for that. */
  readonly wholeRows: (
    first: number,
    count: number,
    columns: readonly RecordColumn[],
  ) => Promise<readonly GridRecord[] | null>;
  /** False, and told, where some of the columns have no single value. */
  readonly canSet: (bounds: Bounds) => boolean;
  /** Fills the rows below the first of a range from it. */
  readonly fillDown: (bounds: Bounds) => void;
  /** Fills the columns beside the first of a range from it, row by row. */
  readonly fillRight: (bounds: Bounds) => void;
  /** Fills the rows or columns from a source to the head of a drag; false where they cannot be, and told. */
  readonly fillFrom: (source: Bounds, head: Cell) => boolean;
  readonly clear: (bounds: Bounds) => void;
}

type Options = Pick<HandOptions, 'source' | 'columns' | 'edits' | 'loadRows'>;

/** Sets many cells from few, or from nothing. */
export function useGridFill({ source, columns, edits, loadRows }: Options): GridFill {
  const actions = useActions();
  const wholeRows: GridFill['wholeRows'] = async (first, count, wanted) => {
    const isWhole = (row: GridRecord): boolean => wanted.every((column) => column.isWhole(row));
    const shown = Array.from({ length: count }, (_, at) => source.row(first + at));
    const loaded = shown.flatMap((row) => (row !== undefined && isWhole(row) ? [row] : []));
    if (loaded.length === count) return loaded;
    const rows = await loadRows(first, count);
    if (rows.length === count && rows.every(isWhole)) return rows;
    actions.notify(text.tooLong);
    return null;
  };
  const canSet = (bounds: Bounds): boolean => {
    if (edits.canFill(columns, bounds)) return true;
    const chosen = columns.slice(bounds.left, bounds.right + 1);
    const wrong = chosen.find((_, at) => {
      const place = bounds.left + at;
      return !edits.canFill(columns, { ...bounds, left: place, right: place });
    });
    actions.notify(text.notEditable(wrong?.title ?? ''));
    return false;
  };
  const fill = async (from: Bounds, to: Fill): Promise<void> => {
    const filled = columns.slice(from.left, from.right + 1);
    const height = from.bottom - from.top + 1;
    const rows = await wholeRows(from.top, height, filled);
    if (rows === null) return;
    const values = rows.map((row) => filled.map((column) => column.text(row)));
    await edits.set({
      ...{ first: to.first, count: to.count, columns: filled.map(({ id }) => id) },
      values: [...values.slice(to.offset), ...values.slice(0, to.offset)],
    });
  };
  const fillAcross = async (from: Bounds, to: Fill): Promise<void> => {
    const count = from.bottom - from.top + 1;
    const given = columns.slice(from.left, from.right + 1);
    const rows = await wholeRows(from.top, count, given);
    if (rows === null) return;
    const filled = columns.slice(to.first, to.first + to.count);
    await edits.set({
      ...{ first: from.top, count, columns: filled.map(({ id }) => id) },
      values: rows.map((row) => {
        const texts = given.map((column) => column.text(row));
        return filled.map((_, place) => texts[(to.offset + place) % texts.length] ?? null);
      }),
    });
  };
  /** False, and told, where a fill across would be more than one edit takes or meet what has no single value. */
  const canFillAcross = ({ top, bottom }: Bounds, { first, count }: Fill): boolean =>
    edits.canTake(bottom - top + 1) &&
    canSet({ top, bottom, left: first, right: first + count - 1 });
  return {
    wholeRows,
    canSet,
    fillRight: (bounds) => {
      const to = { first: bounds.left + 1, count: bounds.right - bounds.left, offset: 0 };
      if (to.count < 1 || !canFillAcross(bounds, to)) return;
      void fillAcross({ ...bounds, right: bounds.left }, to);
    },
    fillDown: (bounds) => {
      const count = bounds.bottom - bounds.top;
      if (count < 1 || !canSet(bounds)) return;
      void fill({ ...bounds, bottom: bounds.top }, { first: bounds.top + 1, count, offset: 0 });
    },
    fillFrom: (from, head) => {
      const across = fillAcrossTo(from, head.column);
      if (across !== null) {
        if (!canFillAcross(from, across)) return false;
        void fillAcross(from, across);
        return true;
      }
      const to = fillTo(from, head.row);
      if (to === null || !canSet(from)) return false;
      void fill(from, to);
      return true;
    },
    clear: (bounds) => {
      if (!canSet(bounds)) return;
      const cleared = columns.slice(bounds.left, bounds.right + 1);
      void edits.set({
        ...{ first: bounds.top, count: bounds.bottom - bounds.top + 1 },
        ...{ columns: cleared.map(({ id }) => id), values: [cleared.map(() => '')] },
      });
    },
  };
}

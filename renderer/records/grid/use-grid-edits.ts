import { useRef } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import { gridRowLimit } from '#shared/contract/grid.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import type { Bounds } from '#shared/grid/cell-range.ts';
import { editTarget } from '#shared/grid/edit-cell.ts';
import { gridEditText as text } from '#shared/text/grid-edit.en.ts';

import type { RecordSort } from '../../store/app-store.ts';
import type { PageSource } from '../../store/page-source.ts';
import { toAppError } from '../../store/query-cache.ts';
import { useActions, useSteward } from '../../store/steward.ts';
import { useCommand } from '../../store/use-command.ts';
import type { AppError } from '#shared/support/app-error.ts';
import type { GridRecord, RecordColumn } from './grid-columns.tsx';

/** Edits of cells, each one change set of the core. */
export interface GridEdits {
  readonly error: AppError | null;
  readonly clear: () => void;
  readonly isBusy: boolean;
  /** True when the cells of these columns can be filled from their first row. */
  readonly canFill: (columns: readonly RecordColumn[], bounds: Bounds) => boolean;
  /** Sets rows from `first` on, row by row the values given, over again when there are more rows. */
  readonly set: (change: {
    readonly first: number;
    readonly count: number;
    readonly columns: readonly string[];
    readonly values: readonly (readonly string[])[];
  }) => Promise<void>;
  /** Takes the last change of this grid back that still stands. */
  readonly undo: () => Promise<void>;
  /** Puts back what was taken back last. */
  readonly redo: () => Promise<void>;
}

interface Shown {
  readonly filter: RecordFilter;
  readonly sort: RecordSort;
  readonly descending: boolean;
  readonly source: PageSource<GridRecord>;
}

/** Change sets that Ctrl+Z can take back, one after the other. */
const undoDepth = 100;

export function useGridEdits({ filter, sort, descending, source }: Shown): GridEdits {
  const edit = useCommand('grid.edit');
  const undo = useCommand('changes.undo');
  const actions = useActions();
  const { client } = useSteward();
  const made = useRef<string[]>([]);
  const takenBack = useRef<string[]>([]);

  /** Takes a change set back and waits for its end; the undo's own id, or null when it was refused. */
  const takeBack = async (id: string, done: string): Promise<string | null> => {
    const begun = await undo.run({ id, reason: null, confirmation: null });
    if (!begun.ok) return null;
    try {
      const { refusedCount, refused } = await client.call('changes.outcome', {
        id: begun.value.id,
      });
      actions.notify(
        refusedCount > 0 ? text.refused(refusedCount, refused[0]?.message ?? '') : done,
      );
    } catch (cause) {
      actions.notify(toAppError(cause).message);
    }
    return begun.value.id;
  };
  const undoLast = async (): Promise<void> => {
    const last = made.current.at(-1);
    if (last === undefined) {
      actions.notify(text.nothingToUndo);
      return;
    }
    const undoId = await takeBack(last, text.undone);
    if (undoId === null) return;
    made.current = made.current.slice(0, -1);
    takenBack.current = [...takenBack.current, undoId];
  };
  const redoLast = async (): Promise<void> => {
    const last = takenBack.current.at(-1);
    if (last === undefined) {
      actions.notify(text.nothingToRedo);
      return;
    }
    const redoId = await takeBack(last, text.redone);
    if (redoId === null) return;
    takenBack.current = takenBack.current.slice(0, -1);
    made.current = [...made.current, redoId];
  };

  return {
    error: edit.error ?? undo.error,
    clear: () => {
      edit.clear();
      undo.clear();
    },
    isBusy: edit.pending || undo.pending,
    canFill: (columns, { left, right }) =>
      columns.slice(left, right + 1).every((column) => editTarget(column.id) !== null),
    set: async ({ first, count, columns, values }) => {
      if (count > gridRowLimit) {
        actions.notify(`${text.tooMany(count, gridRowLimit)} ${text.tooManyNext}`);
        return;
      }
      const input: Input<'grid.edit'> = {
        rows: { filter, sort, descending, first, count },
        seen: seenDois(source, first, count),
        columns: [...columns],
        values: values.map((cells) => [...cells]),
      };
      const outcome = await edit.run(input);
      if (!outcome.ok) return;
      const { id, changedCount, refusedCount, refused } = outcome.value;
      if (id !== null) {
        made.current = [...made.current, id].slice(-undoDepth);
        takenBack.current = [];
      }
      const way = id === null ? undefined : { label: text.undo, run: () => void undoLast() };
      if (refusedCount > 0)
        actions.notify(text.refused(refusedCount, refused[0]?.message ?? ''), way);
      else actions.notify(changedCount === 0 ? text.unchanged : text.done(changedCount), way);
    },
    undo: undoLast,
    redo: redoLast,
  };
}

/** The DOIs of the rows as they are shown, as far as they are loaded without a gap. */
function seenDois(source: PageSource<GridRecord>, first: number, count: number): string[] {
  const dois: string[] = [];
  for (let index = first; index < first + count; index += 1) {
    const row = source.row(index);
    if (row === undefined) break;
    dois.push(row.doi);
  }
  return dois;
}

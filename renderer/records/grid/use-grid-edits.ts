import { useRef, useState } from 'react';

import type { ChangeKind } from '#shared/contract/changes.ts';
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

/** Why cells are edited, as the history keeps it. */
export interface Why {
  readonly kind: ChangeKind;
  readonly reason: string | null;
}

export const plainWhy: Why = { kind: 'correction', reason: null };

/** Edits of cells, each one change set of the core. */
export interface GridEdits {
  readonly error: AppError | null;
  readonly clear: () => void;
  readonly isBusy: boolean;
  /** True when the cells of these columns can be filled from their first row. */
  readonly canFill: (columns: readonly RecordColumn[], bounds: Bounds) => boolean;
  /** False, and told, when these are more rows than one edit takes. */
  readonly canTake: (count: number) => boolean;
  /** What the next edits are stored as. */
  readonly why: Why;
  readonly setWhy: (why: Why) => void;
  /** Sets rows from `first` on, row by row the values given, over again when there are more rows. */
  readonly set: (change: {
    readonly first: number;
    readonly count: number;
    readonly columns: readonly string[];
    /** The records of these rows, where they are known: they are meant wherever the list has put them since. */
    readonly dois?: readonly string[];
    /** Null leaves the cell as it is. */
    readonly values: readonly (readonly (string | null)[])[];
    /** Said after what became of it. */
    readonly also?: string;
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

/** From so many records on it is said as what an edit was stored, also where nobody chose. */
const manyRecords = 20;
/** Change sets that Ctrl+Z can take back, one after the other. */
const undoDepth = 100;

export function useGridEdits({ filter, sort, descending, source }: Shown): GridEdits {
  const edit = useCommand('grid.edit');
  const undo = useCommand('changes.undo');
  const actions = useActions();
  const { client } = useSteward();
  const made = useRef<string[]>([]);
  const takenBack = useRef<string[]>([]);
  const [why, setWhy] = useState(plainWhy);

  /** Takes a change set back and waits for its end; the undo's own id, or null when it was refused. */
  const takeBack = async (
    id: string,
    { reason, done }: { readonly reason: string; readonly done: string },
  ): Promise<string | null> => {
    const begun = await undo.run({ id, reason, confirmation: null });
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
    const undoId = await takeBack(last, { reason: text.undoReason, done: text.undone });
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
    const redoId = await takeBack(last, { reason: text.redoReason, done: text.redone });
    if (redoId === null) return;
    takenBack.current = takenBack.current.slice(0, -1);
    made.current = [...made.current, redoId];
  };

  const canTake = (count: number): boolean => {
    if (count <= gridRowLimit) return true;
    actions.notify(`${text.tooMany(count, gridRowLimit)} ${text.tooManyNext}`);
    return false;
  };
  const doneWith = (count: number): string =>
    count > manyRecords || why.kind !== plainWhy.kind || why.reason !== null
      ? text.doneAs(count, why.kind, why.reason)
      : text.done(count);

  return {
    error: edit.error ?? undo.error,
    clear: () => {
      edit.clear();
      undo.clear();
    },
    isBusy: edit.pending || undo.pending,
    canFill: (columns, { left, right }) =>
      columns.slice(left, right + 1).every((column) => editTarget(column.id) !== null),
    ...{ canTake, why, setWhy },
    set: async ({ first, count, dois, columns, values, also = '' }) => {
      if (!canTake(count)) return;
      const input: Input<'grid.edit'> = {
        rows: { filter, sort, descending, first, count },
        seen: [...(dois ?? seenDois(source, first, count))],
        columns: [...columns],
        values: values.map((cells) => [...cells]),
        ...{ changeKind: why.kind, reason: why.reason },
      };
      const outcome = await edit.run(input);
      if (!outcome.ok) return;
      const { id, changedCount, refusedCount, refused } = outcome.value;
      if (id !== null) {
        made.current = [...made.current, id].slice(-undoDepth);
        takenBack.current = [];
      }
      const way = id === null ? undefined : { label: text.undo, run: () => void undoLast() };
      const became =
        refusedCount > 0
          ? text.refused(refusedCount, refused[0]?.message ?? '')
          : changedCount === 0
            ? text.unchanged
            : doneWith(changedCount);
      actions.notify(also === '' ? became : `${became}. ${also}`, way);
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

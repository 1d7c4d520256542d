import type { ClipboardEvent, KeyboardEvent, PointerEvent, RefObject } from 'react';
import { useState } from 'react';

import type { Cell, CellRange } from '#shared/grid/cell-range.ts';
import { boundsOf, cellAfterKey, clampCell } from '#shared/grid/cell-range.ts';
import type { ColumnBox } from '#shared/grid/columns.ts';
import { gutterWidth } from '#shared/grid/columns.ts';
import { choicesOf, editTarget, problemIn } from '#shared/grid/edit-cell.ts';
import type { Ticks } from '#shared/grid/ticks.ts';
import { allTicks, countTicks, noTicks, toggleTicks } from '#shared/grid/ticks.ts';
import { gridEditText as editText } from '#shared/text/grid-edit.en.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import type { Windowing } from '../../components/use-windowing.ts';
import type { PageSource } from '../../store/page-source.ts';
import { useActions } from '../../store/steward.ts';
import type { EditEnd, Editing } from './cell-editor.tsx';
import type { GridRecord, RecordColumn } from './grid-columns.tsx';
import { useGridClipboard } from './use-grid-clipboard.ts';
import { useFollowedRow } from './use-followed-row.ts';
import type { GridEdits } from './use-grid-edits.ts';
import { useGridFill } from './use-grid-fill.ts';
import { placeOf, useGridPointer } from './use-grid-pointer.ts';

export interface HandOptions {
  readonly view: RefObject<HTMLDivElement | null>;
  readonly source: PageSource<GridRecord>;
  readonly columns: readonly RecordColumn[];
  readonly boxes: readonly ColumnBox[];
  readonly total: number;
  readonly windowing: Windowing;
  readonly onOpen: (row: GridRecord) => void;
  /** A record stands beside the grid: it follows every press. */
  readonly isRecordOpen: boolean;
  readonly ticks: Ticks;
  readonly onTick: (ticks: Ticks) => void;
  readonly edits: GridEdits;
  /** Rows whether they are loaded or not. */
  readonly loadRows: (first: number, count: number) => Promise<readonly GridRecord[]>;
}

export interface GridHands {
  readonly range: CellRange;
  readonly editing: Editing | null;
  readonly endEditing: (end: EditEnd) => void;
  /** Ticks every record of the list; none when all were. */
  readonly tickAll: () => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onDoubleClick: (event: { readonly target: EventTarget }) => void;
    readonly onCopy: (event: ClipboardEvent) => void;
    readonly onCut: (event: ClipboardEvent) => void;
    readonly onPaste: (event: ClipboardEvent) => void;
  };
}

/** Rows that one ticking takes; for more there is the filter. */
const rowLimit = 5_000;

/** Keys, mouse and clipboard of the grid, as people know them from spreadsheets. */
export function useGridHands(options: HandOptions): GridHands {
  const { view, source, columns, boxes, total, windowing, onOpen, edits } = options;
  const actions = useActions();
  const first: Cell = {
    row: 0,
    column: Math.max(
      0,
      columns.findIndex(({ id }) => id === 'title'),
    ),
  };
  const [kept, setRange] = useState<CellRange>({ anchor: first, head: first });
  const [editing, setEditing] = useState<Editing | null>(null);
  // A list that became shorter keeps the cursor within it.
  const within = (cell: Cell): Cell => clampCell(cell, Math.max(1, total), columns.length);
  const range: CellRange = { anchor: within(kept.anchor), head: within(kept.head) };
  const bounds = boundsOf(range);
  useFollowedRow(source, range.head.row, (row) => {
    const isOne = range.anchor.row === range.head.row;
    // Rows of a range are not found beside each other again.
    if (!isOne) return;
    setRange({ anchor: { ...range.anchor, row }, head: { ...range.head, row } });
    if (editing?.row === range.head.row) setEditing({ ...editing, row });
  });
  const filling = useGridFill(options);

  const show = ({ row, column }: Cell): void => {
    windowing.showRow(row);
    showColumn(view.current, boxes, column);
  };
  const goTo = (cell: Cell, isExtending: boolean): void => {
    const head = within(cell);
    setRange({ anchor: isExtending ? range.anchor : head, head });
    show(head);
  };
  const edit = (cell: Cell, typed: string | null): boolean => {
    const column = columns[cell.column];
    const row = source.row(cell.row);
    const target = column === undefined ? null : editTarget(column.id);
    if (column === undefined || row === undefined) return false;
    if (target === null || row.sync === 'observe-only') {
      // A letter that begins no edit may be a key of the program.
      if (typed !== null) return false;
      actions.notify(target === null ? editText.notEditable(column.title) : editText.observed);
      return true;
    }
    show(cell);
    const begin = (whole: GridRecord | null): void =>
      setEditing({
        ...{ row: cell.row, column: cell.column, doi: row.doi, title: column.title, typed },
        scrollLeft: view.current?.scrollLeft ?? 0,
        before: whole === null ? null : column.text(whole),
        ...{ choices: choicesOf(target), isYear: target.shape.type === 'year' },
        problemOf: (value) => problemIn(target, value),
      });
    if (column.isWhole(row)) begin(row);
    // What is typed takes the place of all of it: waiting for the rest would lose the next letters.
    else if (typed !== null) begin(null);
    else
      void filling.wholeRows(cell.row, 1, [column]).then((rows) => {
        if (rows?.[0] !== undefined) begin(rows[0]);
      });
    return true;
  };
  const tickAll = (): void =>
    options.onTick(countTicks(options.ticks, total) === total ? noTicks : allTicks);
  const tick = async (from: number, to: number): Promise<void> => {
    // All of a list is every record of it, also those that no page has brought yet.
    if (from === 0 && to === total - 1) {
      tickAll();
      return;
    }
    const count = to - from + 1;
    if (count > rowLimit) {
      actions.notify(text.tickLimit(rowLimit));
      return;
    }
    const rows = Array.from({ length: count }, (_, place) => source.row(from + place));
    const loaded = rows.flatMap((row) => row?.doi ?? []);
    const dois =
      loaded.length === count
        ? loaded
        : (await options.loadRows(from, count)).map(({ doi }) => doi);
    options.onTick(toggleTicks(options.ticks, dois));
  };

  const handleCommand = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase();
    if (key === 'z') void (event.shiftKey ? edits.redo() : edits.undo());
    else if (key === 'y') void edits.redo();
    else if (key === 'd') filling.fillDown(bounds);
    // Elsewhere in a browser, and with Shift, it loads the page anew.
    else if (key === 'r' && !event.shiftKey) filling.fillRight(bounds);
    else if (key === 'a' && event.shiftKey) tickAll();
    else if (key === 'a')
      setRange({
        anchor: { row: 0, column: 0 },
        head: { row: Math.max(0, total - 1), column: columns.length - 1 },
      });
    else return false;
    return true;
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    // A key pressed on a heading's button is the button's.
    if (event.target !== event.currentTarget || total === 0 || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const grid = { rowCount: total, columnCount: columns.length, pageRows: windowing.pageRows };
    const next = cellAfterKey(event.key, isCommand, range.head, grid);
    const row = source.row(range.head.row);
    if (next !== null) {
      goTo(next, event.shiftKey);
      // The first column is in sight where it is frozen; the ones behind it begin there, too.
      if (event.key === 'Home') view.current?.scrollTo({ left: 0 });
    } else if (isCommand) {
      if (!handleCommand(event)) return;
    } else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === ' ') void tick(bounds.top, bounds.bottom);
    else if (event.key === 'F2') edit(range.head, null);
    else if (event.key === 'Delete' || event.key === 'Backspace') filling.clear(bounds);
    else if (isInputMethod(event)) {
      // An input method begins: it goes on in the field, which must be there first.
      edit(range.head, '');
      return;
    } else if (!isTyped(event.key) || !edit(range.head, event.key)) return;
    event.preventDefault();
  };

  const endEditing = (end: EditEnd): void => {
    const done = editing;
    setEditing(null);
    view.current?.focus({ preventScroll: true });
    if (done === null || end.kind === 'leave') return;
    if (end.kind === 'wrong') {
      const again = (): void => {
        if (source.row(done.row)?.doi !== done.doi) actions.notify(editText.rowsMoved);
        else setEditing({ ...done, typed: end.value });
      };
      actions.notify(editText.leftWrong(end.problem), { label: editText.editAgain, run: again });
      return;
    }
    const steps = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] } as const;
    const [rows, across] = end.move === null ? [0, 0] : steps[end.move];
    goTo({ row: done.row + rows, column: done.column + across }, false);
    const column = columns[done.column];
    if (end.value === done.before || column === undefined) return;
    void edits.set({
      ...{ first: done.row, count: 1, dois: [done.doi] },
      ...{ columns: [column.id], values: [[end.value]] },
    });
  };

  const clipboard = useGridClipboard({ ...options, bounds, setRange, filling });
  const pointer = useGridPointer({
    ...options,
    ...{ range, bounds, setRange, fillFrom: filling.fillFrom },
    tick: (from, to) => void tick(from, to),
  });

  return {
    range,
    editing,
    endEditing,
    tickAll,
    handlers: {
      onKeyDown: handleKeyDown,
      ...pointer,
      ...clipboard,
      onDoubleClick: ({ target }) => {
        const place = placeOf(target);
        if (place !== null && place.cell.column >= 0) edit(place.cell, null);
      },
    },
  };
}

/**
 * A key that an input method takes. Chrome names it Process, on a Mac by its letter: there the old code
 * is the one sign (UI Events, "keyCode" 229).
 */
function isInputMethod(event: KeyboardEvent): boolean {
  // eslint-disable-next-line typescript/no-deprecated -- nothing newer says it
  return event.key === 'Process' || event.keyCode === 229;
}

/** A letter that begins an edit. Search and the keyboard map keep their keys: F2 first, then these can be typed. */
function isTyped(key: string): boolean {
  return key.length === 1 && key !== '/' && key !== '?';
}

/** Brings a column into sight that is not frozen. */
function showColumn(view: HTMLElement | null, boxes: readonly ColumnBox[], column: number): void {
  const box = boxes[column];
  if (view === null || box === undefined || box.isFrozen) return;
  const frozen = boxes.filter((other) => other.isFrozen).at(-1);
  const edge = frozen === undefined ? gutterWidth : frozen.left + frozen.width;
  if (box.left - edge < view.scrollLeft) view.scrollTo({ left: box.left - edge });
  else if (box.left + box.width > view.scrollLeft + view.clientWidth)
    view.scrollTo({ left: box.left + box.width - view.clientWidth });
}

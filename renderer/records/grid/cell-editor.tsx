import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

import type { ColumnBox } from '#shared/grid/columns.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

/** A cell that is being edited: where, what stood there (null: not all of it is known), and what was typed to begin. */
export interface Editing {
  readonly row: number;
  readonly column: number;
  /** The record that it began on: the list may move below it. */
  readonly doi: string;
  /** How far the list was scrolled sideways, in px: a frozen cell stands so much further to the right. */
  readonly scrollLeft: number;
  readonly title: string;
  readonly before: string | null;
  /** Null: what stood there is edited; a text takes its place. */
  readonly typed: string | null;
  readonly choices: readonly string[] | null;
  readonly isYear: boolean;
  /** Why a value cannot stand in the cell; null: it can. */
  readonly problemOf: (value: string) => string | null;
}

/** How an edit ends, and where the cursor goes. */
export type EditEnd =
  | {
      readonly kind: 'keep';
      readonly value: string;
      readonly move: 'down' | 'right' | 'left' | 'up' | null;
    }
  /** Left for another place while what was typed cannot stand in the cell. */
  | { readonly kind: 'wrong'; readonly value: string; readonly problem: string }
  | { readonly kind: 'leave' };

interface Props {
  readonly editing: Editing;
  /** Upper edge in the layer of rows, in px. */
  readonly top: number;
  readonly box: ColumnBox | undefined;
  /** Where the last column ends, in px. */
  readonly rightEdge: number;
  readonly onDone: (end: EditEnd) => void;
}

/** Narrower than this nothing can be typed with ease. */
const leastWidth = 160;

/**
 * The field over a cell. Enter and Tab keep what can stand there, and say under the field why something cannot;
 * Escape leaves, a press elsewhere keeps; IMEs finish first.
 */
export function CellEditor({ editing, top, box, rightEdge, onDone }: Props) {
  const [value, setValue] = useState(editing.typed ?? editing.before ?? '');
  const [isTold, setTold] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const id = useId();
  const problem = value === editing.before ? null : editing.problemOf(value);
  const shown = isTold ? problem : null;
  const { frame, side } = useNoteSide(shown);
  useEffect(() => {
    field.current?.focus();
    if (editing.typed === null) field.current?.select();
  }, [editing.typed]);
  const end = (how: EditEnd): void => {
    // Ending takes the focus away, and losing the focus ends: once is enough.
    if (isDone.current) return;
    isDone.current = true;
    onDone(how);
  };
  const left = (box?.left ?? 0) + (box?.isFrozen === true ? editing.scrollLeft : 0);
  const width = Math.max(box?.width ?? 0, leastWidth);
  return (
    <div
      ref={frame}
      // A field of its own would be no child that a grid may have.
      role="row"
      className="sheet-editor"
      style={{ top, width, left: Math.max(0, Math.min(left, rightEdge - width)) }}
    >
      <div role="gridcell" className="sheet-editor-cell">
        <input
          ref={field}
          className="input"
          aria-label={text.editCell(editing.title)}
          aria-invalid={shown !== null}
          aria-describedby={shown === null ? undefined : `${id}-problem`}
          inputMode={editing.isYear ? 'numeric' : undefined}
          value={value}
          list={editing.choices === null ? undefined : `${id}-choices`}
          onChange={(event) => setValue(event.target.value)}
          onBlur={() =>
            end(
              problem === null
                ? { kind: 'keep', value, move: null }
                : { kind: 'wrong', value, problem },
            )
          }
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.nativeEvent.isComposing) return;
            const move = moveOf(event.key, event.shiftKey);
            if (event.key === 'Escape') end({ kind: 'leave' });
            else if (move === null) return;
            else if (problem === null) end({ kind: 'keep', value, move });
            else setTold(true);
            event.preventDefault();
          }}
        />
        {editing.choices !== null && (
          <datalist id={`${id}-choices`}>
            {editing.choices.map((choice) => (
              <option key={choice} value={choice} />
            ))}
          </datalist>
        )}
        {shown !== null && (
          <p
            id={`${id}-problem`}
            className={`field-error sheet-editor-note ${side}`}
            // A press on the sentence leaves the field where it is.
            onMouseDown={(event) => event.preventDefault()}
          >
            {shown}
          </p>
        )}
        <span className="unseen" role="status">
          {shown}
        </span>
      </div>
    </div>
  );
}

/** Where the sentence has room: under the field, or over it in the last rows; from its left edge, or to its right. */
function useNoteSide(shown: string | null) {
  const frame = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState('');
  useLayoutEffect(() => {
    const view = frame.current?.closest('.sheet')?.getBoundingClientRect();
    const note = frame.current?.querySelector('.sheet-editor-note')?.getBoundingClientRect();
    const own = frame.current?.getBoundingClientRect();
    if (view === undefined || note === undefined || own === undefined) return;
    const isOver = own.bottom + note.height > view.bottom;
    const isEnd = own.left + note.width > view.right;
    setSide([isOver && 'is-over', isEnd && 'is-end'].filter(Boolean).join(' '));
  }, [shown]);
  return { frame, side };
}

function moveOf(key: string, isBack: boolean): 'down' | 'right' | 'left' | 'up' | null {
  if (key === 'Enter') return isBack ? 'up' : 'down';
  if (key === 'Tab') return isBack ? 'left' : 'right';
  return null;
}

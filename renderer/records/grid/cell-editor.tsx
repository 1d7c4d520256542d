import { useEffect, useId, useRef, useState } from 'react';

import type { ColumnBox } from '#shared/grid/columns.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

/** A cell that is being edited: where, what stood there (null: not all of it is known), and what was typed to begin. */
export interface Editing {
  readonly row: number;
  readonly column: number;
  /** How far the list was scrolled sideways, in px: a frozen cell stands so much further to the right. */
  readonly scrollLeft: number;
  readonly title: string;
  readonly before: string | null;
  /** Null: what stood there is edited; a text takes its place. */
  readonly typed: string | null;
  readonly choices: readonly string[] | null;
}

/** How an edit ends, and where the cursor goes. */
export type EditEnd =
  | {
      readonly kind: 'keep';
      readonly value: string;
      readonly move: 'down' | 'right' | 'left' | 'up' | null;
    }
  | { readonly kind: 'leave' };

interface Props {
  readonly editing: Editing;
  /** Upper edge in the layer of rows, in px. */
  readonly top: number;
  readonly box: ColumnBox | undefined;
  readonly onDone: (end: EditEnd) => void;
}

/** The field over a cell. Enter and Tab keep, Escape leaves, a press elsewhere keeps; IMEs finish first. */
export function CellEditor({ editing, top, box, onDone }: Props) {
  const [value, setValue] = useState(editing.typed ?? editing.before ?? '');
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const listId = useId();
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
  return (
    <div
      className="sheet-editor"
      style={{
        top,
        left: (box?.left ?? 0) + (box?.isFrozen === true ? editing.scrollLeft : 0),
        width: Math.max(box?.width ?? 0, 160),
      }}
    >
      <input
        ref={field}
        className="input"
        aria-label={text.editCell(editing.title)}
        value={value}
        list={editing.choices === null ? undefined : listId}
        onChange={(event) => setValue(event.target.value)}
        onBlur={() => end({ kind: 'keep', value, move: null })}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          const move = moveOf(event.key, event.shiftKey);
          if (event.key === 'Escape') end({ kind: 'leave' });
          else if (move !== null) end({ kind: 'keep', value, move });
          else return;
          event.preventDefault();
        }}
      />
      {editing.choices !== null && (
        <datalist id={listId}>
          {editing.choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </div>
  );
}

function moveOf(key: string, isBack: boolean): 'down' | 'right' | 'left' | 'up' | null {
  if (key === 'Enter') return isBack ? 'up' : 'down';
  if (key === 'Tab') return isBack ? 'left' : 'right';
  return null;
}

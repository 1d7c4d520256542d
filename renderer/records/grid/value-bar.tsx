import { useId, useState } from 'react';

import type { Bounds } from '#shared/grid/cell-range.ts';
import { choicesOf, editTarget, problemIn } from '#shared/grid/edit-cell.ts';
import { rangeValue } from '#shared/grid/range-value.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import type { PageSource } from '../../store/page-source.ts';
import type { GridRecord, RecordColumn } from './grid-columns.tsx';
import { EditReason } from './edit-reason.tsx';
import type { GridEdits } from './use-grid-edits.ts';

/** Rows looked at for what a range holds; beyond, several values are taken for granted. */
const mostRows = 2_000;

interface Props {
  readonly bounds: Bounds;
  readonly columns: readonly RecordColumn[];
  readonly source: PageSource<GridRecord>;
  readonly edits: GridEdits;
  /** A value was given to the cells: the cursor goes back to them. */
  readonly onSet: () => void;
}

/** What the range of cells holds, whole and in one place; typed anew, all of its cells get the new value. */
export function ValueBar({ bounds, columns, source, edits, onSet }: Props) {
  const { top, bottom, left, right } = bounds;
  const column = columns[left];
  const count = bottom - top + 1;
  if (column === undefined) return null;
  const isOneColumn = left === right;
  const value =
    isOneColumn && count <= mostRows
      ? rangeValue(
          Array.from({ length: count }, (_, at) => {
            const row = source.row(top + at);
            return row === undefined ? undefined : column.text(row);
          }),
        )
      : ({ kind: 'multiple', distinct: 0 } as const);
  const target = isOneColumn ? editTarget(column.id) : null;
  const shown = value.kind === 'one' ? value.text : '';
  const first = source.row(top);
  // What shows only its beginning is edited in its cell, which fetches the rest.
  const isCut = value.kind === 'one' && first !== undefined && !column.isWhole(first);
  return (
    <div className="value-bar" role="group" aria-label={text.valueBar}>
      <span className="soft small value-bar-place">
        {isOneColumn ? column.title : text.severalColumns(right - left + 1)}
      </span>
      <ValueField
        // Another range is another value: what was typed for the one before does not reach it.
        key={`${top} ${bottom} ${left} ${right} ${shown}`}
        label={text.valueOf(column.title)}
        value={shown}
        placeholder={value.kind === 'multiple' ? text.multiple : ''}
        choices={target === null ? null : choicesOf(target)}
        isReadOnly={target === null || edits.isBusy || isCut}
        keep={text.enterSets(count)}
        problemOf={(typed) => (target === null ? null : problemIn(target, typed))}
        onSet={(typed) => {
          void edits.set({ first: top, count, columns: [column.id], values: [[typed]] });
          onSet();
        }}
      />
      <span className="soft small" role="status">
        {count * (right - left + 1) > 1 && text.cells(count, right - left + 1)}
      </span>
      <EditReason why={edits.why} onChange={edits.setWhy} />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly choices: readonly string[] | null;
  readonly isReadOnly: boolean;
  /** Said while something is typed: it is not set yet. */
  readonly keep: string;
  readonly problemOf: (typed: string) => string | null;
  readonly onSet: (value: string) => void;
}

function ValueField(props: FieldProps) {
  const { label, value, placeholder, choices, isReadOnly } = props;
  const [typed, setTyped] = useState(value);
  const [isTold, setTold] = useState(false);
  const id = useId();
  const problem = typed === value ? null : props.problemOf(typed);
  const shown = isTold ? problem : null;
  return (
    <>
      <input
        className="value-bar-input"
        aria-label={label}
        aria-invalid={shown !== null}
        aria-describedby={shown === null ? undefined : id}
        value={typed}
        placeholder={placeholder}
        readOnly={isReadOnly}
        list={choices === null ? undefined : 'value-bar-choices'}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') setTyped(value);
          else if (event.key !== 'Enter' || isReadOnly || typed === value) return;
          else if (problem === null) props.onSet(typed);
          else setTold(true);
          event.preventDefault();
        }}
      />
      {choices !== null && (
        <datalist id="value-bar-choices">
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      {typed !== value && shown === null && (
        <span className="soft small value-bar-keep">{props.keep}</span>
      )}
      {shown !== null && (
        <p id={id} className="field-error value-bar-problem" role="alert">
          {shown}
        </p>
      )}
    </>
  );
}

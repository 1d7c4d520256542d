import type { KeyboardEvent } from 'react';
import { useState } from 'react';

import type { PageSource } from '../store/page-source.ts';
import type { Windowing } from './use-windowing.ts';

interface Options<Row> {
  readonly source: PageSource<Row>;
  readonly total: number;
  readonly windowing: Windowing;
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
}

interface GridKeys {
  readonly active: number;
  readonly handleKeyDown: (event: KeyboardEvent) => void;
  /** A click on a row; with `extend`, everything from the last one to it is selected. */
  readonly press: (index: number, extend: boolean) => void;
  readonly toggle: (index: number) => void;
}

/** Rows that one gesture may select; more is a filter's job, not a range's. */
const rangeLimit = 5_000;

/** Keyboard and selection of a grid. Ranges take the rows that are loaded, up to a limit. */
export function useGridKeys<Row>(options: Options<Row>): GridKeys {
  const { source, total, windowing, rowKey, onOpen, onSelect } = options;
  const [place, setPlace] = useState({ active: 0, anchor: 0 });
  const active = Math.max(0, Math.min(place.active, total - 1));
  const selected = options.selected ?? new Set<string>();

  const keyAt = (index: number): string | null => {
    const row = source.row(index);
    return row === undefined ? null : rowKey(row);
  };

  const toggle = (index: number): void => {
    const key = keyAt(index);
    if (key === null || onSelect === undefined) return;
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    setPlace({ active: index, anchor: index });
    onSelect(next);
  };

  const selectRange = (from: number, to: number): void => {
    if (onSelect === undefined) return;
    const next = new Set(selected);
    const first = Math.min(from, to);
    const last = Math.min(Math.max(from, to), first + rangeLimit);
    for (let index = first; index <= last; index += 1) {
      const key = keyAt(index);
      if (key !== null) next.add(key);
    }
    onSelect(next);
  };

  const move = (to: number, extend: boolean): void => {
    const index = Math.max(0, Math.min(to, total - 1));
    setPlace({ active: index, anchor: extend ? place.anchor : index });
    windowing.showRow(index);
    if (extend) selectRange(place.anchor, index);
  };

  const handleKeyDown = (event: KeyboardEvent): void => {
    // A key pressed on a heading's button is the button's.
    if (event.target !== event.currentTarget || total === 0) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = source.row(active);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + windowing.pageRows,
      PageUp: active - windowing.pageRows,
      Home: 0,
      End: total - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) move(target, event.shiftKey);
    else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === ' ') toggle(active);
    else return;
    event.preventDefault();
  };

  const press = (index: number, extend: boolean): void => {
    if (extend) selectRange(place.anchor, index);
    setPlace({ active: index, anchor: extend ? place.anchor : index });
  };

  return { active, handleKeyDown, press, toggle };
}

import type { Ledger } from '../ledger/ledger.ts';
import type { ValueLists } from './properties/value-lists.ts';
import { GrowingLists } from './properties/value-lists.ts';
import { Dictionary } from './column-arrays.ts';

/**
 * Values that a workflow keeps about records in a table of its own, for filters and counts. `select`
 * gives `record_id, value` in the order of the records, one row per value; `table` is watched for changes.
 */
export interface SideSource {
  readonly table: string;
  readonly select: string;
  /** What it selects depends on the records themselves as well. */
  readonly readsRecords?: boolean;
}

export interface SideColumn {
  readonly lists: ValueLists;
  readonly dictionary: Dictionary;
}

export interface SideColumns {
  of(source: SideSource): SideColumn;
  forget(): void;
}

interface Kept {
  readonly table: string;
  /** Version of the records that it was read with; null where it does not depend on them. */
  readonly version: number | null;
  readonly column: SideColumn;
}

/**
 * Reads side tables when they are asked for and keeps them until this connection writes them.
 * `versionOf` rises whenever a record was written.
 */
export function createSideColumns(
  ledger: Ledger,
  on: { readonly versionOf: () => number; readonly onWrite: () => void },
): SideColumns {
  const kept = new Map<string, Kept>();
  const watched = new Set<string>();

  const watch = (table: string): void => {
    if (watched.has(table)) return;
    watched.add(table);
    ledger.db.defineFunction(`note_${table}`, () => {
      for (const [select, known] of kept) if (known.table === table) kept.delete(select);
      on.onWrite();
      return null;
    });
    for (const deed of ['insert', 'update', 'delete']) {
      ledger.db.exec(
        `create temp trigger note_${table}_${deed} after ${deed} on main.${table}
         begin select note_${table}(); end`,
      );
    }
  };

  return {
    of({ table, select, readsRecords = false }) {
      watch(table);
      const version = readsRecords ? on.versionOf() : null;
      const known = kept.get(select);
      if (known?.version === version) return known.column;
      const column = read(ledger, select);
      kept.set(select, { table, version, column });
      return column;
    },
    forget: () => kept.clear(),
  };
}

function read(ledger: Ledger, select: string): SideColumn {
  const dictionary = new Dictionary();
  const growing = new GrowingLists();
  let current = 0;
  let numbers: number[] = [];
  for (const [id, value] of ledger.db.scan<readonly [number, string]>(select)) {
    if (id !== current) {
      if (current > 0) growing.add(current, numbers);
      [current, numbers] = [id, []];
    }
    numbers.push(dictionary.numberOf(value));
  }
  if (current > 0) growing.add(current, numbers);
  return { lists: growing.lists(), dictionary };
}

import type { RecipeStep } from '#shared/changes/recipe.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PartRow } from '../records/save-parts.ts';
import type { PartResult, TouchingEdit } from './part-batch.ts';
import { readShortParts } from './part-batch.ts';
import type { TallyCounts } from './preview-tally.ts';

/**
 * Work on many records is shared with a thread of its own: it reads what was committed, through a connection that
 * cannot write, and works out what edits come to, while the core's thread writes. Nothing depends on it: a result
 * counts only while its record is what it was made from, and what the thread does not answer, the core works out.
 */
export interface AheadWork {
  /** The ledger. */
  readonly path: string;
  /** The time that findings go by, ISO 8601. */
  readonly at: string;
  readonly task: AheadTask;
}

/** `foresee`: counts of a preview; the others: what is to be written. `undo`: of a change set, by its id. */
export type AheadTask =
  | { readonly kind: 'foresee' | 'apply'; readonly steps: readonly RecipeStep[] }
  | { readonly kind: 'undo'; readonly changeSetId: string };

export type AheadAnswer =
  | { readonly kind: 'foreseen'; readonly counts: TallyCounts }
  | { readonly kind: 'results'; readonly results: readonly AheadResult[] };

export interface AheadThread {
  /** False before it has started, and after it has ended. */
  isRunning(): boolean;
  /** Settles once it has started, or has failed. */
  readonly started: Promise<unknown>;
  /** Works records out, by their numbers. Null: it has failed, or is not running. */
  ask(ids: readonly number[]): Promise<AheadAnswer | null>;
  close(): Promise<void>;
}

export interface StartAhead {
  /** `onFailure` hears once why the thread is of no more use. */
  (work: AheadWork, onFailure: (cause: unknown) => void): AheadThread;
  /** Ends a thread that waits. */
  readonly stop?: () => Promise<void>;
}

/** What an edit of one record comes to, and what of the record it was worked out from. */
export interface AheadResult {
  readonly id: number;
  readonly seen: readonly unknown[];
  readonly result: PartResult;
}

/** Results by the numbers of their records. */
export type Ahead = ReadonlyMap<number, AheadResult>;

/**
 * All that a result depends on. The metadata are told by their hash; the copy at DataCite by the times at which
 * it was read, because whatever sets it sets these.
 */
const seenColumns = [
  ...(['content_hash', 'state', 'sync', 'burnt', 'repository_id', 'findings'] as const),
  ...(['source_file', 'source_row'] as const),
  ...(['confirmed_at', 'remote_state', 'remote_updated_at'] as const),
];

export function seenOf(row: PartRow): readonly unknown[] {
  return seenColumns.map((name) => row[name]);
}

/** Settles edits whose result is there and whose record is still what it was made from; answers the others. */
export function useAhead(
  ledger: Ledger,
  {
    edits,
    ahead,
    seen,
  }: {
    readonly edits: readonly TouchingEdit[];
    readonly ahead: Ahead;
    /** Records that were edited before. */
    readonly seen: ReadonlySet<number>;
  },
  settle: (edit: TouchingEdit, row: PartRow, result: PartResult) => void,
): TouchingEdit[] {
  const told = edits.flatMap(({ recordId }) =>
    recordId !== undefined && ahead.has(recordId) ? [recordId] : [],
  );
  const rows = readShortParts(ledger, told);
  return edits.filter((edit) => {
    const row = rows.get(edit.recordId ?? 0);
    const known = ahead.get(edit.recordId ?? 0);
    if (row === undefined || known === undefined || row.doi !== doiKey(edit.doi)) return true;
    const isSame = seenColumns.every((name, at) => row[name] === known.seen[at]);
    if (seen.has(row.id) || !isSame || known.result.kind === 'whole') return true;
    settle(edit, row, known.result);
    return false;
  });
}

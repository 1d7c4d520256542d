import type { RecipeStep } from '#shared/changes/recipe.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PartBefore } from '../records/save-parts.ts';
import type { PartResult, TouchingEdit } from './part-batch.ts';
import { readBefore } from './part-batch.ts';
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

/** What an edit of one record comes to. */
export interface AheadResult {
  readonly id: number;
  readonly result: PartResult;
}

/** What was worked out of some records. */
export interface Ahead {
  /** By the numbers of their records. */
  readonly results: ReadonlyMap<number, AheadResult>;
  /** Records that were written since they were asked for: of these the results do not count. */
  readonly written: ReadonlySet<number>;
}

export const nothingAhead: Ahead = { results: new Map(), written: new Set() };

/** Settles edits whose result is there and whose record is still what it was made from; answers the others. */
export function useAhead(
  ledger: Ledger,
  {
    edits,
    ahead: { results, written },
    seen,
  }: {
    readonly edits: readonly TouchingEdit[];
    readonly ahead: Ahead;
    /** Records that were edited before. */
    readonly seen: ReadonlySet<number>;
  },
  settle: (edit: TouchingEdit, row: PartBefore, result: PartResult) => void,
): TouchingEdit[] {
  const told = edits.flatMap(({ recordId }) =>
    recordId !== undefined && results.has(recordId) && !written.has(recordId) ? [recordId] : [],
  );
  const rows = readBefore(ledger, told);
  return edits.filter((edit) => {
    const row = rows.get(edit.recordId ?? 0);
    const known = results.get(edit.recordId ?? 0);
    if (row === undefined || known === undefined || row.doi !== doiKey(edit.doi)) return true;
    if (seen.has(row.id) || known.result.kind === 'whole') return true;
    settle(edit, row, known.result);
    return false;
  });
}

import { doiKey } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PartBefore } from '../records/save-parts.ts';
import type { PartResult, TouchingEdit } from './part-batch.ts';
import { readBefore } from './part-batch.ts';

/** What an edit of one record comes to. */
export interface AheadResult {
  readonly id: number;
  readonly result: PartResult;
}

/**
 * What a second thread worked out of some records (ahead/ahead.ts). A result counts only while its record is what it
 * was made from.
 */
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
    if (edit.isCurrent?.(row.content_hash) === false) return true;
    if (seen.has(row.id) || known.result.kind === 'whole') return true;
    settle(edit, row, known.result);
    return false;
  });
}

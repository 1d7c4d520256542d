import type { FindingBalance } from '../changes/code-tally.ts';
import { CodeTally } from '../changes/code-tally.ts';
import type { Refusal } from '../changes/judge-edit.ts';
import type { Counts, Line, RowCounts } from './update-table.ts';

/** What one row counts as: kept to the end, because another row for its DOI takes it back. */
export interface Verdict {
  readonly status: Line['status'] | 'unchanged';
  /** Why it is refused or only observed; null: it is neither. */
  readonly reason: Refusal | null;
  readonly effect: Effect | null;
}

/** What a changed record means for its findings, and for DataCite. */
export interface Effect {
  readonly findings: readonly FindingBalance[];
  readonly isAtDatacite: boolean;
}

/** What is counted while the rows of a sheet are compared. */
export interface RowTally {
  readonly countRow: () => void;
  /** `-1`: takes back what was counted. */
  readonly add: (verdict: Verdict, by: 1 | -1) => void;
  readonly counts: () => Counts;
}

const countOf = {
  changed: 'changedCount',
  unchanged: 'unchangedCount',
  'observe-only': 'observeOnlyCount',
  refused: 'refusedCount',
} as const;

export function createRowTally(): RowTally {
  const codes = new CodeTally();
  const counts: RowCounts = {
    rowCount: 0,
    changedCount: 0,
    unchangedCount: 0,
    observeOnlyCount: 0,
    refusedCount: 0,
    errorFixedCount: 0,
    errorCausedCount: 0,
    atDataciteCount: 0,
  };
  return {
    countRow() {
      counts.rowCount += 1;
    },
    add({ status, reason, effect }, by) {
      counts[countOf[status]] += by;
      if (reason !== null) codes.refuse({ ...reason, count: by });
      if (effect === null) return;
      codes.weigh(effect.findings, by);
      for (const { severity, fixed, caused } of effect.findings) {
        if (severity !== 'error') continue;
        counts.errorFixedCount += by * fixed;
        counts.errorCausedCount += by * caused;
      }
      if (effect.isAtDatacite) counts.atDataciteCount += by;
    },
    counts() {
      const { refused: reasons, findings } = codes.most();
      return { ...counts, leftOut: reasons, findings };
    },
  };
}

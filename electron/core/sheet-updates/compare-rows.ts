import { doiKey } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { applyCells } from '#shared/sheets/apply-cells.ts';
import { sheetText as text } from '#shared/text/sheets.en.ts';
import { findingsWith, makesInvalid, refusalOf } from '../changes/judge-edit.ts';
import type { CoreContext } from '../context.ts';
import { findByDois } from '../records/find-records.ts';
import { checksOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { UpdateRow } from './read-sheet-rows.ts';
import type { Counts, Line } from './update-table.ts';

/** Where a DOI stood in the sheet, and what became of its row. */
interface Seen {
  readonly row: number;
  status: Line['status'] | 'unchanged';
  isTwice: boolean;
}

export interface Comparison {
  readonly counts: Counts;
  /** Lines for the rows; also for an earlier row whose DOI comes again. */
  compare(rows: readonly UpdateRow[]): Line[];
}

/** Rows of a sheet against the records of the ledger. Reads only. */
export function createComparison(context: CoreContext, form: 'wide' | 'long'): Comparison {
  const seen = new Map<string, Seen>();
  const counts: Counts = {
    rowCount: 0,
    changedCount: 0,
    unchangedCount: 0,
    observeOnlyCount: 0,
    refusedCount: 0,
    errorFixedCount: 0,
    errorCausedCount: 0,
  };
  const checkOf = checksOf(context);
  const count = (status: Seen['status'], by: 1 | -1): void => {
    const name = {
      changed: 'changedCount',
      unchanged: 'unchangedCount',
      'observe-only': 'observeOnlyCount',
      refused: 'refusedCount',
    } as const;
    counts[name[status]] += by;
  };

  const compareOne = (row: UpdateRow, record: LedgerRecord | null): Line | null => {
    const refused = (path: string, message: string): Line => refusedLine(row, [{ path, message }]);
    if (row.problems.length > 0) return refusedLine(row, row.problems);
    if (record === null) return refused('doi', text.unknownDoi);
    const applied = applyCells(record.attributes, row.cells);
    if (applied.problems.length > 0) return refusedLine(row, applied.problems);
    if (applied.attributes === record.attributes) return null;
    const line = { row: row.row, doi: record.doi, contentHash: record.contentHash, problems: [] };
    const refusal = refusalOf(record);
    if (refusal?.code === 'observe-only') {
      const problems = [{ path: '', message: refusal.message }];
      return { ...line, status: 'observe-only', attributes: applied.attributes, problems };
    }
    if (refusal !== null) return refused('', refusal.message);
    const check = checkOf(record.repositoryId);
    const after = findingsWith(record, applied.attributes, check);
    const invalid = makesInvalid(record, after, check);
    if (invalid !== null) return refused('', invalid.message);
    const difference = countErrors(after) - countErrors(record.findings);
    if (difference > 0) counts.errorCausedCount += difference;
    else counts.errorFixedCount -= difference;
    return { ...line, status: 'changed', attributes: applied.attributes };
  };

  /** Neither of two rows for one DOI is taken: nobody knows which one counts. */
  const refuseBoth = (row: UpdateRow, first: Seen): Line[] => {
    const why = (other: number): string =>
      form === 'wide' ? text.twice(other) : text.notSeparate(other);
    const lines = [refusedLine(row, [{ path: 'doi', message: why(first.row) }])];
    count('refused', 1);
    if (!first.isTwice) {
      count(first.status, -1);
      count('refused', 1);
      first.status = 'refused';
      first.isTwice = true;
      const earlier = { row: first.row, doi: row.doi };
      lines.push(refusedLine(earlier, [{ path: 'doi', message: why(row.row) }]));
    }
    return lines;
  };

  return {
    counts,
    compare(rows) {
      const records = findByDois(
        context.ledger,
        rows.filter(({ problems }) => problems.length === 0).map(({ doi }) => doi),
      );
      return rows.flatMap((row) => {
        counts.rowCount += 1;
        const key = doiKey(row.doi);
        const first = row.problems.length === 0 ? seen.get(key) : undefined;
        if (first !== undefined) return refuseBoth(row, first);
        const line = compareOne(row, records.get(key) ?? null);
        const status = line?.status ?? 'unchanged';
        count(status, 1);
        if (row.problems.length === 0) seen.set(key, { row: row.row, status, isTwice: false });
        return line === null ? [] : [line];
      });
    },
  };
}

const countErrors = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length;

function refusedLine(
  { row, doi }: Pick<UpdateRow, 'row' | 'doi'>,
  problems: Line['problems'],
): Line {
  return { row, doi, status: 'refused', contentHash: null, attributes: null, problems };
}

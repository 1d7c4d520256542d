import { asDoi, doiKey, hasPrefix, prefixOf } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { CellProblem } from '#shared/sheets/apply-cells.ts';
import { applyCells } from '#shared/sheets/apply-cells.ts';
import { sheetText as text } from '#shared/text/sheets.en.ts';
import { balanceOf } from '../changes/code-tally.ts';
import type { Refusal } from '../changes/judge-edit.ts';
import { findingsWith, makesInvalid, refusalOf } from '../changes/judge-edit.ts';
import { isAtDatacite } from '../changes/preview-tally.ts';
import type { CoreContext } from '../context.ts';
import { readPolicies } from '../policies/policy-table.ts';
import { findByDois } from '../records/find-records.ts';
import { checksOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { listRepositories } from '../repositories/repository-table.ts';
import type { UpdateRow } from './read-sheet-rows.ts';
import type { Effect, Verdict } from './row-tally.ts';
import { createRowTally } from './row-tally.ts';
import type { Counts, Line } from './update-table.ts';

interface Compared {
  readonly line: Line | null;
  readonly verdict: Verdict;
}

/** Where a DOI stood in the sheet, and what became of its row. */
interface Seen {
  readonly row: number;
  verdict: Verdict;
  isTwice: boolean;
}

export interface Comparison {
  counts(): Counts;
  /** Lines for the rows; also for an earlier row whose DOI comes again. */
  compare(rows: readonly UpdateRow[]): Line[];
}

const unchanged: Compared = {
  line: null,
  verdict: { status: 'unchanged', reason: null, effect: null },
};

/** Rows of a sheet against the records of the ledger. Reads only. */
export function createComparison(context: CoreContext, form: 'wide' | 'long'): Comparison {
  const seen = new Map<string, Seen>();
  const tally = createRowTally();
  const checkOf = checksOf(context);
  const policies = readPolicies(context.ledger);
  const prefixes = ownPrefixes(context);

  const compareOne = (row: UpdateRow, record: LedgerRecord | null): Compared => {
    if (row.problems.length > 0) return refusedCells(row, row.problems);
    if (record === null) return withoutRecord(row, prefixes);
    const applied = applyCells(record.attributes, row.cells);
    if (applied.problems.length > 0) return refusedCells(row, applied.problems);
    const { attributes } = applied;
    if (attributes === record.attributes) return unchanged;
    const line = { row: row.row, doi: record.doi, contentHash: record.contentHash, attributes };
    const refusal = refusalOf(record);
    if (refusal?.code === 'observe-only') return observed(line, refusal);
    if (refusal !== null) return refused(row, refusal);
    const check = checkOf(record.repositoryId);
    const after = findingsWith(record, attributes, check);
    const invalid = makesInvalid(record, after, check);
    if (invalid !== null) return refused(row, invalid);
    const { standing } = policies.apply(record, after);
    return {
      line: { ...line, status: 'changed', problems: [] },
      verdict: { status: 'changed', reason: null, effect: effectOf(record, standing) },
    };
  };

  /** Neither of two rows for one DOI is taken: nobody knows which one counts. */
  const refuseBoth = (row: UpdateRow, first: Seen): Line[] => {
    const refuse = (one: Pick<UpdateRow, 'row' | 'doi'>, other: number): Compared => {
      const message = form === 'wide' ? text.twice(other) : text.notSeparate(other);
      const reason = { code: 'twice', message: text.reasons.twice };
      return leftOut(one, 'refused', { reason, problems: [{ path: 'doi', message }] });
    };
    const again = refuse(row, first.row);
    tally.add(again.verdict, 1);
    if (first.isTwice) return lineOf(again);
    const earlier = refuse({ row: first.row, doi: row.doi }, row.row);
    tally.add(first.verdict, -1);
    tally.add(earlier.verdict, 1);
    first.verdict = earlier.verdict;
    first.isTwice = true;
    return [...lineOf(again), ...lineOf(earlier)];
  };

  return {
    counts: tally.counts,
    compare(rows) {
      const records = findByDois(
        context.ledger,
        rows.filter(({ problems }) => problems.length === 0).map(({ doi }) => doi),
      );
      return rows.flatMap((row) => {
        tally.countRow();
        const key = doiKey(row.doi);
        const first = row.problems.length === 0 ? seen.get(key) : undefined;
        if (first !== undefined) return refuseBoth(row, first);
        const compared = compareOne(row, records.get(key) ?? null);
        const { verdict } = compared;
        tally.add(verdict, 1);
        if (row.problems.length === 0) seen.set(key, { row: row.row, verdict, isTwice: false });
        return lineOf(compared);
      });
    },
  };
}

const lineOf = ({ line }: Compared): Line[] => (line === null ? [] : [line]);

function effectOf(record: LedgerRecord, after: readonly Finding[]): Effect {
  return { findings: balanceOf(record.findings, after), isAtDatacite: isAtDatacite(record) };
}

/** Prefixes of the accounts that are written to. One that is only read has nothing of ours. */
function ownPrefixes({ ledger }: CoreContext): readonly string[] {
  return listRepositories(ledger)
    .filter(({ access }) => access === 'write')
    .flatMap((repository) => repository.prefixes);
}

/** A DOI that is not here: under one of our prefixes it may be a slip, under another one it is not ours. */
function withoutRecord(row: UpdateRow, prefixes: readonly string[]): Compared {
  const doi = asDoi(row.doi);
  if (doi === null || hasPrefix(doi, prefixes)) {
    return refused(row, { code: 'unknown', message: text.unknownDoi }, 'doi');
  }
  const reason = { code: 'not-ours', message: text.reasons.notOurs };
  const problems = [{ path: 'doi', message: text.notOurs(prefixOf(doi)) }];
  return leftOut(row, 'observe-only', { reason, problems });
}

type Place = Pick<UpdateRow, 'row' | 'doi'>;

function leftOut(
  { row, doi }: Place,
  status: 'refused' | 'observe-only',
  { reason, problems }: { readonly reason: Refusal; readonly problems: Line['problems'] },
): Compared {
  return {
    line: { row, doi, status, contentHash: null, attributes: null, problems },
    verdict: { status, reason, effect: null },
  };
}

function refused(row: Place, reason: Refusal, path = ''): Compared {
  return leftOut(row, 'refused', { reason, problems: [{ path, message: reason.message }] });
}

/** Several cells may be wrong: the first of them is the row's reason, so that each row is counted once. */
function refusedCells(row: Place, problems: readonly CellProblem[]): Compared {
  const code = problems[0]?.code ?? 'cell';
  return leftOut(row, 'refused', { reason: { code, message: text.reasons[code] }, problems });
}

function observed(line: Omit<Line, 'status' | 'problems'>, reason: Refusal): Compared {
  const problems = [{ path: '', message: reason.message }];
  return {
    line: { ...line, status: 'observe-only', problems },
    verdict: { status: 'observe-only', reason, effect: null },
  };
}

import type { CaseStatus } from './case-table.ts';
import { isEnded } from './case-table.ts';
import { daysBetween } from './days.ts';

/** What statistics need to know of a case. */
export interface CountedCase {
  readonly status: CaseStatus;
  readonly reason: string;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly dueOn: string | null;
}

export interface CaseStatistics {
  readonly total: number;
  readonly open: number;
  readonly overdue: number;
  /** Days from the request to its end; null while none has ended. */
  readonly medianDays: number | null;
  readonly byReason: readonly { readonly name: string; readonly count: number }[];
  readonly byOutcome: readonly { readonly name: string; readonly count: number }[];
}

/** `today`: `YYYY-MM-DD`. */
export function caseStatistics(cases: readonly CountedCase[], today: string): CaseStatistics {
  const open = cases.filter(({ status }) => !isEnded(status));
  const days = cases
    .flatMap(({ createdAt, closedAt }) =>
      closedAt === null ? [] : [daysBetween(createdAt, closedAt)],
    )
    .sort((one, other) => one - other);
  return {
    total: cases.length,
    open: open.length,
    overdue: open.filter(({ dueOn }) => dueOn !== null && dueOn < today).length,
    medianDays: median(days),
    byReason: counted(cases.map(({ reason }) => reason || 'none')),
    byOutcome: counted(cases.filter(({ status }) => isEnded(status)).map(({ status }) => status)),
  };
}

function median(sorted: readonly number[]): number | null {
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function counted(names: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

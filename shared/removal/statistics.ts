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
  readonly byReason: readonly Tally[];
  readonly byOutcome: readonly Tally[];
}

export interface Tally {
  readonly name: string;
  readonly count: number;
  /** Of those that have ended. */
  readonly medianDays: number | null;
}

/** `today`: `YYYY-MM-DD`. */
export function caseStatistics(cases: readonly CountedCase[], today: string): CaseStatistics {
  const open = cases.filter(({ status }) => !isEnded(status));
  return {
    total: cases.length,
    open: open.length,
    overdue: open.filter(({ dueOn }) => dueOn !== null && dueOn < today).length,
    medianDays: medianDays(cases),
    byReason: tallied(cases, ({ reason }) => reason || 'none'),
    byOutcome: tallied(
      cases.filter(({ status }) => isEnded(status)),
      ({ status }) => status,
    ),
  };
}

function medianDays(cases: readonly CountedCase[]): number | null {
  const days = cases
    .flatMap(({ createdAt, closedAt }) =>
      closedAt === null ? [] : [daysBetween(createdAt, closedAt)],
    )
    .sort((one, other) => one - other);
  const low = days[Math.floor((days.length - 1) / 2)];
  const high = days[Math.floor(days.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function tallied(cases: readonly CountedCase[], nameOf: (one: CountedCase) => string): Tally[] {
  return [...new Set(cases.map(nameOf))]
    .map((name) => {
      const those = cases.filter((one) => nameOf(one) === name);
      return { name, count: those.length, medianDays: medianDays(those) };
    })
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

import type { ChangePreview } from '#shared/contract/changes.ts';
import type { Severity } from '#shared/findings/finding.ts';
import type { Graded } from './preview-changes.ts';

export type HeldBack = ChangePreview['refused'][number];
export type FindingBalance = ChangePreview['findings'][number];

const noBalance: readonly FindingBalance[] = [];

/** Which findings go and come with a change; what stays is not named. */
export function balanceOf(
  before: readonly Graded[],
  after: readonly Graded[],
): readonly FindingBalance[] {
  if (before.length + after.length === 0) return noBalance;
  const balance = new Map<string, Graded & { difference: number }>();
  const count = ({ code, severity }: Graded, by: 1 | -1): void => {
    const known = balance.get(keyOf({ code, severity }));
    if (known === undefined)
      balance.set(keyOf({ code, severity }), { code, severity, difference: by });
    else known.difference += by;
  };
  for (const finding of before) count(finding, -1);
  for (const finding of after) count(finding, 1);
  const moved = [...balance.values()].filter(({ difference }) => difference !== 0);
  if (moved.length === 0) return noBalance;
  return moved.map(({ code, severity, difference }) => ({
    ...{ code, severity, fixed: Math.max(0, -difference), caused: Math.max(0, difference) },
  }));
}

/** Why some are left out, and findings that go and come, by code. What was counted can be taken back. */
export class CodeTally {
  readonly #refused = new Map<string, HeldBack>();
  /** By severity and code: the same code can be an error of one record and a warning of another. */
  readonly #findings = new Map<string, FindingBalance>();

  refuse({ code, message, count }: Readonly<HeldBack>): void {
    const known = this.#refused.get(code) ?? { code, message, count: 0 };
    known.count += count;
    if (known.count === 0) this.#refused.delete(code);
    else this.#refused.set(code, known);
  }

  weigh(balance: readonly Readonly<FindingBalance>[], by: 1 | -1 = 1): void {
    for (const { code, severity, fixed, caused } of balance) {
      const key = keyOf({ code, severity });
      const known = this.#findings.get(key) ?? { code, severity, fixed: 0, caused: 0 };
      known.fixed += fixed * by;
      known.caused += caused * by;
      if (known.fixed === 0 && known.caused === 0) this.#findings.delete(key);
      else this.#findings.set(key, known);
    }
  }

  plain(): { readonly refused: HeldBack[]; readonly findings: FindingBalance[] } {
    return { refused: [...this.#refused.values()], findings: [...this.#findings.values()] };
  }

  /** As many as a person can look at: the most frequent reasons, the gravest findings. */
  most(): { readonly refused: HeldBack[]; readonly findings: FindingBalance[] } {
    const { refused, findings } = this.plain();
    return {
      refused: refused.toSorted((a, b) => b.count - a.count).slice(0, 200),
      findings: findings.toSorted(gravestFirst).slice(0, 200),
    };
  }
}

const keyOf = ({ code, severity }: Graded): string => `${severity} ${code}`;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** Errors that come stand before all else, however few: one of them can be why a change is not made. */
function gravestFirst(one: FindingBalance, other: FindingBalance): number {
  const isNewError = ({ severity, caused }: FindingBalance): number =>
    severity === 'error' && caused > 0 ? 0 : 1;
  return (
    isNewError(one) - isNewError(other) ||
    rank[one.severity] - rank[other.severity] ||
    other.fixed + other.caused - (one.fixed + one.caused) ||
    (one.code < other.code ? -1 : 1)
  );
}

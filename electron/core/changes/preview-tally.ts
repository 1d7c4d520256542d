import type { ChangePreview } from '#shared/contract/changes.ts';
import type { Severity } from '#shared/findings/finding.ts';
import type { Foreseen, Graded, PreviewedRecord } from './preview-changes.ts';

/** What a part of a preview counted; plain data, because it crosses between threads. */
export interface TallyCounts {
  readonly changedIds: readonly number[];
  readonly refusedIds: readonly number[];
  readonly unchanged: number;
  readonly atDatacite: number;
  readonly refused: readonly Refused[];
  readonly findings: readonly Weighed[];
}

interface Refused {
  readonly code: string;
  readonly message: string;
  count: number;
}

interface Weighed extends Graded {
  fixed: number;
  caused: number;
}

/** What the preview counts as it goes. */
export class PreviewTally {
  readonly changedIds: number[] = [];
  readonly refusedIds: number[] = [];
  unchanged = 0;
  atDatacite = 0;
  readonly #refused = new Map<string, Refused>();
  /** By severity and code: the same code can be an error of one record and a warning of another. */
  readonly #findings = new Map<string, Weighed>();

  add(record: PreviewedRecord, foreseen: Foreseen): void {
    if (foreseen.kind === 'unchanged') {
      this.unchanged += 1;
    } else if (foreseen.kind === 'refused') {
      this.refusedIds.push(record.id);
      this.#refuse({ ...foreseen.refusal, count: 1 });
    } else {
      this.changedIds.push(record.id);
      if (record.state !== 'reserved' && record.remoteState !== null) this.atDatacite += 1;
      this.#compare(foreseen.before, foreseen.after);
    }
  }

  /** What was counted elsewhere. */
  join(counts: TallyCounts): void {
    this.changedIds.push(...counts.changedIds);
    this.refusedIds.push(...counts.refusedIds);
    this.unchanged += counts.unchanged;
    this.atDatacite += counts.atDatacite;
    counts.refused.forEach((each) => this.#refuse(each));
    counts.findings.forEach((each) => this.#weigh(each));
  }

  /** Puts the records into the order in which they came into the ledger, however they were counted. */
  sort(): void {
    for (const ids of [this.changedIds, this.refusedIds]) ids.sort((one, other) => one - other);
  }

  plain(): TallyCounts {
    const { changedIds, refusedIds, unchanged, atDatacite } = this;
    const counted = {
      refused: [...this.#refused.values()],
      findings: [...this.#findings.values()],
    };
    return { changedIds, refusedIds, unchanged, atDatacite, ...counted };
  }

  #refuse({ code, message, count }: Refused): void {
    const known = this.#refused.get(code) ?? { code, message, count: 0 };
    known.count += count;
    this.#refused.set(code, known);
  }

  #compare(before: readonly Graded[], after: readonly Graded[]): void {
    if (before.length + after.length === 0) return;
    const balance = new Map<string, Graded & { difference: number }>();
    const count = ({ code, severity }: Graded, by: 1 | -1): void => {
      const known = balance.get(keyOf({ code, severity }));
      if (known === undefined)
        balance.set(keyOf({ code, severity }), { code, severity, difference: by });
      else known.difference += by;
    };
    for (const finding of before) count(finding, -1);
    for (const finding of after) count(finding, 1);
    for (const { code, severity, difference } of balance.values()) {
      if (difference === 0) continue;
      const [fixed, caused] = [Math.max(0, -difference), Math.max(0, difference)];
      this.#weigh({ code, severity, fixed, caused });
    }
  }

  #weigh({ code, severity, fixed, caused }: Weighed): void {
    const key = keyOf({ code, severity });
    const known = this.#findings.get(key) ?? { code, severity, fixed: 0, caused: 0 };
    known.fixed += fixed;
    known.caused += caused;
    this.#findings.set(key, known);
  }

  counts(): Pick<
    ChangePreview,
    'changedCount' | 'unchangedCount' | 'refusedCount' | 'refused' | 'findings' | 'atDataciteCount'
  > {
    const { refused, findings } = this.plain();
    return {
      changedCount: this.changedIds.length,
      unchangedCount: this.unchanged,
      refusedCount: this.refusedIds.length,
      refused: refused.toSorted((a, b) => b.count - a.count).slice(0, 200),
      findings: findings.toSorted(gravestFirst).slice(0, 200),
      atDataciteCount: this.atDatacite,
    };
  }
}

const keyOf = ({ code, severity }: Graded): string => `${severity} ${code}`;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** Errors that come stand before all else, however few: one of them can be why a change is not made. */
function gravestFirst(one: Weighed, other: Weighed): number {
  const isNewError = ({ severity, caused }: Weighed): number =>
    severity === 'error' && caused > 0 ? 0 : 1;
  return (
    isNewError(one) - isNewError(other) ||
    rank[one.severity] - rank[other.severity] ||
    other.fixed + other.caused - (one.fixed + one.caused) ||
    (one.code < other.code ? -1 : 1)
  );
}

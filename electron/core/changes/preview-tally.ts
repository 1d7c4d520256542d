import type { ChangePreview } from '#shared/contract/changes.ts';
import type { Foreseen, PreviewedRecord } from './preview-changes.ts';

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

interface Weighed {
  readonly code: string;
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

  #compare(before: readonly string[], after: readonly string[]): void {
    if (before.length + after.length === 0) return;
    const balance = new Map<string, number>();
    for (const code of before) balance.set(code, (balance.get(code) ?? 0) - 1);
    for (const code of after) balance.set(code, (balance.get(code) ?? 0) + 1);
    for (const [code, difference] of balance) {
      if (difference === 0) continue;
      this.#weigh({ code, fixed: Math.max(0, -difference), caused: Math.max(0, difference) });
    }
  }

  #weigh({ code, fixed, caused }: Weighed): void {
    const known = this.#findings.get(code) ?? { code, fixed: 0, caused: 0 };
    known.fixed += fixed;
    known.caused += caused;
    this.#findings.set(code, known);
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
      findings: findings
        .toSorted((a, b) => b.fixed + b.caused - (a.fixed + a.caused) || (a.code < b.code ? -1 : 1))
        .slice(0, 200),
      atDataciteCount: this.atDatacite,
    };
  }
}

import type { ChangePreview } from '#shared/contract/changes.ts';
import type { FindingBalance, HeldBack } from './code-tally.ts';
import { balanceOf, CodeTally } from './code-tally.ts';
import type { Foreseen, PreviewedRecord } from './preview-changes.ts';

/** What a part of a preview counted; plain data, because it crosses between threads. */
export interface TallyCounts {
  readonly changedIds: readonly number[];
  readonly refusedIds: readonly number[];
  readonly unchanged: number;
  readonly atDatacite: number;
  readonly refused: readonly HeldBack[];
  readonly findings: readonly FindingBalance[];
}

/** Whether a change of the record would have to be sent: one that is not at DataCite goes with its registration. */
export function isAtDatacite({
  state,
  remoteState,
}: Pick<PreviewedRecord, 'state' | 'remoteState'>): boolean {
  return state !== 'reserved' && remoteState !== null;
}

/** What the preview counts as it goes. */
export class PreviewTally {
  readonly changedIds: number[] = [];
  readonly refusedIds: number[] = [];
  unchanged = 0;
  atDatacite = 0;
  readonly #codes = new CodeTally();

  add(record: PreviewedRecord, foreseen: Foreseen): void {
    if (foreseen.kind === 'unchanged') {
      this.unchanged += 1;
    } else if (foreseen.kind === 'refused') {
      this.refusedIds.push(record.id);
      this.#codes.refuse({ ...foreseen.refusal, count: 1 });
    } else {
      this.changedIds.push(record.id);
      if (isAtDatacite(record)) this.atDatacite += 1;
      this.#codes.weigh(balanceOf(foreseen.before, foreseen.after));
    }
  }

  /** What was counted elsewhere. */
  join(counts: TallyCounts): void {
    this.changedIds.push(...counts.changedIds);
    this.refusedIds.push(...counts.refusedIds);
    this.unchanged += counts.unchanged;
    this.atDatacite += counts.atDatacite;
    counts.refused.forEach((each) => this.#codes.refuse(each));
    this.#codes.weigh(counts.findings);
  }

  /** Puts the records into the order in which they came into the ledger, however they were counted. */
  sort(): void {
    for (const ids of [this.changedIds, this.refusedIds]) ids.sort((one, other) => one - other);
  }

  plain(): TallyCounts {
    const { changedIds, refusedIds, unchanged, atDatacite } = this;
    return { changedIds, refusedIds, unchanged, atDatacite, ...this.#codes.plain() };
  }

  counts(): Pick<
    ChangePreview,
    'changedCount' | 'unchangedCount' | 'refusedCount' | 'refused' | 'findings' | 'atDataciteCount'
  > {
    return {
      changedCount: this.changedIds.length,
      unchangedCount: this.unchanged,
      refusedCount: this.refusedIds.length,
      ...this.#codes.most(),
      atDataciteCount: this.atDatacite,
    };
  }
}

import type { ChangePreview } from '#shared/contract/changes.ts';
import type { FindingBalance, HeldBack } from './code-tally.ts';
import { balanceOf, CodeTally } from './code-tally.ts';
import type { Foreseen, PreviewedRecord } from './preview-changes.ts';

/** What a part of a preview counted; plain data, because it crosses between threads. */
export interface TallyCounts {
  readonly changedIds: readonly number[];
  readonly refusedIds: readonly number[];
  /** Marks of what was seen, of the changed and then of the refused. */
  readonly marks: readonly number[];
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

/** Four bytes of a content hash, never 0: they tell an edited record from what was seen of it. */
function markOf(contentHash: string): number {
  return Number.parseInt(contentHash.slice(0, 8), 16) || 1;
}

/** What the preview counts as it goes. */
export class PreviewTally {
  readonly changedIds: number[] = [];
  readonly refusedIds: number[] = [];
  unchanged = 0;
  atDatacite = 0;
  #changedMarks: number[] = [];
  #refusedMarks: number[] = [];
  /** By the number of the record, 0: not seen. A map of a million takes fifteen times as much. */
  #seen = new Uint32Array();
  readonly #codes = new CodeTally();

  add(record: PreviewedRecord, foreseen: Foreseen): void {
    if (foreseen.kind === 'unchanged') {
      this.unchanged += 1;
    } else if (foreseen.kind === 'refused') {
      this.refusedIds.push(record.id);
      this.#refusedMarks.push(markOf(record.contentHash));
      this.#codes.refuse({ ...foreseen.refusal, count: 1 });
    } else {
      this.changedIds.push(record.id);
      this.#changedMarks.push(markOf(record.contentHash));
      if (isAtDatacite(record)) this.atDatacite += 1;
      this.#codes.weigh(balanceOf(foreseen.before, foreseen.after));
    }
  }

  /** What was counted elsewhere. */
  join(counts: TallyCounts): void {
    this.changedIds.push(...counts.changedIds);
    this.refusedIds.push(...counts.refusedIds);
    this.#changedMarks.push(...counts.marks.slice(0, counts.changedIds.length));
    this.#refusedMarks.push(...counts.marks.slice(counts.changedIds.length));
    this.unchanged += counts.unchanged;
    this.atDatacite += counts.atDatacite;
    counts.refused.forEach((each) => this.#codes.refuse(each));
    this.#codes.weigh(counts.findings);
  }

  /** At the end: puts the records into the order in which they came into the ledger, however they were counted. */
  finish(): void {
    const marked = [
      [this.changedIds, this.#changedMarks],
      [this.refusedIds, this.#refusedMarks],
    ] as const;
    const last = marked.reduce((most, [ids]) => ids.reduce((a, b) => Math.max(a, b), most), 0);
    this.#seen = new Uint32Array(last + 1);
    for (const [ids, marks] of marked) {
      ids.forEach((id, at) => (this.#seen[id] = marks[at] ?? 0));
      ids.sort((one, other) => one - other);
    }
    this.#changedMarks = [];
    this.#refusedMarks = [];
  }

  /** Of one that has finished: whether the record would change or be refused. */
  hasSeen(id: number): boolean {
    return (this.#seen[id] ?? 0) !== 0;
  }

  /** The same, and whether the record is still what was seen. */
  isAsSeen(id: number, contentHash: string): boolean {
    return this.#seen[id] === markOf(contentHash);
  }

  plain(): TallyCounts {
    const { changedIds, refusedIds, unchanged, atDatacite } = this;
    const marks = [...this.#changedMarks, ...this.#refusedMarks];
    return { changedIds, refusedIds, marks, unchanged, atDatacite, ...this.#codes.plain() };
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

import type { Attributes } from '../metadata/attributes.ts';
import { reportText as text } from '../text/reports.en.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import type { Chart, ChartRow } from './report.ts';

export interface UseCounts {
  readonly citations: number;
  readonly views: number;
  readonly downloads: number;
  /** ISO 8601. */
  readonly fetchedAt: string;
}

interface UsedRecord extends UseCounts {
  readonly title: string;
}

const kinds = ['citations', 'views', 'downloads'] as const;
const mostShown = 10;

/** How often records are used, with the days on which DataCite was asked (requirement A28). */
export class UseTally {
  private readonly sums = { citations: 0, views: 0, downloads: 0 };
  private count = 0;
  private oldest = '';
  private newest = '';
  /** The most used so far, the first first. */
  private top: UsedRecord[] = [];

  add(attributes: Attributes, use: UseCounts | null): void {
    if (use === null) return;
    const { fetchedAt } = use;
    this.count += 1;
    for (const kind of kinds) this.sums[kind] += use[kind];
    if (this.oldest === '' || fetchedAt < this.oldest) this.oldest = fetchedAt;
    if (fetchedAt > this.newest) this.newest = fetchedAt;
    const last = this.top[mostShown - 1];
    if (!isUsed(use) || (last !== undefined && byUse(last, use) <= 0)) return;
    const title = textOf(listOf(attributes.titles)[0]?.title) || text.untitled;
    this.top = [...this.top, { ...use, title: title.slice(0, 500) }]
      .toSorted(byUse)
      .slice(0, mostShown);
  }

  /** None as long as DataCite was asked about no record. */
  charts(): Chart[] {
    if (this.count === 0) return [];
    const asOf = { oldest: this.oldest, newest: this.newest };
    const sums = kinds.map((kind): ChartRow => ({
      label: text.use[kind],
      values: [this.sums[kind]],
      of: null,
      note: text.useOf(this.count),
    }));
    const most = this.top.map(({ title, citations, views, downloads }): ChartRow => ({
      label: title,
      values: [citations, views, downloads],
      of: null,
      note: '',
    }));
    const series = kinds.map((kind) => text.use[kind]);
    return [
      { id: 'use', series: [text.count], asOf, rows: sums },
      ...(most.length === 0 ? [] : [{ id: 'most-used' as const, series, asOf, rows: most }]),
    ];
  }
}

const isUsed = ({ citations, views, downloads }: UseCounts): boolean =>
  citations + views + downloads > 0;

function byUse(one: UseCounts, other: UseCounts): number {
  return (
    other.citations - one.citations || other.views - one.views || other.downloads - one.downloads
  );
}

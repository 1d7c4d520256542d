import type { Attributes } from '../metadata/attributes.ts';
import { reportText as text } from '../text/reports.en.ts';
import { objectOf, textOf } from '../values/tolerant.ts';
import type { JudgedRecord } from './fair.ts';
import { funderChecks, has, hasOrcid, isFunderReady, principles } from './fair.ts';
import type { Chart, ChartRow, Report } from './report.ts';
import type { UseCounts } from './use-tally.ts';
import { UseTally } from './use-tally.ts';

/** One record as a report sees it. */
export interface ReportedRecord extends JudgedRecord {
  /** When DataCite last confirmed what it holds, ISO 8601; null: never. */
  readonly confirmedAt: string | null;
  /** When it came into the ledger. */
  readonly createdAt: string;
  /** What DataCite counted, and when; null: it was not asked. */
  readonly use: UseCounts | null;
}

/** Days within which what DataCite holds counts as verified. */
export const verifiedDays = 90;
const mostTypes = 12;
const mostYears = 20;
const dayMs = 86_400_000;
const states = ['reserved', 'draft', 'registered', 'findable'] as const;

/** Properties that the completeness of a catalogue is told by, as DataCite names them. */
const properties = [
  'titles',
  'creators',
  'publisher',
  'publicationYear',
  'types',
  'url',
  'descriptions',
  'subjects',
  'contributors',
  'dates',
  'language',
  'relatedIdentifiers',
  'sizes',
  'formats',
  'version',
  'rightsList',
  'geoLocations',
  'fundingReferences',
] as const satisfies readonly (keyof Attributes)[];

const ages = [30, 90, 180, 365];
const pageOrder = ['good', 'incomplete', 'broken', 'unsure', 'unchecked', 'never'] as const;

/** Counts records one by one, so that a catalogue of any size costs the memory of its figures. */
export class Tally {
  private readonly nowMs: number;
  private count = 0;
  private tracked = 0;
  private verified = 0;
  private credited = 0;
  private readonly months = new Map<string, number[]>();
  private readonly years = new Map<string, number>();
  private readonly types = new Map<string, number>();
  private readonly filled = new Map<string, number>();
  private readonly fair = new Map<string, number>();
  private readonly ages = new Map<string, number>();
  private readonly pages = new Map<string, number>();
  private readonly funder = new Map<string, number>();
  private readonly use = new UseTally();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  add(record: ReportedRecord): void {
    const { attributes, state } = record;
    this.count += 1;
    const isTracked = state === 'registered' || state === 'findable';
    const age =
      record.confirmedAt === null ? null : (this.nowMs - Date.parse(record.confirmedAt)) / dayMs;
    if (isTracked) this.tracked += 1;
    if (isTracked && age !== null && age <= verifiedDays) this.verified += 1;
    if (isTracked && hasOrcid(attributes)) this.credited += 1;
    const month = record.createdAt.slice(0, 7);
    const counts = this.months.get(month) ?? states.map(() => 0);
    counts[states.indexOf(state)] = (counts[states.indexOf(state)] ?? 0) + 1;
    this.months.set(month, counts);
    bump(this.years, textOf(attributes.publicationYear) || text.notGiven);
    bump(this.types, textOf(objectOf(attributes.types).resourceTypeGeneral) || text.notGiven);
    for (const name of properties) if (has(name)(attributes)) bump(this.filled, name);
    for (const { id, test } of principles) if (test(record)) bump(this.fair, id);
    for (const { id, test } of funderChecks) if (test(attributes)) bump(this.funder, id);
    if (isFunderReady(attributes)) bump(this.funder, 'all');
    if (!isTracked) return;
    this.use.add(attributes, record.use);
    const within = ages.find((days) => age !== null && age <= days);
    bump(this.ages, age === null ? 'never' : within === undefined ? 'older' : String(within));
    bump(this.pages, record.page ?? 'never');
  }

  report(): Report {
    return {
      recordCount: this.count,
      figures: [
        { id: 'tracked', count: this.tracked },
        { id: 'verified', count: this.verified },
        { id: 'credited', count: this.credited },
      ],
      charts: [
        this.stateChart(),
        plain(
          'years',
          [...this.years].toSorted(([one], [other]) => (one < other ? -1 : 1)).slice(-mostYears),
        ),
        plain('types', topOf(this.types)),
        this.shares(
          'completeness',
          properties.map((name) => [name, this.filled.get(name) ?? 0, '']),
          this.count,
        ),
        this.shares(
          'fair',
          principles.map(({ id }) => [
            `${id}  ${text.fair[id].name}`,
            this.fair.get(id) ?? 0,
            text.fair[id].evidence,
          ]),
          this.count,
        ),
        this.shares(
          'stewardship',
          [...ages.map(String), 'older', 'never'].map((id) => [
            text.age(id),
            this.ages.get(id) ?? 0,
            '',
          ]),
          this.tracked,
        ),
        this.shares(
          'pages',
          pageOrder.map((id) => [text.page[id], this.pages.get(id) ?? 0, '']),
          this.tracked,
        ),
        this.shares(
          'funder',
          [...funderChecks.map(({ id }) => id), 'all' as const].map((id) => [
            text.funder[id],
            this.funder.get(id) ?? 0,
            '',
          ]),
          this.count,
        ),
        ...this.use.charts(),
      ],
    };
  }

  /** How the catalogue grew: all records that had come by the end of each month, by the state they have now. */
  private stateChart(): Chart {
    const sums = states.map(() => 0);
    const rows = [...this.months]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([label, counts]) => {
        for (const [index, count] of counts.entries()) sums[index] = (sums[index] ?? 0) + count;
        return { label, values: [...sums], of: null, note: '' };
      });
    return {
      id: 'states',
      series: states.map((state) => text.state[state]),
      asOf: null,
      rows: rows.slice(-36),
    };
  }

  private shares(
    id: Chart['id'],
    entries: readonly (readonly [label: string, count: number, note: string])[],
    of: number,
  ): Chart {
    const rows = entries.map(([label, count, note]): ChartRow => ({
      label,
      values: [count],
      of,
      note,
    }));
    return { id, series: [text.records], asOf: null, rows };
  }
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function plain(id: Chart['id'], entries: readonly (readonly [string, number])[]): Chart {
  const rows = entries.map(([label, count]): ChartRow => ({
    label,
    values: [count],
    of: null,
    note: '',
  }));
  return { id, series: [text.records], asOf: null, rows };
}

/** The most frequent, and the rest as one. */
function topOf(counts: ReadonlyMap<string, number>): [string, number][] {
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  const rest = sorted.slice(mostTypes).reduce((sum, [, count]) => sum + count, 0);
  return rest === 0 ? sorted : [...sorted.slice(0, mostTypes), [text.others, rest]];
}

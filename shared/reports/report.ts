/**
 * A report on a catalogue: figures, each drawn as a plot and told as a table. One shape for all of them, so
 * that the screen, the HTML file and the CSV say the same.
 */
export interface Report {
  readonly recordCount: number;
  /** Tracked, verified, credited (requirement A47). */
  readonly figures: readonly ReportFigure[];
  readonly charts: readonly Chart[];
}

export interface ReportFigure {
  readonly id: 'tracked' | 'verified' | 'credited';
  readonly count: number;
}

export const chartIds = [
  'states',
  'years',
  'types',
  'completeness',
  'fair',
  'stewardship',
  'pages',
  'funder',
  'use',
  'most-used',
] as const;
export type ChartId = (typeof chartIds)[number];

/** Bars over one axis; each bar has a part for each series, and may be a share of `of`. */
export interface Chart {
  readonly id: ChartId;
  readonly series: readonly string[];
  /** ISO 8601: when what is told was fetched from a service; null: it is the ledger's own. */
  readonly asOf: { readonly oldest: string; readonly newest: string } | null;
  readonly rows: readonly ChartRow[];
}

export interface ChartRow {
  readonly label: string;
  /** One value a series. */
  readonly values: readonly number[];
  /** What the values are a part of; null: they stand for themselves. */
  readonly of: number | null;
  /** Why, in words, where the label alone does not say it. */
  readonly note: string;
}

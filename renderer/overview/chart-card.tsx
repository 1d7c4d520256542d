import { useId, useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { layoutChart } from '#shared/reports/chart-layout.ts';
import { formatCount, formatDate } from '#shared/text/format.ts';
import { overviewText as text } from '#shared/text/overview.en.ts';
import { reportText } from '#shared/text/reports.en.ts';

import { Button } from '../components/button.tsx';

type Chart = Output<'overview.report'>['charts'][number];

/** A plot with its meaning, and its numbers as a table one key away. */
export function ChartCard({ chart }: { readonly chart: Chart }) {
  const [isTable, setTable] = useState(false);
  const id = useId();
  const { name, note } = reportText.chart[chart.id];
  return (
    <section className="chart" aria-labelledby={id}>
      <header className="line">
        <h3 id={id}>{name}</h3>
        <span className="push" />
        <Button
          kind="plain"
          onPress={() => setTable(!isTable)}
          aria-label={`${name}: ${isTable ? text.asPlot : text.asTable}`}
        >
          {isTable ? text.asPlot : text.asTable}
        </Button>
      </header>
      {(note !== '' || chart.asOf !== null) && (
        <p className="small soft">
          {note} {chart.asOf !== null && fetched(chart.asOf)}
        </p>
      )}
      {isTable ? <ChartTable chart={chart} /> : <ChartPlot chart={chart} name={name} />}
      {chart.series.length > 1 && (
        <ul className="chart-legend small">
          {chart.series.map((series, index) => (
            <li key={series} className="line">
              <svg width="10" height="10" aria-hidden="true">
                <rect className={`plot-${index % 4}`} width="10" height="10" rx="2" />
              </svg>
              {series}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const fetched = ({ oldest, newest }: NonNullable<Chart['asOf']>): string =>
  reportText.asOf(formatDate(oldest), formatDate(newest));

function ChartPlot({ chart, name }: { readonly chart: Chart; readonly name: string }) {
  const { width, height, bars } = layoutChart(chart);
  return (
    <svg
      className="chart-plot"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={name}
      preserveAspectRatio="xMinYMin meet"
    >
      {bars.map(({ label, labelAt, track, parts, value, valueAt }, at) => (
        <g key={at}>
          <title>{`${chart.rows[at]?.label ?? label}: ${value}${chart.rows[at]?.note === '' ? '' : ` (${chart.rows[at]?.note ?? ''})`}`}</title>
          <text x={labelAt.x} y={labelAt.y} textAnchor={labelAt.anchor}>
            {label}
          </text>
          <rect className="plot-track" {...track} rx="2" />
          {parts.map((part, index) => (
            <rect
              key={index}
              className={`plot-${parts.length === 1 ? 3 : index % 4}`}
              {...part}
              rx="2"
            />
          ))}
          <text x={valueAt.x} y={valueAt.y} textAnchor={valueAt.anchor} className="plot-value">
            {value}
          </text>
        </g>
      ))}
    </svg>
  );
}

function ChartTable({ chart }: { readonly chart: Chart }) {
  const isShare = chart.rows.some(({ of }) => of !== null);
  return (
    <div className="chart-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{reportText.chart[chart.id].name}</th>
            {chart.series.map((series) => (
              <th key={series} scope="col">
                {series}
              </th>
            ))}
            {isShare && <th scope="col">{reportText.share}</th>}
          </tr>
        </thead>
        <tbody>
          {chart.rows.map(({ label, values, of, note }, at) => (
            <tr key={at}>
              <th scope="row">
                {label}
                {note !== '' && <span className="soft small"> {note}</span>}
              </th>
              {values.map((value, index) => (
                <td key={index}>{formatCount(value)}</td>
              ))}
              {isShare && <td>{reportText.percent(values[0] ?? 0, of ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { RecordDetail } from '#shared/contract/records.ts';
import type { JudgedRecord } from '#shared/reports/fair.ts';
import { funderChecks, isFunderReady, principles } from '#shared/reports/fair.ts';
import { reportText as text } from '#shared/text/reports.en.ts';

import { Icon } from '../components/icon.tsx';
import { useQuery } from '../store/use-query.ts';

/** What a record shows for the FAIR principles and for funders, each with its evidence (requirements A42, A43). */
export function RecordStandards({ record }: { readonly record: RecordDetail }) {
  const { attributes, state } = record;
  const page = useQuery('landing.get', { doi: record.doi }).data?.detail?.verdict ?? null;
  const judged: JudgedRecord = { attributes, state, page };
  return (
    <>
      <section className="section">
        <h3 className="section-title">{text.chart.fair.name}</h3>
        <ul className="standards">
          {principles.map(({ id, test }) => (
            <Point
              key={id}
              name={`${id} ${text.fair[id].name}`}
              note={text.fair[id].evidence}
              isMet={test(judged)}
            />
          ))}
        </ul>
      </section>
      <section className="section">
        <h3 className="section-title">
          {text.chart.funder.name}{' '}
          <span className="soft">{isFunderReady(attributes) ? text.ready : text.notReady}</span>
        </h3>
        <ul className="standards">
          {funderChecks.map(({ id, test }) => (
            <Point key={id} name={text.funder[id]} note="" isMet={test(attributes)} />
          ))}
        </ul>
        <p className="small soft">{text.availabilityPlace}</p>
      </section>
    </>
  );
}

function Point({
  name,
  note,
  isMet,
}: {
  readonly name: string;
  readonly note: string;
  readonly isMet: boolean;
}) {
  return (
    <li className="line">
      <Icon name={isMet ? 'good' : 'hint'} />
      <span>
        {name}
        <span className="soft small">
          {' '}
          {isMet ? text.met : text.notMet}
          {note === '' ? '' : `: ${note}`}
        </span>
      </span>
    </li>
  );
}

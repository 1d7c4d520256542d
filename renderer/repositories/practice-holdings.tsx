import { useState } from 'react';

import type { PracticeHolding } from '#shared/contract/repositories.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StateName } from '../components/state-name.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useQuery } from '../store/use-query.ts';

const pageSize = 10;

/** The other side of the wire: what the practice repository holds, whatever the ledger thinks of it. */
export function PracticeHoldings() {
  const [wanted, setWanted] = useState(0);
  const { data, error } = useQuery(
    'practice.holdings',
    { offset: wanted, limit: pageSize },
    { keepPrevious: true },
  );
  // Emptied meanwhile: back to where there is something.
  const lastPage = data === undefined ? 0 : Math.max(0, Math.ceil(data.total / pageSize) - 1);
  if (data !== undefined && wanted > lastPage * pageSize) setWanted(lastPage * pageSize);
  return (
    <section className="section">
      <h3 className="section-title" id="practice-holdings">
        {text.holdings}
      </h3>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data?.total === 0 && <p className="soft">{text.holdingsEmpty}</p>}
      {data !== undefined && data.total > 0 && (
        <div className="stack">
          <HoldingTable holdings={data.holdings} />
          {data.total > pageSize && (
            <div className="line">
              <span className="soft" role="status">
                {text.holdingRange(wanted + 1, wanted + data.holdings.length, data.total)}
              </span>
              <span className="push" />
              <Button isDisabled={wanted === 0} onPress={() => setWanted(wanted - pageSize)}>
                {text.earlier}
              </Button>
              <Button
                isDisabled={wanted + pageSize >= data.total}
                onPress={() => setWanted(wanted + pageSize)}
              >
                {text.later}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function HoldingTable({ holdings }: { readonly holdings: readonly PracticeHolding[] }) {
  return (
    <table className="holdings" aria-labelledby="practice-holdings">
      <thead>
        <tr>
          <th scope="col">{text.holdingDoi}</th>
          <th scope="col">{text.holdingTitle}</th>
          <th scope="col">{text.holdingState}</th>
          <th scope="col">{text.holdingUpdated}</th>
        </tr>
      </thead>
      <tbody>
        {holdings.map(({ doi, title, url, state, updated }) => (
          <tr key={doi}>
            <th scope="row" className="mono" title={doi}>
              {doi}
            </th>
            <td title={url ?? undefined}>
              <span className={title === null ? 'soft' : undefined}>{title ?? text.untitled}</span>
              <span className="small soft">{url ?? text.noUrl}</span>
            </td>
            <td>
              <StateName state={state} />
            </td>
            <td className="small soft">
              <TimeAgo at={updated} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

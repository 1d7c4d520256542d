import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import { formatCount } from '#shared/text/format.ts';
import { overviewText as text } from '#shared/text/overview.en.ts';
import { reportText } from '#shared/text/reports.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { FirstCollection } from '../collections/first-collection.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { useSteward } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { ChartCard } from './chart-card.tsx';
import { CollectionField } from './collection-field.tsx';
import { NeedList } from './need-list.tsx';
import './overview.css';

/** The start of a day: what needs a person, then how the catalogue stands. */
export function OverviewScreen({ repository }: { readonly repository: ChosenRepository }) {
  const asked = { repositoryId: repository.id };
  const [collectionId, setCollectionId] = useState<number | null>(null);
  const { data, error } = useQuery('overview.needs', asked);
  const isEmpty = data?.recordCount === 0;
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="push" />
        {data !== undefined && !isEmpty && (
          <>
            <CollectionField
              repositoryId={repository.id}
              value={collectionId}
              onChange={setCollectionId}
            />
            <SaveMenu repositoryId={repository.id} collectionId={collectionId} />
          </>
        )}
      </header>
      <div className="screen-body overview">
        {error !== undefined && <ErrorNotice error={error} />}
        {data === undefined ? (
          <Skeleton lines={6} />
        ) : isEmpty ? (
          <FirstCollection repository={repository} />
        ) : (
          <>
            <NeedList needs={data.needs} />
            <Catalogue repositoryId={repository.id} collectionId={collectionId} />
          </>
        )}
      </div>
    </section>
  );
}

interface Scope {
  readonly repositoryId: string;
  /** Null: all of the repository. */
  readonly collectionId: number | null;
}

function Catalogue(scope: Scope) {
  const { data, error } = useQuery('overview.report', { ...scope }, { keepPrevious: true });
  if (error !== undefined) return <ErrorNotice error={error} />;
  return (
    <section aria-labelledby="catalogue-title">
      <h2 id="catalogue-title" className="section-title">
        {text.report}
      </h2>
      {data === undefined ? (
        <p role="status" className="soft">
          {text.reading}
        </p>
      ) : (
        <>
          <dl className="overview-figures">
            {data.figures.map(({ id, count }) => (
              <div key={id} className="overview-figure">
                <dt>{reportText.figure[id].name}</dt>
                <dd>
                  <span className="overview-count">{formatCount(count)}</span>
                  <span className="small soft">{reportText.figure[id].note}</span>
                </dd>
              </div>
            ))}
          </dl>
          <div className="charts">
            {data.charts.map((chart) => (
              <ChartCard key={chart.id} chart={chart} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

const types = { html: 'text/html', csv: 'text/csv' } as const;

function SaveMenu(scope: Scope) {
  const { client } = useSteward();
  const handleAction = async (format: 'html' | 'csv'): Promise<void> => {
    const file = await client.call('overview.file', { ...scope, format });
    saveText([file.text], file.fileName, types[format]);
  };
  return (
    <MenuTrigger>
      <AriaButton className="button button-normal">
        <Icon name="save" />
        {text.save}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="listbox"
          onAction={(key) => void handleAction(key === 'csv' ? 'csv' : 'html')}
        >
          <MenuItem id="html" className="listbox-item">
            {text.saveHtml}
          </MenuItem>
          <MenuItem id="csv" className="listbox-item">
            {text.saveCsv}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import { useEffect, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

import type { QueueRow } from '#shared/contract/review-shapes.ts';
import type { ReviewStatus } from '#shared/review/status.ts';
import { reviewStatuses } from '#shared/review/status.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { formatCount } from '#shared/text/format.ts';
import { reviewScreenText as text, reviewStatusText } from '#shared/text/review-screen.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { useQuery } from '../store/use-query.ts';
import { DraftView } from './draft-view.tsx';
import { ImportReviews } from './import-reviews.tsx';
import { isBusy } from './is-busy.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { narrowQueueColumns, queueColumns } from './queue-columns.tsx';
import type { QueueFilter } from './queue-filter.tsx';
import { QueueFilters, wholeQueue } from './queue-filter.tsx';
import { StewardMenu } from './steward-menu.tsx';
import './review.css';

const sorts = ['oldest', 'newest', 'risk', 'title'] as const;
type Sort = (typeof sorts)[number];

interface Props {
  readonly repository: ChosenRepository;
  readonly doi: string | null;
}

/** Drafts on their way to being published, and the one that somebody looks at, beside them. */
export function ReviewScreen({ repository, doi }: Props) {
  const { client } = useSteward();
  const [status, setStatus] = useState<ReviewStatus | null>(null);
  const [sort, setSort] = useState<Sort>('oldest');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [narrow, setNarrow] = useState<QueueFilter>(wholeQueue);
  const filter = { repositoryId: repository.id, status, ...narrow };
  const isNarrow = status !== null || Object.values(narrow).some((value) => value !== null);
  const asked = { filter, sort };
  const source = usePages<QueueRow>(
    canonicalJson(asked),
    (offset, limit) => client.call('review.queue', { ...asked, offset, limit }),
    ['records.changed', 'review.changed', 'outbox.changed'],
  );
  const counts = useQuery(
    'review.counts',
    { filter: { ...filter, status: null } },
    { keepPrevious: true },
  );
  const countOf = (name: ReviewStatus): number =>
    counts.data?.counts.find((each) => each.status === name)?.count ?? 0;
  const total = reviewStatuses.reduce((sum, name) => sum + countOf(name), 0);
  const failure = source.error();

  /** The draft so many rows from the open one; from the top when none is open. */
  const step = (by: 1 | -1): void => {
    const all = source.total() ?? 0;
    const here = Array.from({ length: all }, (_, index) => index).find(
      (index) => source.row(index)?.doi === doi,
    );
    const row = source.row(here === undefined ? 0 : here + by);
    if (row !== undefined) goTo({ screen: 'review', doi: row.doi }, 'replace');
  };

  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusy(event.target)) return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  });

  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head review-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="soft">{text.drafts(total)}</span>
        <span className="push" />
        <ImportReviews repositoryId={repository.id} />
        <StewardMenu />
      </header>
      <div className="review-filter">
        <ToggleButtonGroup
          aria-label={text.show}
          className="segments"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[status ?? 'all']}
          onSelectionChange={(keys) =>
            setStatus(reviewStatuses.find((known) => keys.has(known)) ?? null)
          }
        >
          <ToggleButton id="all" className="segment">
            {text.all}
          </ToggleButton>
          {reviewStatuses.map((name) => (
            <ToggleButton key={name} id={name} className="segment">
              {reviewStatusText[name].label}{' '}
              <span className="soft">{formatCount(countOf(name))}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <div className="review-narrow">
          <QueueFilters repositoryId={repository.id} filter={narrow} onChange={setNarrow} />
          <SelectField
            label={text.sort}
            isLabelUnseen
            value={sort}
            onChange={(id) => setSort(sorts.find((known) => known === id) ?? 'oldest')}
            groups={[{ title: '', choices: sorts.map((id) => ({ id, label: text.sorts[id] })) }]}
          />
        </div>
      </div>
      {chosen.size > 0 && (
        <ChosenBar dois={[...chosen]} repository={repository} onDone={() => setChosen(new Set())} />
      )}
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className={doi === null ? 'split split-top' : 'split split-top review-open'}>
        <DataGrid
          label={text.queue}
          source={source}
          columns={doi === null ? queueColumns : narrowQueueColumns}
          selected={chosen}
          onSelect={setChosen}
          rowKey={(row) => row.doi}
          openKey={doi}
          onOpen={(row) => goTo({ screen: 'review', doi: row.doi }, 'replace')}
          empty={
            <EmptyState
              icon="good"
              title={isNarrow ? text.noMatchTitle : text.emptyTitle}
              actions={
                isNarrow ? (
                  <Button
                    onPress={() => {
                      setStatus(null);
                      setNarrow(wholeQueue);
                    }}
                  >
                    {text.filters.clear}
                  </Button>
                ) : (
                  <Button onPress={() => goTo({ screen: 'bring-in' })}>{text.bringIn}</Button>
                )
              }
            >
              {!isNarrow && <p>{text.emptyBody}</p>}
            </EmptyState>
          }
        />
        {doi !== null && (
          <div className="split-detail">
            <DraftView key={doi} doi={doi} repository={repository} onStep={step} />
          </div>
        )}
      </div>
    </section>
  );
}
